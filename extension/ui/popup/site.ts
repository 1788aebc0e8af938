import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import { sitePattern } from '../../sites';

/** The site of the tab, as far as the browser tells: it hides the address of a tab that may not be looked at. */
export interface Site {
  readonly host: string;
  readonly pattern: string;
  readonly enabled: boolean;
}

export function useSite(tabId: number, onEnabled: () => void): [site: Site | null, enable: () => void] {
  const [site, setSite] = useState<Site | null>(null);
  useEffect(() => void siteOf(tabId).then(setSite), [tabId]);
  const enable = useCallback(() => {
    if (!site) return;
    // Called first thing in the click: the browser asks only while the gesture lasts.
    void browser.permissions.request({ origins: [site.pattern] }).then((enabled) => {
      setSite({ ...site, enabled });
      if (enabled) onEnabled();
    });
  }, [site, onEnabled]);
  return [site, enable];
}

async function siteOf(tabId: number): Promise<Site | null> {
  const { url } = await browser.tabs.get(tabId);
  const pattern = sitePattern(url);
  if (url === undefined || pattern === null) return null;
  const enabled = await browser.permissions.contains({ origins: [pattern] });
  return { host: new URL(url).host || url, pattern, enabled };
}
