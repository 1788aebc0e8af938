import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import type { HelloResult } from '../host/messages';
import { sendMessage, type Failure, type Outcome } from '../messaging';

/** The chain from here to the host's configuration, as its greeting tells. */
export type Chain =
  | { readonly state: 'checking' }
  | { readonly state: 'ready'; readonly hello: HelloResult }
  | { readonly state: 'broken'; readonly error: Failure; readonly hello: HelloResult | null };

export function chainOf(answer: Outcome<HelloResult>): Chain {
  if (!answer.ok) return { state: 'broken', error: answer.error, hello: null };
  const hello = answer.value;
  const [problem] = hello.problems;
  if (hello.ready || !problem) return { state: 'ready', hello };
  return { state: 'broken', error: { code: problem.code, hint: problem.hint, retryable: false }, hello };
}

export function useChain(): [chain: Chain, check: () => void] {
  const [chain, setChain] = useState<Chain>({ state: 'checking' });
  const check = useCallback(() => {
    setChain({ state: 'checking' });
    void sendMessage('hello').then((answer) => {
      setChain(chainOf(answer));
    });
  }, []);
  useEffect(check, [check]);
  return [chain, check];
}

/** What an administrator needs to mend the chain: versions, states and hints. The host puts no secret into its status. */
export async function report(chain: Chain): Promise<string> {
  const status = await sendMessage('status');
  const parts = {
    date: new Date().toISOString(),
    extension: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    ...(chain.state === 'broken' && { problem: { code: chain.error.code, hint: chain.error.hint } }),
    status: status.ok ? status.value : { code: status.error.code, hint: status.error.hint },
  };
  return JSON.stringify(parts, null, 2);
}
