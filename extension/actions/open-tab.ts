import { browser } from 'wxt/browser';
import type { Beside } from './open-guide';

/**
 * Opens a URL beside a tab. Firefox gives a tab with an opener the opener's container, so that neither the `cookies`
 * permission nor a container's id is needed; both browsers keep private windows private by the window's id.
 */
export async function openTabBeside(url: string, { id, index, windowId, incognito }: Beside): Promise<void> {
  try {
    await browser.tabs.create({ url, windowId, index: index + 1, ...(id !== undefined && { openerTabId: id }) });
  } catch {
    // Windows of another kind (an EHR that opened itself without a tab bar) take no tab, closed ones neither.
    await browser.windows.create({ url, incognito });
  }
}
