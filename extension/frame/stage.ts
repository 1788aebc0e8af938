import { page as en } from '../locales/en.yml';
import { page as fr } from '../locales/fr.yml';
import { openStage, type Stage } from '../page';
import { translator } from '../ui/translate';
import { deedsOf, type Wishes } from './deeds';

/** What shows in this frame, in the person's language. */
export function openFrameStage(wishes: Wishes, signal: AbortSignal): Stage {
  const t = translator(wishes.language, { en: { page: en }, fr: { page: fr } });
  return openStage(document, deedsOf(wishes), t, signal);
}
