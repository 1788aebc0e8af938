import { defineContentScript } from 'wxt/utils/define-content-script';

import { frameAddress } from '../frame/address';
import { attend } from '../frame/enabled-page';
import { clearLeftovers } from '../frame/leftovers';
import { rulesFor } from '../frame/rules';
import { onMessage } from '../messaging';
import { DEFAULTS, followSettings, type EffectiveSettings } from '../settings';
import { matchesPattern } from '../site-profile';

/** Runs in every frame of an enabled site. A newer run in the same frame, or another site's end, takes its place. */
export default defineContentScript({
  registration: 'runtime',
  main({ signal: replaced }) {
    clearLeftovers(document);
    const over = new AbortController();
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
    void followSettings(apply, over.signal);

    const stop = onMessage('sitesChanged', ({ data: sites }) => {
      if (!sites.some((pattern) => matchesPattern(frameAddress(), pattern))) over.abort();
    });
    replaced.addEventListener('abort', () => {
      over.abort();
    });
    over.signal.addEventListener('abort', () => {
      stop();
      ending.abort();
    });
  },
});
