// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { connect, PososError } from './posos-bridge';

const sent: Record<string, unknown>[] = [];
let reply: (message: Record<string, unknown>) => object | null;

function tell(data: unknown): void {
  dispatchEvent(new MessageEvent('message', { data, source: window, origin }));
}

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  reply = ({ type }) => (type === 'posos-bridge/hello' ? { type: 'posos-bridge/ready' } : null);
  vi.stubGlobal('postMessage', (message: Record<string, unknown>) => {
    sent.push(message);
    const answer = reply(message);
    if (answer)
      queueMicrotask(() => {
        tell(answer);
      });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const order = { guide: 'side_effects', ucds: ['3400894203018'] };

describe('connect', () => {
  it('finds an extension that announced itself before', async () => {
    await expect(connect()).resolves.toHaveProperty('open');
  });

  it('finds one that comes later', async () => {
    reply = () => null;
    const connecting = connect({ timeout: 500 });
    vi.advanceTimersByTime(400);
    tell(null);
    tell({ type: 'posos-bridge/ready' });
    await expect(connecting).resolves.toHaveProperty('open');
  });

  it('says so when nobody answers', async () => {
    reply = () => null;
    const connecting = connect({ timeout: 500 });
    vi.advanceTimersByTime(500);
    await expect(connecting).rejects.toMatchObject({
      code: 'not_connected',
      message: expect.stringContaining('enabled') as string,
    });
  });
});

describe('open', () => {
  it('is done when its own request is answered', async () => {
    const posos = await connect();
    reply = ({ id }) => ({ type: 'posos-bridge/response', version: 1, id, ok: true });
    const opening = posos.open(order);
    tell({ type: 'posos-bridge/response', version: 1, id: 'another', ok: false });
    await expect(opening).resolves.toBeUndefined();
    expect(sent.at(-1)).toMatchObject({ type: 'posos-bridge/request', version: 1, ...order });
  });

  it('throws what the extension refuses, by its code', async () => {
    const posos = await connect();
    const error = { code: 'gesture_required', message: 'Please click.' };
    reply = ({ id }) => ({ type: 'posos-bridge/response', version: 1, id, ok: false, error });
    const refusal = await posos.open(order).catch((reason: unknown) => reason);
    expect(refusal).toBeInstanceOf(PososError);
    expect(refusal).toMatchObject(error);
  });

  it('does not wait for a site that was switched off', async () => {
    const posos = await connect();
    const opening = posos.open(order);
    tell({ type: 'posos-bridge/ended' });
    await expect(opening).rejects.toMatchObject({ code: 'site_not_enabled' });
  });

  it('asks nobody once the site was switched off, until it is on again', async () => {
    const posos = await connect();
    tell({ type: 'posos-bridge/ended' });
    const asked = sent.length;
    await expect(posos.open(order)).rejects.toMatchObject({
      code: 'site_not_enabled',
      message: expect.stringContaining('switched off') as string,
    });
    expect(sent.length).toBe(asked);
    tell({ type: 'posos-bridge/ready' });
    void posos.open(order);
    expect(sent.length).toBe(asked + 1);
  });

  it('does not wait for ever', async () => {
    const posos = await connect();
    const opening = posos.open(order);
    vi.advanceTimersByTime(30_000);
    await expect(opening).rejects.toMatchObject({ code: 'no_answer' });
  });
});
