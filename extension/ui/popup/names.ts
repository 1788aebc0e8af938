import { useEffect, useRef, useState } from 'preact/hooks';

import { MOST_CODES } from '../../host/client';
import type { ResolvedCode } from '../../host/messages';
import { sendMessage } from '../../messaging';
import type { Names } from './listing';

/** What the drug table knows of these codes; it fills in when the host answers, and nobody waits for it. */
export function useNames(codes: readonly string[]): Names {
  const [names, setNames] = useState<Names>(new Map());
  const asked = useRef(new Set<string>());

  const ask = async (wanted: readonly string[]): Promise<void> => {
    const batch = wanted.filter((code) => !asked.current.has(code)).slice(0, MOST_CODES);
    if (batch.length === 0) return;
    for (const code of batch) asked.current.add(code);
    const answer = await sendMessage('resolve', batch);
    const known = answer.ok ? answer.value : [];
    setNames((before) => new Map([...before, ...paired(batch, known)]));
    await ask([...wanted, ...known.flatMap(({ alternatives }) => alternatives)]);
  };

  useEffect(() => void ask(codes), [codes.join()]);
  return names;
}

function paired(codes: readonly string[], resolved: readonly ResolvedCode[]): [string, ResolvedCode][] {
  return resolved.flatMap((one, index) => {
    const code = codes[index];
    return code === undefined ? [] : [[code, one]];
  });
}
