import { browser, type Browser } from 'wxt/browser';

import { onMessage, type Outcome } from '../messaging';

type Sender = Browser.runtime.MessageSender;

/** Who sent a message, as the browser says; the messaging library's own type for it is another package's. */
export function senderOf({ sender }: { readonly sender: unknown }): Sender {
  return sender as Sender;
}

/** Popup, options and the like: pages of the extension itself. */
export function isScreen({ origin = '' }: Sender): boolean {
  return `${origin}/` === browser.runtime.getURL('/');
}

/** The origin that an address or an origin names; null where a page has none. */
export function originOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  return /^https?:$/.test(protocol) ? origin : null;
}

/** Hears what only the extension's own pages may ask: a content script speaks with its page's voice. */
export const onScreenMessage: typeof onMessage = (type, answer) =>
  onMessage(type, (message) => {
    if (!isScreen(senderOf(message))) throw new TypeError(`A page may not ask for ${type}.`);
    return answer(message);
  });

/** What a page's process may know of a failure: hints name files, hosts and people. */
export function withoutHint<T>(outcome: Outcome<T>): Outcome<T> {
  return outcome.ok ? outcome : { ok: false, error: { ...outcome.error, hint: '' } };
}
