import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import type { HelloResult } from '../host/messages';
import { sendMessage, type Failure, type Outcome } from '../messaging';

/** The chain from here to the host's configuration, as its greeting tells. */
export type Chain =
  | { readonly state: 'checking' }
  | { readonly state: 'ready'; readonly hello: HelloResult }
  | { readonly state: 'broken'; readonly error: Failure; readonly hello: HelloResult | null };

function chainOf(answer: Outcome<HelloResult>): Chain {
  if (!answer.ok) return { state: 'broken', error: answer.error, hello: null };
  const hello = answer.value;
  const [problem] = hello.problems;
  if (hello.ready || !problem) return { state: 'ready', hello };
  return { state: 'broken', error: { code: problem.code, hint: problem.hint, retryable: false }, hello };
}

/** The chain, checked at once; while it is broken, again every so many ms when asked so. */
export function useChain(again?: number): [chain: Chain, check: () => void] {
  const [chain, setChain] = useState<Chain>({ state: 'checking' });
  const look = useCallback(async () => {
    const found = chainOf(await sendMessage('hello'));
    setChain((before) => (isSameFault(before, found) ? before : found));
  }, []);
  const check = useCallback(() => {
    setChain({ state: 'checking' });
    void look();
  }, [look]);
  useEffect(check, [check]);
  useEffect(() => {
    if (chain.state !== 'broken' || again === undefined) return;
    const timer = setInterval(() => void look(), again);
    return () => {
      clearInterval(timer);
    };
  }, [chain, again, look]);
  return [chain, check];
}

/** What has been said needs no saying again: a screen reader would repeat it. */
function isSameFault(before: Chain, now: Chain): boolean {
  return before.state === 'broken' && now.state === 'broken' && before.error.code === now.error.code;
}

/** What an administrator needs to mend the chain: versions, states and hints. The host puts no secret into its status. */
export async function report(error: Failure | null): Promise<string> {
  const status = await sendMessage('status');
  const parts = {
    date: new Date().toISOString(),
    extension: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    ...(error && { problem: { code: error.code, hint: error.hint } }),
    status: status.ok ? status.value : { code: status.error.code, hint: status.error.hint },
  };
  return JSON.stringify(parts, null, 2);
}
