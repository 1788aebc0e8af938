import { beforeEach, describe, expect, it, vi } from 'vitest';

import { DEFAULTS, loadSettings, mergeSettings, rememberManaged } from './settings';

const { local, managed } = vi.hoisted(() => ({
  local: { kept: {} },
  managed: { get: (): Promise<unknown> => Promise.resolve({}) },
}));
vi.mock('wxt/browser', () => ({
  browser: {
    storage: {
      local: {
        get: () => Promise.resolve(local.kept),
        set: (values: object) => Promise.resolve(Object.assign(local.kept, values)),
      },
      managed: { get: () => managed.get() },
      onChanged: { addListener: () => undefined },
    },
  },
}));

const PROFILE = { name: 'Ward', matches: ['https://dpi.example/*'] };

describe('settings', () => {
  it('begin with the defaults', () => {
    expect(mergeSettings({}, {})).toMatchObject(DEFAULTS);
  });

  it("are the person's, except for what the administrator fixed", () => {
    const settings = mergeSettings({ language: 'fr', buttons: 'hover' }, { buttons: 'off' });
    expect(settings).toMatchObject({ language: 'fr', buttons: 'off' });
    expect([...settings.locked]).toEqual(['buttons']);
  });

  it('keep sites and profiles of both side by side', () => {
    const settings = mergeSettings(
      { sites: { 'https://a.example/*': { buttons: 'off' }, 'https://b.example/*': {} }, profiles: [PROFILE] },
      { sites: { 'https://a.example/*': { buttons: 'hover' } }, profiles: [{ ...PROFILE, rows: 'tr' }] },
    );
    expect(settings.sites).toEqual({ 'https://a.example/*': { buttons: 'hover' }, 'https://b.example/*': {} });
    expect(settings.profiles).toEqual([{ ...PROFILE, rows: 'tr' }]);
    expect([...settings.lockedSites, ...settings.lockedProfiles]).toEqual(['https://a.example/*', 'Ward']);
  });

  it('say what of the administrator does not count, and keep the rest', () => {
    const { refused, profiles, locked } = mergeSettings(
      {},
      { guide: 'home', buttons: 'everywhere', profiles: [PROFILE, { ...PROFILE, name: 'Slip', rows: 3 }, 'none'] },
    );
    expect(profiles).toEqual([PROFILE]);
    expect([...locked]).toEqual(['guide']);
    expect(refused).toMatchObject([
      { name: 'buttons', faults: [] },
      { name: 'Slip', faults: [{ path: '/rows', rule: 'type' }] },
      { name: 'profiles/2', faults: [{ path: '', rule: 'type' }] },
    ]);
  });

  it.each([
    { language: 'de' },
    { guide: '' },
    { buttons: 'everywhere' },
    { sites: { 'https://a.example/*': { buttons: 'everywhere' } } },
    { profiles: [{ ...PROFILE, code: 'alert(1)' }] },
    { unknown: true },
  ])('ignore what is not as it should be: %j', (stored) => {
    expect(mergeSettings(stored, stored)).toMatchObject(DEFAULTS);
  });
});

describe('the settings of the administrator', () => {
  beforeEach(() => {
    local.kept = {};
  });

  it('count as they were known last while the browser does not say them yet', async () => {
    managed.get = () => Promise.resolve({ buttons: 'off' });
    rememberManaged();
    await vi.waitFor(() => {
      expect(local.kept).toEqual({ managed: { buttons: 'off' } });
    });
    managed.get = () => new Promise(() => undefined);
    expect(await loadSettings()).toMatchObject({ buttons: 'off', locked: new Set(['buttons']) });
  });

  it('are waited for where nothing is known of them', async () => {
    managed.get = () => new Promise((resolve) => setTimeout(resolve, 200, { buttons: 'off' }));
    expect(await loadSettings()).toMatchObject({ buttons: 'off' });
  });

  it('count as they are when the browser says them', async () => {
    local.kept = { managed: { buttons: 'off' } };
    managed.get = () => Promise.resolve({});
    expect(await loadSettings()).toMatchObject({ buttons: DEFAULTS.buttons, locked: new Set() });
  });
});
