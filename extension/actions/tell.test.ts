import { expect, it, vi } from 'vitest';

import type { Notice } from '../messaging';
import type { Choices } from './choose-codes';
import { tell } from './tell';

vi.mock('wxt/browser', () => {
  const done = () => Promise.resolve();
  return { browser: { action: { setBadgeBackgroundColor: done, setBadgeText: done } } };
});
vi.mock('../messaging', () => ({ sendMessage: () => Promise.reject(new Error('No receiver.')) }));

const TAB = { id: 1, windowId: 1, incognito: false };
const ERROR = { code: 'network', hint: '', retryable: true } as const;

it.each<[string, Notice, object]>([
  [
    'with its drugs and its guide, to be tried again',
    { kind: 'error', error: ERROR, order: { guide: 'home', ucds: ['3400894203018'], trigger: 'shortcut' } },
    { ucds: ['3400894203018'], guide: 'home', error: ERROR },
  ],
  ['by itself when nothing was ordered yet', { kind: 'error', error: ERROR }, { ucds: [], error: ERROR }],
])('a failure where no script may run goes into the popup %s', async (_, notice, choice) => {
  const offer = vi.fn<Choices['offer']>().mockResolvedValue(undefined);
  await tell(notice, TAB, 0, { offer } as unknown as Choices);
  expect(offer.mock.calls).toEqual([[choice, TAB]]);
});
