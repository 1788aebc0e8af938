import { useEffect, useState } from 'preact/hooks';

import type { Check } from '../../host/messages';
import { sendMessage } from '../../messaging';
import type { Chain } from '../chain';
import { ChainState, CopyReport } from '../ChainState';
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
          <CopyReport chain={chain} />
        </div>
      )}
    </Section>
  );
}

function CheckLine({ link }: { readonly link: Check }) {
  const { t } = useSpeech();
  const state = link.ok === null ? 'unknown' : link.ok ? 'good' : 'bad';
  return (
    <li class={state}>
      <span class="mark" role="img" aria-label={t(`options.chain.${state}`)} />
      <div>
        <p>{link.message}</p>
        {link.hint && <p class="hint">{link.hint}</p>}
      </div>
    </li>
  );
}
