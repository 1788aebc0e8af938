import { browser, type Browser } from 'wxt/browser';

import { isRecord, isTexts } from '../host/answers';
import type { Practitioner } from '../host/messages';
import type { Choice, Order, Trigger } from '../messaging';
import type { Place } from './open-guide';
import { isScreen, originOf } from './sender';

const TRIGGERS: readonly Trigger[] = ['context_menu', 'popup', 'button', 'page', 'shortcut'];

/** An order, each drug once; content scripts share their process with the page, so nothing in it is taken on trust. */
export function orderOf(message: unknown): Order {
  const { guide, ucds, trigger, practitioner } = isRecord(message) ? message : {};
  if (typeof guide !== 'string' || !isTrigger(trigger) || !isTexts(ucds)) throw new TypeError('Not an order.');
  return { guide, ucds: [...new Set(ucds)], trigger, ...(isPractitioner(practitioner) && { practitioner }) };
}

/** What a button in a page may have the popup begin with. */
export function choiceOf(message: unknown): Choice {
  const { guide, ucds } = isRecord(message) ? message : {};
  if (typeof guide !== 'string' || !isTexts(ucds)) throw new TypeError('Not a choice.');
  return { guide, ucds };
}

/** Codes that a page would have told from each other. */
export function codesOf(message: unknown): readonly string[] {
  if (!isTexts(message)) throw new TypeError('Not codes.');
  return message;
}

function isTrigger(value: unknown): value is Trigger {
  return TRIGGERS.some((trigger) => trigger === value);
}

export function isPractitioner(value: unknown): value is Practitioner {
  return isRecord(value) && isTexts([value.rpps, value.first_name, value.last_name]);
}

/** Beside which tab the order's guide opens, and which origin asked. The browser vouches for both, not the message. */
export async function placeOf(order: Order, sender: Browser.runtime.MessageSender): Promise<Place> {
  if (isScreen(sender)) {
    // A popup in a window of its own outlives the tab whose codes it shows.
    const tab = order.tabId === undefined ? sender.tab : await browser.tabs.get(order.tabId).catch(() => undefined);
    return placeIn(tab ?? (await activeTab()));
  }
  if (!sender.tab) throw new TypeError('No tab to open beside.');
  const origin = originOf(sender.origin ?? sender.url);
  // A frame without an origin stands for the page around it, and may not say who is signed in there.
  const around = order.practitioner ? null : originOf(sender.tab.url);
  return { tab: sender.tab, frameId: sender.frameId ?? 0, origin: origin ?? around };
}

/** @param frame The frame in which a person pointed at something, as the browser says. */
export function placeIn(tab: Browser.tabs.Tab, frame: { frameId?: number; frameUrl?: string } = {}): Place {
  return { tab, frameId: frame.frameId ?? 0, origin: originOf(frame.frameUrl) ?? originOf(tab.url) };
}

export async function activeTab(): Promise<Browser.tabs.Tab> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab) throw new TypeError('No active tab.');
  return tab;
}
