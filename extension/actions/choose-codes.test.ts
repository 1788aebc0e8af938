import { beforeEach, describe, expect, it, vi } from 'vitest';

import { Choices } from './choose-codes';

const { closed, windows } = vi.hoisted(() => ({
  closed: new Set<(tabId: number) => void>(),
  windows: { create: vi.fn(), update: vi.fn() },
}));
vi.mock('wxt/browser', () => ({
  browser: {
    action: { openPopup: () => Promise.reject(new Error('No gesture.')), setBadgeText: () => Promise.resolve() },
    tabs: {
      query: () => Promise.resolve([]),
      onRemoved: { addListener: (listener: (tabId: number) => void) => void closed.add(listener) },
    },
    windows,
  },
}));

const TAB = { id: 1, windowId: 1, incognito: false };
const CHOICE = { ucds: [], text: 'eliquis' };

describe('what a popup begins with', () => {
  let choices: Choices;
  const close = (tabId: number) => {
    for (const listener of closed) listener(tabId);
  };

  beforeEach(() => {
    vi.clearAllMocks();
    closed.clear();
    windows.create.mockResolvedValue({ id: 70 });
    windows.update.mockResolvedValue({ id: 70 });
    choices = new Choices();
  });

  it('is told once', async () => {
    await choices.offer(CHOICE, TAB);
    expect(choices.take(TAB.id)).toEqual(CHOICE);
    expect(choices.take(TAB.id)).toBeNull();
  });

  it('is forgotten with its tab', async () => {
    await choices.offer(CHOICE, TAB);
    close(2);
    close(TAB.id);
    expect(choices.take(TAB.id)).toBeNull();
  });

  it('is shown in one small window, as long as there is its tab', async () => {
    await choices.offer(CHOICE, TAB);
    await choices.offer(CHOICE, TAB);
    expect(windows.create).toHaveBeenCalledTimes(1);
    close(TAB.id);
    await choices.offer(CHOICE, TAB);
    expect(windows.create).toHaveBeenCalledTimes(2);
  });
});
