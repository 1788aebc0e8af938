import { describe, expect, it } from 'vitest';

import { Host } from './client';
import type { NativePort } from './port';

interface Sent {
  readonly id: string;
  readonly op: string;
  readonly params?: { readonly codes?: readonly string[] };
}

/** A host that says of each code what it is asked: the code itself; it takes as many as the real one. */
function echoingPort(sent: Sent[]): NativePort {
  let hear: (message: unknown) => void = () => undefined;
  return {
    postMessage(message: unknown) {
      const { id, op, params } = message as Sent;
      sent.push(message as Sent);
      const codes = params?.codes ?? [];
      const refusal = { ok: false, error: { code: 'bad_request', message: '', hint: '', retryable: false } };
      const good = { ok: true, result: { codes: codes.map((ucd13) => ({ ucd13 })) } };
      if (op === 'resolve')
        queueMicrotask(() => {
          hear({ v: 1, id, ...(codes.length > 500 ? refusal : good) });
        });
    },
    disconnect: () => undefined,
    onMessage: {
      addListener: (listener) => {
        hear = listener;
      },
    },
    onDisconnect: { addListener: () => undefined },
  };
}

describe('the host', () => {
  it.each([0, 1, 500, 501, 1700])('resolves %i codes, however many it takes at once', async (count) => {
    const sent: Sent[] = [];
    const host = new Host(
      { connect: () => echoingPort(sent), reason: () => '' },
      { extension_version: '1', browser: 'chrome' },
    );
    const codes = Array.from({ length: count }, (_, index) => String(index));
    const outcome = await host.resolve(codes);
    expect(outcome.ok && outcome.value.map(({ ucd13 }) => ucd13)).toEqual(codes);
    expect(sent.filter(({ op }) => op === 'resolve')).toHaveLength(Math.ceil(count / 500));
  });
});
