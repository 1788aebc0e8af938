import type { Failure, Outcome } from '../messaging';
import type { Practitioner } from '../host/messages';

/** What a click in the page asks for; without a guide, the person's usual one. */
export interface PageOrder {
  readonly ucds: readonly string[];
  readonly guide?: string;
  readonly trigger: 'button' | 'page';
  /** As the page names them; the host decides whether it counts. */
  readonly practitioner?: Practitioner;
}

/** What the page's side can have done; the rest of the extension does it. */
export interface Deeds {
  open(order: PageOrder): Promise<Outcome>;
  /** Gives up what is being opened. */
  cancel(): void;
  /** Shows these codes in the popup, where the person chooses. */
  choose(ucds: readonly string[], guide?: string): void;
  /** Someone is about to click. */
  warm(): void;
  /** A failure in a sentence for the person. */
  explain(error: Failure): string;
}

/** More drugs than one order may hold are chosen from in the popup. */
export const MOST_UCDS = 100;
