import { useState } from 'preact/hooks';

import type { Failure } from '../messaging';
import { report } from './chain';
import { useSpeech } from './screen';

/** Puts a report without secrets into the clipboard, for whoever administers the machine. */
export function CopyReport({ error }: { readonly error: Failure | null }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    await navigator.clipboard.writeText(await report(error)).then(
      () => {
        setCopied(true);
      },
      () => {
        setCopied(false);
      },
    );
  };
  return (
    <button type="button" class="button" title={t('chain.report_for')} onClick={() => void copy()}>
      <span aria-live="polite">
        {t(copied === null ? 'chain.report' : copied ? 'chain.copied' : 'chain.not_copied')}
      </span>
    </button>
  );
}
