import { browser } from 'wxt/browser';

import { ERRORS } from '../host/errors';
import { failure } from '../host/failure';
import type { Practitioner } from '../host/messages';
import { sendMessage, type Order, type Outcome } from '../messaging';
import type { Deeds } from '../page';
import type { Language } from '../ui/translate';

/** False once the extension that this script belongs to was updated or removed. */
export function belongsToExtension(): boolean {
  return (browser.runtime as { readonly id?: string } | undefined)?.id !== undefined;
}

/**
 * Asks the background, once more when it went to sleep between hearing and answering. A script whose extension was updated
 * stays silent: the new one has taken its place.
 */
export async function ask<Result>(send: () => Promise<Outcome<Result>>): Promise<Outcome<Result>> {
  for (let attempt = 1; attempt <= 2 && belongsToExtension(); attempt += 1) {
    try {
      return await send();
    } catch {
      // The browser ended the background, or the extension.
    }
  }
  return { ok: false, error: failure(belongsToExtension() ? 'internal' : 'cancelled') };
}

export const openOrder = (order: Order): Promise<Outcome> => ask(() => sendMessage('open', order));

/** So often, in ms, a page in use keeps the host warm: sooner than servers close a connection that lies still. */
const WARM_FOR = 4 * 60_000;

export interface Wishes {
  /** The person's usual guide. */
  readonly guide: () => string;
  readonly language: Language;
  /** Who is signed in, as far as a site profile can read it from the page. */
  readonly practitioner?: () => Practitioner | null;
}

/** What a click in the page can have done. */
export function deedsOf({ guide, language, practitioner: read }: Wishes): Deeds {
  let warmUntil = 0;
  return {
    open({ guide: wanted, ucds, trigger, practitioner = read?.() }) {
      return openOrder({ guide: wanted ?? guide(), ucds, trigger, ...(practitioner && { practitioner }) });
    },
    cancel: () => void sendMessage('cancelOpen', undefined).catch(() => false),
    choose: (ucds, wanted) => void sendMessage('choose', { ucds, guide: wanted ?? guide() }).catch(() => undefined),
    warm() {
      const now = Date.now();
      if (now < warmUntil || !belongsToExtension()) return;
      warmUntil = now + WARM_FOR;
      void ask(() => sendMessage('warm'));
    },
    explain: ({ code }) => ERRORS[code][language],
  };
}
