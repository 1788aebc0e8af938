import { useEffect, useState } from 'preact/hooks';
import { browser, type Browser } from 'wxt/browser';

import { useSpeech } from '../screen';
import { Section } from './Section';

/** The keys in use; only the browser's own page changes them. */
export function Shortcuts() {
  const { t } = useSpeech();
  const [commands, setCommands] = useState<readonly Browser.commands.Command[]>([]);
  useEffect(() => void browser.commands.getAll().then(setCommands), []);
  if (commands.length === 0) return null;
  return (
    <Section id="shortcuts" title={t('options.shortcuts.title')}>
      <dl class="keys">
        {commands.map(({ name, description, shortcut }) => (
          <div key={name}>
            <dt>{name === '_execute_action' ? t('options.shortcuts.popup') : description}</dt>
            <dd>{shortcut ? <kbd>{shortcut}</kbd> : <span class="hint">{t('options.shortcuts.none')}</span>}</dd>
          </div>
        ))}
      </dl>
      {import.meta.env.FIREFOX ? (
        <p class="hint">{t('options.shortcuts.where')}</p>
      ) : (
        <div class="actions">
          <button
            type="button"
            class="button"
            onClick={() => void browser.tabs.create({ url: 'chrome://extensions/shortcuts' })}
          >
            {t('options.shortcuts.change')}
          </button>
        </div>
      )}
    </Section>
  );
}
