import { browser } from 'wxt/browser';

import { useSpeech } from '../screen';
import type { Site } from './site';

/** Enables the site of the tab; once enabled, the way to what it may do. */
export function SiteSwitch({ site, onEnable }: { readonly site: Site; readonly onEnable: () => void }) {
  const { t } = useSpeech();
  switch (site.state) {
    case 'enabled':
      return (
        <button
          type="button"
          class="button quiet site"
          title={t('popup.site.manage_title', { site: site.host })}
          onClick={() => void browser.runtime.openOptionsPage()}
        >
          <span class="lamp ready" aria-hidden="true" />
          {t('popup.site.enabled')}
        </button>
      );
    case 'asleep':
      return (
        <button
          type="button"
          class="button site"
          data-action="enable"
          title={t('popup.site.enable_title', { site: site.host })}
          onClick={onEnable}
        >
          {t('popup.site.enable')}
        </button>
      );
    default:
      return null;
  }
}
