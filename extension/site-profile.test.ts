// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';

import { checkProfile, matchesPattern, profileFor } from './site-profile';

const GOOD = { name: 'Ward', matches: ['https://dpi.example/rx/*'], rows: 'tr.rx', buttons: 'td:last-child' };

describe('a site profile', () => {
  it('is good with selectors alone', () => {
    expect(checkProfile(GOOD)).toEqual([]);
  });

  it.each([
    [{ ...GOOD, rows: 'tr[' }, '/rows', 'format'],
    [{ ...GOOD, script: 'alert(1)' }, '/script', 'unknown'],
    [{ ...GOOD, matches: [] }, '/matches', 'length'],
    [{ ...GOOD, matches: ['dpi.example'] }, '/matches/0', 'pattern'],
    [{ matches: GOOD.matches }, '/name', 'required'],
    [{ ...GOOD, practitioner: { rpps: '#me' } }, '/practitioner/first_name', 'required'],
    [{ ...GOOD, codes: 13 }, '/codes', 'type'],
    [null, '', 'type'],
  ])('is refused with the place of the fault: %j', (profile, path, rule) => {
    expect(checkProfile(profile)[0]).toMatchObject({ path, rule });
  });
});

describe('match patterns', () => {
  it.each([
    ['https://dpi.example/rx/1?a=b', 'https://dpi.example/rx/*', true],
    ['https://dpi.example/', 'https://dpi.example/rx/*', false],
    ['http://dpi.example/rx/1', 'https://dpi.example/rx/*', false],
    ['http://dpi.example/', '*://dpi.example/*', true],
    ['https://a.dpi.example/', 'https://*.dpi.example/*', true],
    ['https://dpi.example/', 'https://*.dpi.example/*', true],
    ['https://notdpi.example/', 'https://*.dpi.example/*', false],
    ['http://127.0.0.1:8123/x', 'http://127.0.0.1/*', true],
    ['http://127.0.0.1:8123/x', 'http://127.0.0.1:8123/*', true],
    ['file:///home/a.html', 'file:///*', true],
    ['about:blank', '*://*/*', false],
    ['https://dpi.example/a+b', 'https://dpi.example/a+b', true],
  ])('%s and %s', (url, pattern, matches) => {
    expect(matchesPattern(url, pattern)).toBe(matches);
  });

  it('give the first profile that is for a page', () => {
    const other = { ...GOOD, name: 'Other', matches: ['https://dpi.example/*'] };
    expect(profileFor('https://dpi.example/rx/1', [GOOD, other])).toBe(GOOD);
    expect(profileFor('https://dpi.example/', [GOOD, other])).toBe(other);
    expect(profileFor('https://other.example/', [GOOD, other])).toBeUndefined();
  });
});
