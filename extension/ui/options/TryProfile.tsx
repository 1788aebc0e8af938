import { useEffect, useState } from 'preact/hooks';
import { browser, type Browser } from 'wxt/browser';

import { sendMessage, type ListedCode } from '../../messaging';
import { matchesPattern, type SiteProfile } from '../../site-profile';
import { useSpeech } from '../screen';

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

/** Open pages that a profile is for, the last used first; the browser tells the addresses on enabled sites alone. */
async function matchingTabs(matches: readonly string[]): Promise<Browser.tabs.Tab[]> {
  const tabs = await browser.tabs.query({});
  const fitting = tabs.filter(({ url = '' }) => matches.some((pattern) => matchesPattern(url, pattern)));
  return fitting.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
}

/** What the profile finds in every frame of a tab. */
async function tryOn(tabId: number, profile: SiteProfile): Promise<readonly ListedCode[]> {
  const seen = await sendMessage('listTab', tabId);
  const frames = seen.ok ? seen.value : [];
  const found = await Promise.all(frames.map(({ frameId }) => sendMessage('tryProfile', profile, { tabId, frameId })));
  return found.flat();
}
