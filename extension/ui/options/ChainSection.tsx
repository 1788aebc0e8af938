import { useEffect, useState } from 'preact/hooks';

import type { Check } from '../../host/messages';
import { sendMessage } from '../../messaging';
import type { Chain } from '../chain';
import { ChainState } from '../ChainState';
import { CopyReport } from '../CopyReport';
import { useSpeech } from '../screen';
import { Section } from './Section';

/** Every link of the chain as the host sees it. */
export function ChainSection({ chain, check }: { readonly chain: Chain; readonly check: () => void }) {
  const { t } = useSpeech();
  const [checks, setChecks] = useState<readonly Check[]>([]);
  useEffect(() => {
    void sendMessage('status').then((status) => {
      setChecks(status.ok ? status.value.checks : []);
    });
  }, [chain]);
  return (
    <Section id="chain" title={t('options.chain.title')} text={t('options.chain.text')}>
      <ChainState chain={chain} check={check} />
      {checks.length > 0 && (
        <ul class="checks">
          {checks.map((link) => (
            <CheckLine key={link.name} link={link} />
          ))}
        </ul>
      )}
      {chain.state === 'ready' && (
        <div class="actions">
          <button type="button" class="button" onClick={check}>
            {t('options.chain.again')}
          </button>
          <CopyReport error={null} />
        </div>
      )}
    </Section>
  );
}

/** The links that have a name in the catalogue; a newer host may know more. */
const LINKS = ['configuration', 'practitioner', 'key', 'clock', 'token', 'drug_table', 'audit', 'log'] as const;

function CheckLine({ link }: { readonly link: Check }) {
  const { t } = useSpeech();
  const state = link.ok === null ? 'unknown' : link.ok ? 'good' : 'bad';
  const named = LINKS.find((name) => name === link.name);
  const absent = link.name === 'drug_table' ? 'options.chain.no_table' : 'options.chain.unknown';
  return (
    <li class={state}>
      <span class="mark" role="img" aria-label={t(`options.chain.${state}`)} />
      <div>
        {named && <h3>{t(`options.chain.link.${named}`)}</h3>}
        <p>{state === 'unknown' ? t(absent) : link.message}</p>
        {link.hint && <p class="hint">{link.hint}</p>}
      </div>
    </li>
  );
}
