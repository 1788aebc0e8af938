import { useState } from 'preact/hooks';

import { report, type Chain } from './chain';
import { ErrorNotice } from './ErrorNotice';
import { useSpeech } from './screen';

/** Green, or what is wrong and how to mend it, with a report for the administrator. */
export function ChainState({ chain, check }: { readonly chain: Chain; readonly check: () => void }) {
  const { t } = useSpeech();
  if (chain.state === 'broken') {
    return (
      <ErrorNotice error={chain.error} onRetry={check}>
        <CopyReport chain={chain} />
      </ErrorNotice>
    );
  }
  return (
    <p class={`chain ${chain.state}`} role="status">
      <span class="lamp" aria-hidden="true" />
      {chain.state === 'checking'
        ? t('chain.checking')
        : t('chain.ready_in', { environment: chain.hello.environment ?? '' })}
    </p>
  );
}

export function CopyReport({ chain }: { readonly chain: Chain }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(await report(chain)).then(
      () => {
        setCopied(true);
      },
      () => {
        setCopied(false);
      },
    );
  };
  return (
    <button type="button" class="button" onClick={() => void copy()}>
      <span aria-live="polite">
        {t(copied === null ? 'chain.report' : copied ? 'chain.copied' : 'chain.not_copied')}
      </span>
    </button>
  );
}
