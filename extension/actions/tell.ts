import { browser } from 'wxt/browser';

import { sendMessage, type Notice } from '../messaging';
import type { Choices } from './choose-codes';
import type { Beside } from './open-guide';

/** Says something at the place of the click; where no script may run, a failure goes to the toolbar and into the popup. */
export async function tell(notice: Notice, tab: Beside, frameId: number, choices: Choices): Promise<void> {
  if (tab.id === undefined) return;
  try {
    await sendMessage('notify', forPage(notice), { tabId: tab.id, frameId });
  } catch {
    if (notice.kind !== 'error') return;
    await browser.action.setBadgeBackgroundColor({ tabId: tab.id, color: '#b3261e' });
    await browser.action.setBadgeText({ tabId: tab.id, text: '!' });
    const { error, order } = notice;
    await choices.offer({ ucds: order?.ucds ?? [], error, ...(order && { guide: order.guide }) }, tab);
  }
}

function forPage(notice: Notice): Notice {
  return notice.kind === 'error' ? { ...notice, error: { ...notice.error, hint: '' } } : notice;
}
