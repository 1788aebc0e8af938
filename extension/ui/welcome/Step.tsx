import type { ComponentChildren } from 'preact';

import { useSpeech } from '../screen';

export type StepState = 'waiting' | 'good' | 'bad';

interface Props {
  readonly number: number;
  readonly state: StepState;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** One step of the first run, with what its check says. */
export function Step({ number, state, title, children }: Props) {
  const { t } = useSpeech();
  return (
    <section class={`card step ${state}`} aria-labelledby={`step-${number}`} data-step={number} data-state={state}>
      <span class="badge" role="img" aria-label={t('welcome.step', { number })}>
        {state === 'good' ? '✓' : number}
      </span>
      <h2 id={`step-${number}`}>{title}</h2>
      <div class="body" aria-live="polite">
        {children}
      </div>
    </section>
  );
}
