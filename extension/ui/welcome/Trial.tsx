import { useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import { sendMessage, type Failure } from '../../messaging';
import { ErrorNotice } from '../ErrorNotice';
import { printedUcd } from '../popup/listing';
import { useSpeech } from '../screen';
import { Step } from './Step';

/** Real drugs, none of anyone's. */
const EXAMPLE = [
  ['3400893887738', 'ELIQUIS 5MG CPR'],
  ['3400892169026', 'DOLIPRANE 1000MG CPR EFF'],
  ['3400891846515', 'INNOHEP 14000 INJ SRG0,7ML'],
] as const;

type State = 'idle' | 'working' | 'good' | Failure;

/** The third step: the whole way to the guide, for an example. */
export function Trial({ ready }: { readonly ready: boolean }) {
  const { t } = useSpeech();
  const [state, setState] = useState<State>('idle');
  const open = async () => {
    setState('working');
    const tab = await browser.tabs.getCurrent();
    const outcome = await sendMessage('open', {
      guide: 'side_effects',
      ucds: EXAMPLE.map(([ucd13]) => ucd13),
      trigger: 'popup',
      ...(tab?.id !== undefined && { tabId: tab.id }),
    });
    setState(outcome.ok ? 'good' : outcome.error);
  };
  const failed = typeof state === 'object' ? state : null;
  return (
    <Step number={3} state={state === 'good' ? 'good' : failed ? 'bad' : 'waiting'} title={t('welcome.test.title')}>
      <p>{t('welcome.test.text')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('welcome.test.drug')}</th>
            <th scope="col">{t('welcome.test.code')}</th>
          </tr>
        </thead>
        <tbody>
          {EXAMPLE.map(([ucd13, label]) => (
            <tr key={ucd13}>
              <td>{label}</td>
              <td class="digits">{printedUcd(ucd13)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {failed && <ErrorNotice error={failed} />}
      <div class="actions">
        <button
          type="button"
          class="button primary"
          data-action="open"
          disabled={!ready || state === 'working'}
          onClick={() => void open()}
        >
          {t(state === 'working' ? 'welcome.test.opening' : 'welcome.test.open')}
        </button>
        {!ready && <span class="hint">{t('welcome.test.waiting')}</span>}
      </div>
      {state === 'good' && <p class="done">{t('welcome.test.good')}</p>}
    </Step>
  );
}
