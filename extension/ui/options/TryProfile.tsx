import { useEffect, useState } from 'preact/hooks';
import type { Browser } from 'wxt/browser';

import type { ListedCode } from '../../messaging';
import type { SiteProfile } from '../../site-profile';
import { useSpeech } from '../screen';
import { matchingTabs, tryOn } from './try-profile';

/** Shows what a profile finds on an open page, before it is saved. */
export function TryProfile({ profile }: { readonly profile: SiteProfile }) {
  const { t } = useSpeech();
  const [tabs, setTabs] = useState<readonly Browser.tabs.Tab[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [found, setFound] = useState<readonly ListedCode[] | null>(null);
  const matches = profile.matches.join('\n');
  useEffect(() => void matchingTabs(profile.matches).then(setTabs), [matches]);
  const tab = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  const look = async () => {
    if (tab?.id === undefined) return;
    setFound(await tryOn(tab.id, profile));
  };
  if (!tab) return <p class="hint">{t('options.profiles.try_none')}</p>;
  return (
    <div class="try">
      <div class="actions">
        <label class="check">
          {t('options.profiles.try_where')}
          <select
            value={tab.id}
            onChange={({ currentTarget }) => {
              setChosen(Number(currentTarget.value));
            }}
          >
            {tabs.map(({ id, title, url }) => (
              <option key={id} value={id}>
                {title ?? url}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="button" data-action="try" onClick={() => void look()}>
          {t('options.profiles.try')}
        </button>
      </div>
      <div role="status">
        {found && (
          <>
            <p>{t('options.profiles.found', { count: found.length })}</p>
            <ul class="found">
              {found.map(({ id, printed, label }) => (
                <li key={id}>
                  <span class="digits">{printed}</span> {label}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
