import { browser } from 'wxt/browser';

import type { ButtonPosition, EffectiveSettings, SiteSettings } from '../../settings';
import { useSpeech, type Speech } from '../screen';
import type { Change } from '../settings-state';
import { POSITIONS } from './GeneralSections';
import { Locked } from './Section';
import { isBuiltIn, withButtons, withSite } from './sites';

interface Props {
  readonly pattern: string;
  readonly settings: EffectiveSettings;
  readonly change: Change;
}

/** One site and what it may do. */
export function SiteRow({ pattern, settings, change }: Props) {
  const { t } = useSpeech();
  const site = settings.sites[pattern] ?? {};
  const locked = settings.lockedSites.has(pattern);
  const builtIn = isBuiltIn(pattern);
  const name = siteName(pattern, t);
  const set = (changes: SiteSettings) => {
    change({ sites: withSite(settings, pattern, { ...site, ...changes }) });
  };
  const disable = async () => {
    await browser.permissions.remove({ origins: [pattern] });
    change({ sites: withSite(settings, pattern, null) });
  };
  return (
    <li class="row" data-site={pattern}>
      <div class="head">
        <h3>{name}</h3>
        {locked || builtIn ? (
          <Locked />
        ) : (
          <button
            type="button"
            class="button"
            aria-label={t('options.sites.disable_site', { site: name })}
            onClick={() => void disable()}
          >
            {t('options.sites.disable')}
          </button>
        )}
      </div>
      {builtIn && (
        <label class="check">
          <input
            type="checkbox"
            checked={site.enabled !== false}
            disabled={locked}
            onChange={({ currentTarget }) => {
              set({ enabled: currentTarget.checked });
            }}
          />
          {t('options.sites.on')}
        </label>
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={site.page_requests !== false}
          disabled={locked}
          onChange={({ currentTarget }) => {
            set({ page_requests: currentTarget.checked });
          }}
        />
        {t('options.sites.requests')}
      </label>
      <label class="check">
        {t('options.sites.buttons')}
        <select
          disabled={locked}
          value={site.buttons ?? ''}
          onChange={({ currentTarget }) => {
            const position = POSITIONS.find((one) => one === currentTarget.value);
            change({ sites: withSite(settings, pattern, withButtons(site, position)) });
          }}
        >
          <option value="">
            {t('options.sites.usual', { position: t(`options.buttons.${settings.buttons satisfies ButtonPosition}`) })}
          </option>
          {POSITIONS.map((position) => (
            <option key={position} value={position}>
              {t(`options.buttons.${position}`)}
            </option>
          ))}
        </select>
      </label>
    </li>
  );
}

/** A match pattern as a person knows the site. */
function siteName(pattern: string, t: Speech['t']): string {
  if (pattern.startsWith('file:')) return t('options.sites.files');
  const [, host = pattern] = /^[^:]+:\/\/([^/]+)\//.exec(pattern) ?? [];
  if (host === '*' || pattern === '<all_urls>') return t('options.sites.everywhere');
  return pattern.startsWith('http:') ? `http://${host}` : host.replace(/^\*\./, '');
}
