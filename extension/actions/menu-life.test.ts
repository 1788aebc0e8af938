import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Guide } from '../host/messages';
import { followTitle, keepMenu } from './menu-life';

type Listener = (...given: unknown[]) => Promise<void> | undefined;

const { draws, events, messages, session, shown } = vi.hoisted(() => ({
  draws: vi.fn(),
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
          draws();
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

const GUIDES: Guide[] = [
  { name: 'home', labels: { fr: 'Accueil', en: 'Home' }, needs_codes: false },
  { name: 'interactions', labels: { fr: 'Interactions', en: 'Interactions' }, needs_codes: true },
];

describe('the menu', () => {
  const page = (active: boolean) => ({ tab: { id: 1, active }, frameId: 0, origin: 'https://dpi.example' });
  const select = (data: unknown, sender: object) => messages.get('selectionChanged')?.({ data, sender });

  beforeEach(() => {
    for (const key of Object.keys(session)) Reflect.deleteProperty(session, key);
    shown.clear();
    draws.mockClear();
  });

  it('keeps its guides in the language of the settings while the background sleeps and wakes', async () => {
    const before = keepMenu();
    before.offer(GUIDES);
    before.speak('fr');
    await before.count({ count: 0, labels: [] });
    const drawn = new Map(shown);
    expect(drawn.get('guide:home')).toBe('Accueil');
    draws.mockClear();

    const woken = keepMenu();
    await woken.count({ count: 0, labels: [] });
    woken.speak('fr');
    woken.offer(GUIDES);
    await woken.count({ count: 0, labels: [] });
    expect(shown).toEqual(drawn);
    expect(draws).not.toHaveBeenCalled();

    woken.speak('en');
    woken.offer(GUIDES.slice(0, 1));
    await woken.count({ count: 0, labels: [] });
    expect(shown.get('guide:home')).toBe('Home');
    expect(shown.has('guide:interactions')).toBe(false);
  });

  it('is drawn at the start of the browser, whatever was drawn before', async () => {
    const menu = keepMenu();
    menu.speak('fr');
    await menu.count({ count: 0, labels: [] });
    shown.clear();
    await events.get('startup')?.();
    await menu.count({ count: 0, labels: [] });
    expect(shown.has('check')).toBe(true);
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
