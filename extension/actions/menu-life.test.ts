import { beforeEach, describe, expect, it, vi } from 'vitest';

import { followTitle, keepMenu } from './menu-life';

type Listener = (...given: unknown[]) => Promise<void> | undefined;

const { events, messages, session, shown } = vi.hoisted(() => ({
  events: new Map<string, Listener>(),
  messages: new Map<string, Listener>(),
  session: {},
  shown: new Map<string, string>(),
}));
vi.mock('wxt/browser', () => {
  const event = (name: string) => ({ addListener: (listener: Listener) => void events.set(name, listener) });
  return {
    browser: {
      runtime: { onInstalled: event('installed'), onStartup: event('startup') },
      tabs: { onActivated: event('activated') },
      storage: {
        session: {
          get: () => Promise.resolve(structuredClone(session)),
          set: (values: object) => Promise.resolve(void Object.assign(session, values)),
        },
      },
      contextMenus: {
        removeAll: () => {
          shown.clear();
          return Promise.resolve();
        },
        create: ({ id, title }: { id: string; title: string }) => void shown.set(id, title),
        update: (id: string, { title }: { title: string }) => Promise.resolve(void shown.set(id, title)),
      },
    },
  };
});
vi.mock('../messaging', () => ({ onMessage: (type: string, answer: Listener) => void messages.set(type, answer) }));

describe('the menu', () => {
  const page = (active: boolean) => ({ tab: { id: 1, active }, frameId: 0, origin: 'https://dpi.example' });
  const select = (data: unknown, sender: object) => messages.get('selectionChanged')?.({ data, sender });

  beforeEach(() => {
    for (const key of Object.keys(session)) Reflect.deleteProperty(session, key);
    shown.clear();
  });

  it('says what is selected in the page that is looked at, and in no other', async () => {
    const menu = keepMenu();
    menu.speak('fr');
    followTitle(menu);
    await select({ count: 1, labels: ['ELIQUIS'] }, page(true));
    expect(shown.get('check')).toMatch(/ELIQUIS$/);
    await select({ count: 1, labels: ['LOVENOX'] }, page(false));
    await select({ count: 1, labels: ['LOVENOX'] }, { origin: 'https://dpi.example' });
    expect(shown.get('check')).toMatch(/ELIQUIS$/);
    await expect(select({ count: 1, labels: 'LOVENOX' }, page(true))).rejects.toThrow(TypeError);
  });
});
