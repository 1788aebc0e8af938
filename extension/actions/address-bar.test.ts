import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Host } from '../host/client';
import { DEFAULTS } from '../settings';
import { answerAddressBar } from './address-bar';
import type { Choices } from './choose-codes';
import type { GuideOpener } from './open-guide';

const { omnibox, listenTo } = vi.hoisted(() => {
  const listeners = new Map<string, (text: string) => void>();
  const listenTo = (name: string) => ({
    addListener: (listener: (text: string) => void) => void listeners.set(name, listener),
  });
  return { omnibox: listeners, listenTo };
});
vi.mock('wxt/browser', () => ({
  browser: {
    omnibox: {
      onInputStarted: listenTo('started'),
      onInputChanged: listenTo('changed'),
      onInputEntered: listenTo('entered'),
    },
    tabs: { query: () => Promise.resolve([{ id: 1, windowId: 1, incognito: false }]) },
  },
}));

describe('the address bar, used right after the background woke', () => {
  const open = vi.fn<GuideOpener['open']>();
  const offer = vi.fn<Choices['offer']>();

  beforeEach(() => {
    vi.clearAllMocks();
    open.mockResolvedValue({ ok: true, value: undefined });
    offer.mockResolvedValue(undefined);
    const late = new Promise<typeof DEFAULTS>((resolve) => setTimeout(resolve, 20, { ...DEFAULTS, guide: 'home' }));
    answerAddressBar({
      host: {} as unknown as Host,
      opener: { open } as unknown as GuideOpener,
      choices: { offer } as unknown as Choices,
      settings: () => late,
    });
  });

  it('opens the guide that the settings name', async () => {
    omnibox.get('entered')?.('3400894203018');
    await vi.waitFor(() => {
      expect(open.mock.calls[0]?.[0]).toMatchObject({ guide: 'home', ucds: ['3400894203018'] });
    });
  });

  it('offers the guide that the settings name with words to look up', async () => {
    omnibox.get('entered')?.('eliquis');
    await vi.waitFor(() => {
      expect(offer.mock.calls[0]?.[0]).toMatchObject({ guide: 'home', text: 'eliquis' });
    });
  });
});
