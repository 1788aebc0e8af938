import { describe, expect, test } from 'vitest';

import { popup as en } from '../locales/en.yml';
import { popup as fr } from '../locales/fr.yml';
import { translator } from './translate';

const catalogues = { en: { popup: en }, fr: { popup: fr } };
const english = translator('en', catalogues);
const french = translator('fr', catalogues);

describe('a sentence', () => {
  test('is in the language that was chosen', () => {
    expect(english('popup.retry')).toBe('Try again');
    expect(french('popup.retry')).toBe('Réessayer');
  });

  test.each([
    [0, 'No drug ticked', 'Aucun médicament coché'],
    [1, 'Open with 1 drug', 'Ouvrir avec 1 médicament'],
    [2, 'Open with 2 drugs', 'Ouvrir avec 2 médicaments'],
  ])('takes the form that its language has for %i', (count, inEnglish, inFrench) => {
    expect(english('popup.open', { count })).toBe(inEnglish);
    expect(french('popup.open', { count })).toBe(inFrench);
  });

  test('keeps what a person wrote, braces too', () => {
    expect(english('popup.lookup.nothing', { words: '{count} $1 <b>' })).toBe(
      'No drug in the table is called “{count} $1 <b>”.',
    );
  });

  test('writes numbers as its readers do', () => {
    expect(french('popup.too_many', { count: 1200, limit: 100 })).toMatch(/^1\u202f200 médicaments/);
  });
});
