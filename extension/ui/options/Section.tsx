import type { ComponentChildren } from 'preact';

import { useSpeech } from '../screen';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly text?: string;
  /** The administrator fixed what is set here. */
  readonly locked?: boolean;
  readonly children: ComponentChildren;
}

/** One thing to set, as a card. */
export function Section({ id, title, text, locked = false, children }: Props) {
  return (
    <section id={id} class="card" aria-labelledby={`${id}-title`}>
      <div class="head">
        <h2 id={`${id}-title`}>{title}</h2>
        {locked && <Locked />}
      </div>
      {text && <p class="hint">{text}</p>}
      {children}
    </section>
  );
}

export function Locked() {
  const { t } = useSpeech();
  return (
    <span class="locked">
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d="M5 7V5a3 3 0 0 1 6 0v2" fill="none" stroke="currentColor" stroke-width="1.600" />
        <rect x="3" y="7" width="10" height="7" rx="1.500" fill="currentColor" />
      </svg>
      {t('options.locked')}
    </span>
  );
}
