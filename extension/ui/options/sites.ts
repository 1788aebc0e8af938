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

/** The settings of all sites with one site's changed; null takes them away. */
export function withSite(
  { sites }: EffectiveSettings,
  pattern: string,
  changes: SiteSettings | null,
): EffectiveSettings['sites'] {
  const others = Object.entries(sites).filter(([site]) => site !== pattern);
  return Object.fromEntries(changes ? [...others, [pattern, { ...sites[pattern], ...changes }]] : others);
}

/** A site's settings with its own place of the buttons, or with the usual one. */
export function withButtons(site: SiteSettings, buttons: ButtonPosition | undefined): SiteSettings {
  const others = Object.fromEntries(Object.entries(site).filter(([key]) => key !== 'buttons'));
  return buttons ? { ...others, buttons } : others;
}

/** What a person types: an address, with or without its scheme. */
export function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const address = /^\w+:/.test(text) && !/^[\w.-]+:\d+/.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? address : null;
}
