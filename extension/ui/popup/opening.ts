import { useState } from 'preact/hooks';

import { failure } from '../../host/failure';
import { sendMessage, type Failure, type Order } from '../../messaging';

export type Opening =
  | { readonly state: 'idle' }
  | { readonly state: 'working' }
  | { readonly state: 'opened' }
  | { readonly state: 'failed'; readonly error: Failure };

export interface Opener {
  readonly opening: Opening;
  readonly open: (order: Omit<Order, 'trigger' | 'tabId'>) => void;
  readonly cancel: () => void;
}

/** Opens a guide beside the tab of the popup; while it runs, a second wish does nothing. */
export function useOpener(tabId: number, first: Failure | null, onOpened: () => void): Opener {
  const [opening, setOpening] = useState<Opening>(first ? { state: 'failed', error: first } : { state: 'idle' });
  return {
    opening,
    open: (order) => {
      if (opening.state === 'working') return;
      setOpening({ state: 'working' });
      void sendMessage('open', { ...order, trigger: 'popup', tabId })
        .catch(() => ({ ok: false as const, error: failure('internal') }))
        .then((outcome) => {
          if (outcome.ok) onOpened();
          setOpening(outcome.ok ? { state: 'opened' } : afterFailure(outcome.error));
        });
    },
    cancel: () => void sendMessage('cancelOpen', tabId),
  };
}

/** Who cancelled knows it. */
function afterFailure(error: Failure): Opening {
  return error.code === 'cancelled' ? { state: 'idle' } : { state: 'failed', error };
}
