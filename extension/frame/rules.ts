import type { EffectiveSettings } from '../settings';
import { matchesPattern, profileFor } from '../site-profile';
import { languageFor } from '../ui/translate';
import type { PageRules } from './enabled-page';

/** What the settings say of a page; null when its site is switched off. */
export function rulesFor(address: string, settings: EffectiveSettings): PageRules | null {
  const sites = Object.entries(settings.sites).filter(([pattern]) => matchesPattern(address, pattern));
  const site = Object.assign({}, ...sites.map(([, rules]) => rules)) as EffectiveSettings['sites'][string];
  if (site.enabled === false) return null;
  return {
    language: languageFor(settings.language),
    position: site.buttons ?? settings.buttons,
    pageRequests: site.page_requests ?? true,
    profile: profileFor(address, settings.profiles),
  };
}
