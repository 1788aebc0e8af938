import { defineContentScript } from 'wxt/utils/define-content-script';

import { frameAddress } from '../frame/address';
import { attend, type PageRules } from '../frame/enabled-page';
import { clearLeftovers } from '../frame/leftovers';
import { onMessage } from '../messaging';
import { DEFAULTS, followSettings, type EffectiveSettings } from '../settings';
import { matchesPattern, profileFor } from '../site-profile';
import { languageFor } from '../ui/translate';

/** Runs in every frame of an enabled site. A newer run in the same frame, or another site's end, takes its place. */
export default defineContentScript({
  registration: 'runtime',
  main({ signal: replaced }) {
    clearLeftovers(document);
    let ending = new AbortController();
    let applied = '';
    let { guide } = DEFAULTS;

    const apply = (settings: EffectiveSettings) => {
      ({ guide } = settings);
      const rules = rulesFor(frameAddress(), settings);
      const news = JSON.stringify(rules);
      if (news === applied) return;
      applied = news;
      ending.abort();
      ending = new AbortController();
      if (rules) attend(rules, () => guide, ending);
    };
    void followSettings(apply, replaced);

    const clear = () => {
      ending.abort();
    };
    const stop = onMessage('sitesChanged', ({ data: sites }) => {
      if (!sites.some((pattern) => matchesPattern(frameAddress(), pattern))) clear();
    });
    replaced.addEventListener('abort', () => {
      stop();
      clear();
    });
  },
});

/** What the settings say of a page; null when its site is switched off. */
function rulesFor(address: string, settings: EffectiveSettings): PageRules | null {
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
