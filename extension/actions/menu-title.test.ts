import { describe, expect, it } from 'vitest';

import { background as en } from '../locales/en.yml';
import { background as fr } from '../locales/fr.yml';
import { translator } from '../ui/translate';
import { countedOf, countOf, titleFor } from './menu-title';

const title = (language: 'en' | 'fr', ...labels: (string | null)[]) =>
  titleFor(countOf(labels.map((label, index) => ({ code: String(index), label }))), {
    t: translator(language, { en: { background: en }, fr: { background: fr } }),
  });

describe("the menu's title", () => {
  it('says what it does, when nothing is known of the selection', () => {
    expect(title('en')).toBe('Check side effects');
    expect(title('fr')).toBe('Vérifier les effets indésirables');
  });

  it('names few drugs and counts many', () => {
    expect(title('en', 'ELIQUIS 5MG CPR')).toBe('Check side effects: ELIQUIS 5MG CPR');
    expect(title('en', 'ELIQUIS 5MG CPR', null)).toBe('Check side effects (2)');
    expect(title('fr', ...Array.from({ length: 12 }, () => 'LOVENOX 4000UI'))).toContain('(12)');
  });

  it('leaves no sign of a name to the browser', () => {
    expect(title('en', 'A & B %s')).toBe('Check side effects: A && B s');
  });
});

describe('what a page says that is selected', () => {
  it('is what its frames count, however much that is', () => {
    const codes = Array.from({ length: 400 }, (_, index) => ({ code: String(index), label: 'LOVENOX 4000UI' }));
    for (const counted of [countOf([]), countOf(codes.slice(0, 3)), countOf(codes)])
      expect(countedOf(structuredClone(counted))).toEqual(counted);
  });

  it.each([
    undefined,
    null,
    'all',
    {},
    { count: 1 },
    { count: -1, labels: [] },
    { count: 1.5, labels: [] },
    { count: '1', labels: [] },
    { count: 1, labels: 'ELIQUIS' },
    { count: 1, labels: [1] },
    { count: 30, labels: Array.from({ length: 30 }, () => '') },
  ])('is nothing else, such as %j', (message) => {
    expect(() => countedOf(message)).toThrow(TypeError);
  });
});
