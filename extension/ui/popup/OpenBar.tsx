import type { RefObject } from 'preact';

import type { Guide, Practitioner } from '../../host/messages';
import { CopyReport } from '../CopyReport';
import { ErrorNotice } from '../ErrorNotice';
import { useSpeech } from '../screen';
import type { Opener } from './opening';

/** As many drugs as one call takes. */
export const LIMIT = 100;

interface Props {
  readonly guides: readonly Guide[];
  readonly guide: Guide | undefined;
  readonly onGuide: (name: string) => void;
  readonly practitioner: Practitioner | null;
  readonly ucds: readonly string[];
  readonly onKeepFirst: () => void;
  readonly opener: Opener;
  readonly onOpen: () => void;
  readonly form: RefObject<HTMLFormElement | null>;
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** The guide, who is signed in, and the one button. */
export function OpenBar(props: Props) {
  const { guides, guide, onGuide, practitioner, ucds, onKeepFirst, opener, onOpen, form, button } = props;
  const { t, language } = useSpeech();
  const { opening } = opener;
  const working = opening.state === 'working';
  const needed = guide?.needs_codes ?? true;
  const tooMany = needed && ucds.length > LIMIT;
  return (
    <form
      class="open-bar"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onOpen();
      }}
    >
      {tooMany && (
        <div class="notice warn" role="status">
          <p>{t('popup.too_many', { count: ucds.length, limit: LIMIT })}</p>
          <div class="actions">
            <button type="button" class="button" onClick={onKeepFirst}>
              {t('popup.keep_first', { limit: LIMIT })}
            </button>
          </div>
        </div>
      )}
      {opening.state === 'failed' && (
        <ErrorNotice error={opening.error} {...(opening.error.retryable && { onRetry: onOpen })}>
          <CopyReport error={opening.error} />
        </ErrorNotice>
      )}
      <div class="choices">
        {guides.length > 0 && (
          <label>
            <span class="visually-hidden">{t('popup.guide')}</span>
            <select
              value={guide?.name ?? ''}
              onChange={({ currentTarget }) => {
                onGuide(currentTarget.value);
              }}
            >
              {guides.map(({ name, labels }) => (
                <option key={name} value={name}>
                  {labels[language]}
                </option>
              ))}
            </select>
          </label>
        )}
        <p class="practitioner">
          {practitioner && t('popup.practitioner', { name: `${practitioner.first_name} ${practitioner.last_name}` })}
        </p>
      </div>
      <div class="go">
        <button
          ref={button}
          type="submit"
          class="button primary"
          data-action="open"
          disabled={working || tooMany || (needed && ucds.length === 0)}
          aria-busy={working}
        >
          {working && <span class="spinner" aria-hidden="true" />}
          {working ? t('popup.opening') : needed ? t('popup.open', { count: ucds.length }) : t('popup.open_guide')}
        </button>
        {working && (
          <button type="button" class="button" data-action="cancel" onClick={opener.cancel}>
            {t('popup.cancel')}
          </button>
        )}
      </div>
      <p class="opened" role="status">
        {opening.state === 'opened' && t('popup.opened')}
      </p>
    </form>
  );
}
