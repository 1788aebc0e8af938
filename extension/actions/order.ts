import { browser, type Browser } from 'wxt/browser';

import type { Order, Trigger } from '../messaging';
import type { Place } from './open-guide';

const TRIGGERS: readonly Trigger[] = ['context_menu', 'popup', 'button', 'page', 'shortcut'];

/** An order, reduced to what it may hold: content scripts share their process with the page. */
export function orderOf({ guide, ucds, trigger, practitioner }: Order): Order {
  if (!TRIGGERS.includes(trigger)) throw new TypeError('No such trigger.');
  return { guide: String(guide), ucds: [...new Set(ucds.map(String))], trigger, ...(practitioner && { practitioner }) };
}

/** Beside which tab the order's guide opens, and which origin asked. The browser vouches for both, not the message. */
export async function placeOf(order: Order, sender: Browser.runtime.MessageSender): Promise<Place> {
  if (isScreen(sender)) {
    const tab = order.tabId === undefined ? sender.tab : await browser.tabs.get(order.tabId);
    return placeIn(tab ?? (await activeTab()));
  }
  if (!sender.tab) throw new TypeError('No tab to open beside.');
  return { tab: sender.tab, origin: originOf(sender.origin ?? sender.url) };
}

export function placeIn(tab: Browser.tabs.Tab): Place {
  return { tab, origin: originOf(tab.url) };
}

export async function activeTab(): Promise<Browser.tabs.Tab> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab) throw new TypeError('No active tab.');
  return tab;
}

/** Popup, options and the like: pages of the extension itself. */
function isScreen({ url }: Browser.runtime.MessageSender): boolean {
  return url?.startsWith(browser.runtime.getURL('/')) === true;
}

function originOf(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { origin, protocol } = new URL(url);
  return /^https?:$/.test(protocol) ? origin : null;
}
