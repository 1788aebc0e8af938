import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import { sitePattern } from '../../sites';

/** The site of the tab, as far as the browser tells: it hides the address of a tab that may not be looked at. */
export type Site =
  | { readonly state: 'unknown' | 'hidden' | 'protected' | 'absent' }
  | { readonly state: 'asleep' | 'enabled'; readonly host: string; readonly pattern: string };

const UNKNOWN: Site = { state: 'unknown' };

/** @param onChange Called when sites were enabled or disabled, here or elsewhere: the tab may now be read. */
export function useSite(tabId: number, onChange: () => void): [site: Site, enable: () => void] {
  const [site, setSite] = useState<Site>(UNKNOWN);
  useEffect(() => {
    const find = () => void siteOf(tabId).then(setSite);
    const changed = () => {
      find();
      onChange();
    };
    find();
    const events = [browser.permissions.onAdded, browser.permissions.onRemoved];
    for (const event of events) event.addListener(changed);
    return () => {
      for (const event of events) event.removeListener(changed);
    };
  }, [tabId, onChange]);
  const enable = useCallback(() => {
    // Called first thing in the click: the browser asks only while the gesture lasts.
    if ('pattern' in site) void browser.permissions.request({ origins: [site.pattern] });
  }, [site]);
  return [site, enable];
}

async function siteOf(tabId: number): Promise<Site> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) return { state: 'absent' };
  if (!tab.url) return { state: 'hidden' };
  const pattern = sitePattern(tab.url);
  if (pattern === null) return { state: 'protected' };
  const enabled = await browser.permissions.contains({ origins: [pattern] });
  return { state: enabled ? 'enabled' : 'asleep', host: new URL(tab.url).host || tab.url, pattern };
}
