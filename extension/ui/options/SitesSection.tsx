import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import type { EffectiveSettings } from '../../settings';
import { sitePattern } from '../../sites';
import { useSpeech } from '../screen';
import type { Change } from '../settings-state';
import { Section } from './Section';
import { SiteRow } from './SiteRow';
import { addressOf, useSites } from './sites';

/** Where codes are looked for without being asked, and what each site may do. */
export function SitesSection({ settings, change }: { readonly settings: EffectiveSettings; readonly change: Change }) {
  const { t } = useSpeech();
  const sites = useSites();
  return (
    <Section id="sites" title={t('options.sites.title')} text={t('options.sites.text')}>
      {sites.length === 0 && <p>{t('options.sites.none')}</p>}
      <ul class="rows">
        {sites.map((pattern) => (
          <SiteRow key={pattern} pattern={pattern} settings={settings} change={change} />
        ))}
      </ul>
      <AddSite />
    </Section>
  );
}

function AddSite() {
  const { t } = useSpeech();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<'not_address' | 'refused' | null>(null);
  const add = () => {
    const pattern = sitePattern(addressOf(typed) ?? undefined);
    if (pattern === null) {
      setFault('not_address');
      return;
    }
    // Called first thing in the click: the browser asks only while the gesture lasts.
    void browser.permissions.request({ origins: [pattern] }).then((granted) => {
      setFault(granted ? null : 'refused');
      if (granted) setTyped('');
    });
  };
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label for="add-site">{t('options.sites.add')}</label>
      <div class="actions">
        <input
          id="add-site"
          type="text"
          inputmode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder="https://"
          value={typed}
          aria-describedby="add-site-fault"
          onInput={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setFault(null);
          }}
        />
        <button type="submit" class="button" data-action="enable">
          {t('options.sites.enable')}
        </button>
      </div>
      <p id="add-site-fault" class="fault" role="alert">
        {fault && t(`options.sites.${fault}`)}
      </p>
    </form>
  );
}
