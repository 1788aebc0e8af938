import { expect, it, vi } from 'vitest';

import { tryOn } from './try-profile';

const { inFrame } = vi.hoisted(() => ({ inFrame: new Map<number, () => Promise<unknown>>() }));
vi.mock('wxt/browser', () => ({ browser: {} }));
vi.mock('../../messaging', () => ({
  sendMessage: (type: string, _: unknown, to: { frameId: number }) =>
    type === 'listTab'
      ? Promise.resolve({ ok: true, value: [...inFrame.keys()].map((frameId) => ({ frameId })) })
      : inFrame.get(to.frameId)?.(),
}));

it('a profile is tried on the frames that are still there', async () => {
  inFrame.set(0, () => Promise.resolve(['first']));
  inFrame.set(1, () => Promise.reject(new Error('The frame was removed.')));
  inFrame.set(2, () => Promise.resolve(['last']));
  expect(await tryOn(1, { name: 'Ward', matches: ['https://dpi.example/*'] })).toEqual(['first', 'last']);
});
