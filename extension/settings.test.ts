import { describe, expect, it } from 'vitest';

import { DEFAULTS, mergeSettings } from './settings';

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
