import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import * as en from '../locales/en.yml';
import * as fr from '../locales/fr.yml';
import { translator, type KeyUnder, type Language, type Translate } from './translate';

type ScreenKey = KeyUnder<'chain' | 'options' | 'popup' | 'welcome'>;

export interface Speech {
  readonly language: Language;
  readonly t: Translate<ScreenKey>;
}

const catalogues = { en: { ...en }, fr: { ...fr } };

export function speech(language: Language): Speech {
  return { language, t: translator(language, catalogues) };
}

export const SpeechContext = createContext<Speech>(speech('en'));

export const useSpeech = (): Speech => useContext(SpeechContext);
