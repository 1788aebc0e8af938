import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import type { ButtonPosition, EffectiveSettings, SiteSettings } from '../../settings';
import { enabledSites } from '../../sites';

/** The sites that the browser lets the extension read, followed. */
export function useSites(): readonly string[] {
  const [sites, setSites] = useState<readonly string[]>([]);
  const look = useCallback(
    () =>
      void enabledSites().then((found) => {
        setSites(found.sort());
      }),
    [],
  );
  useEffect(() => {
    look();
    browser.permissions.onAdded.addListener(look);
    browser.permissions.onRemoved.addListener(look);
    return () => {
      browser.permissions.onAdded.removeListener(look);
      browser.permissions.onRemoved.removeListener(look);
    };
  }, [look]);
  return sites;
}

/** Sites that the administrator's build brings along; nobody can take them back, only switch them off. */
export function isBuiltIn(pattern: string): boolean {
  const { host_permissions = [] } = browser.runtime.getManifest() as { host_permissions?: string[] };
  return host_permissions.includes(pattern);
}

/** The person's own settings of sites with one site's put in its place; null takes them away. */
export function withSite(
  { sites, lockedSites }: EffectiveSettings,
  pattern: string,
  site: SiteSettings | null,
): EffectiveSettings['sites'] {
  const others = Object.entries(sites).filter(([other]) => other !== pattern && !lockedSites.has(other));
  return Object.fromEntries(site ? [...others, [pattern, site]] : others);
}

/** A site's settings with its own place of the buttons, or with the usual one. */
export function withButtons(site: SiteSettings, buttons: ButtonPosition | undefined): SiteSettings {
  const others = Object.fromEntries(Object.entries(site).filter(([key]) => key !== 'buttons'));
  return buttons ? { ...others, buttons } : others;
}
