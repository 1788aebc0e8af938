import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import { sitePattern } from '../sites';
import { useSpeech } from './screen';

/** Enables a site by its address, for whom its page is not open or does not tell it. */
export function AddSite() {
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

/** What a person types: an address, with or without its scheme. */
function addressOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '' || /\s/.test(text)) return null;
  const address = /^\w+:/.test(text) && !/^[\w.-]+:\d+/.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? address : null;
}
