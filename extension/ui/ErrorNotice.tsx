import type { ComponentChildren } from 'preact';

import { ERRORS } from '../host/errors';
import type { Failure } from '../messaging';
import { useSpeech } from './screen';

interface Props {
  readonly error: Failure;
  readonly onRetry?: () => void;
  readonly children?: ComponentChildren;
}

/** What went wrong, in a sentence that says what to do. */
export function ErrorNotice({ error, onRetry, children }: Props) {
  const { t, language } = useSpeech();
  return (
    <div class="notice" role="alert" data-error={error.code}>
      <p>{ERRORS[error.code][language]}</p>
      {(onRetry ?? children) && (
        <div class="actions">
          {onRetry && (
            <button type="button" class="button" onClick={onRetry}>
              {t('popup.retry')}
            </button>
          )}
          {children}
        </div>
      )}
    </div>
  );
}
