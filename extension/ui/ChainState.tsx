import type { Chain } from './chain';
import { CopyReport } from './CopyReport';
import { ErrorNotice } from './ErrorNotice';
import { useSpeech } from './screen';

/** Green, or what is wrong and how to mend it, with a report for the administrator. */
export function ChainState({ chain, check }: { readonly chain: Chain; readonly check: () => void }) {
  const { t } = useSpeech();
  if (chain.state === 'broken') {
    return (
      <ErrorNotice error={chain.error} onRetry={check}>
        <CopyReport error={chain.error} />
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
