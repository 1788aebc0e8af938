import { browser } from 'wxt/browser';

import type { Choice } from '../messaging';
import type { Beside } from './open-guide';

/**
 * What popups that are about to open begin with, by tab, as long as there is that tab. In memory alone: the words of a
 * selection go to no disk.
 */
export class Choices {
  readonly #waiting = new Map<number, Choice>();
  readonly #windows = new Map<number, number>();

  constructor() {
    browser.tabs.onRemoved.addListener((tabId) => {
      this.#waiting.delete(tabId);
      this.#windows.delete(tabId);
    });
  }

  /** Opens the popup over a tab, or its page in a small window where the browser does not let popups be opened. */
  async offer(choice: Choice, { id, windowId }: Beside): Promise<void> {
    if (id === undefined) return;
    this.#waiting.set(id, choice);
    try {
      await browser.action.openPopup({ windowId });
    } catch {
      if (await this.#showAgain(id)) return;
      const opened = await browser.windows.create({
        url: `/popup.html?tab=${id}`,
        type: 'popup',
        width: 460,
        height: 640,
      });
      if (opened?.id !== undefined) this.#windows.set(id, opened.id);
    }
  }

  /** A tab has one small window, however often it is asked for. */
  async #showAgain(tabId: number): Promise<boolean> {
    const windowId = this.#windows.get(tabId);
    if (windowId === undefined) return false;
    try {
      await browser.windows.update(windowId, { focused: true });
      const [page] = await browser.tabs.query({ windowId });
      if (page?.id !== undefined) await browser.tabs.reload(page.id);
      return true;
    } catch {
      this.#windows.delete(tabId); // closed meanwhile
      return false;
    }
  }

  take(tabId: number): Choice | null {
    const choice = this.#waiting.get(tabId) ?? null;
    this.#waiting.delete(tabId);
    void clearSign(tabId).catch(() => undefined);
    return choice;
  }
}

/** What the sign on the toolbar pointed to is read now. Browsers throw at once when there can be no such tab. */
async function clearSign(tabId: number): Promise<void> {
  await browser.action.setBadgeText({ tabId, text: '' });
}
