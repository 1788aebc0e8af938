import { background as en } from '../locales/en.yml';
import { background as fr } from '../locales/fr.yml';
import type { Settings } from '../settings';
import { languageFor, translator, type KeyUnder, type Language, type Translate } from '../ui/translate';

export interface Speech {
  readonly language: Language;
  readonly t: Translate<KeyUnder<'background'>>;
}

/** What the background says by itself: in menus and in the address bar. */
export function speechFor(choice: Settings['language']): Speech {
  const language = languageFor(choice);
  return { language, t: translator(language, { en: { background: en }, fr: { background: fr } }) };
}
