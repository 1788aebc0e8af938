import { browser, type Browser } from 'wxt/browser';

import { sendMessage, type ListedCode } from '../../messaging';
import { matchesPattern, type SiteProfile } from '../../site-profile';

/** Open pages that a profile is for, the last used first; the browser tells the addresses on enabled sites alone. */
export async function matchingTabs(matches: readonly string[]): Promise<Browser.tabs.Tab[]> {
  const tabs = await browser.tabs.query({});
  const fitting = tabs.filter(({ url = '' }) => matches.some((pattern) => matchesPattern(url, pattern)));
  return fitting.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/** What the profile finds in every frame of a tab; a frame may go while it is asked. */
export async function tryOn(tabId: number, profile: SiteProfile): Promise<readonly ListedCode[]> {
  const seen = await sendMessage('listTab', tabId);
  const frames = seen.ok ? seen.value : [];
  const found = await Promise.all(
    frames.map(({ frameId }) => sendMessage('tryProfile', profile, { tabId, frameId }).catch(() => [])),
  );
  return found.flat();
}
