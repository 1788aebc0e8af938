import { browser, type Browser } from 'wxt/browser';

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
