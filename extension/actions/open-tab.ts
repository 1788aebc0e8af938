import { browser } from 'wxt/browser';
import type { Beside } from './open-guide';

/**
 * Opens a URL beside a tab, where that is now: it may have been moved, or closed, while the URL was prepared. Firefox gives a
 * tab with an opener the opener's container, so that neither the `cookies` permission nor a container's id is needed; both
 * browsers keep private windows private by the window's id.
 */
export async function openTabBeside(url: string, { id, windowId, incognito }: Beside): Promise<void> {
  const tab = id === undefined ? undefined : await browser.tabs.get(id).catch(() => undefined);
  try {
    await browser.tabs.create(
      tab ? { url, windowId: tab.windowId, index: tab.index + 1, openerTabId: id } : { url, windowId },
    );
  } catch {
    // Windows of another kind (an EHR that opened itself without a tab bar) take no tab, closed ones neither.
    await browser.windows.create({ url, incognito });
  }
}
