import { beforeEach, describe, expect, it, vi } from 'vitest';

import background from './entrypoints/background';

type Listener = (...given: unknown[]) => unknown;

const { listeners, messages, prepare, resolve, stored } = vi.hoisted(() => ({
  listeners: new Map<string, Listener>(),
  messages: new Map<string, Listener>(),
  prepare: vi.fn(),
  resolve: vi.fn(),
  stored: { get: (): Promise<object> => Promise.resolve({}) },
}));

vi.mock('wxt/browser', () => {
  /** What the test does not care about is there, hears listeners, and answers nothing. */
  const anything = (path: string): unknown =>
    new Proxy(() => undefined, {
      get(_, name) {
        const inside = `${path}.${String(name)}`;
        if (inside === '.storage.local.get') return () => stored.get();
        if (inside === '.storage.session.get') return () => Promise.resolve({});
        if (inside === '.runtime.getURL') return () => 'chrome-extension://id/';
        if (inside === '.runtime.getManifest') return () => ({ version: '1' });
        if (name === 'addListener') return (listener: Listener) => void listeners.set(path, listener);
        return anything(inside);
      },
      apply: () => Promise.resolve(undefined),
    });
  return { browser: anything('') };
});
vi.mock('./messaging', () => ({
  onMessage: (type: string, answer: Listener) => void messages.set(type, answer),
  sendMessage: () => Promise.resolve(undefined),
}));
vi.mock('./host/client', () => ({
  Host: class {
    readonly prepare = prepare;
    readonly resolve = resolve;
  },
}));

const TAB = { id: 1, windowId: 1, incognito: false, active: true, url: 'https://dpi.example/' };
const PAGE = { tab: TAB, frameId: 0, origin: 'https://dpi.example' };

describe('the background', () => {
  beforeEach(() => {
    vi.clearAllMocks();
    prepare.mockResolvedValue({ ok: false, error: { code: 'network', hint: '', retryable: true } });
    resolve.mockResolvedValue({ ok: true, value: [] });
  });

  it('opens the guide that the settings name, from the menu too that woke it', async () => {
    stored.get = () => new Promise((answer) => setTimeout(answer, 50, { guide: 'home', managed: {} }));
    background.main();
    const click = { menuItemId: 'check', selectionText: '3400894203018', editable: false };
    listeners.get('.contextMenus.onClicked')?.(click, TAB);
    await vi.waitFor(() => {
      expect(prepare.mock.calls[0]?.[0]).toMatchObject({ guide: 'home', ucds: ['3400894203018'] });
    });
  });

  it.each([undefined, '3400894203018', { length: 1 }, [['3400894203018']], [1]])(
    'resolves no codes that are none, such as %j',
    async (data) => {
      stored.get = () => Promise.resolve({});
      background.main();
      await expect(messages.get('resolve')?.({ data, sender: PAGE })).rejects.toThrow(TypeError);
      expect(resolve).not.toHaveBeenCalled();
      await messages.get('resolve')?.({ data: ['3400894203018'], sender: PAGE });
      expect(resolve).toHaveBeenCalledWith(['3400894203018']);
    },
  );
});
