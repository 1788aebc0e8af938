/** Codes and their printed forms, for properties; imported by tests alone. */
import fc from 'fast-check';

import { ean13Key } from './keys';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

export const ucd13 = digits(7).map((seven) => `34008${seven}${ean13Key(`34008${seven}`)}`);

/** Thirteen digits whose key is wrong, the first ones a UCD's more often than not. */
export const wrong13 = fc
  .tuple(
    fc.oneof(
      digits(12),
      digits(7).map((seven) => `34008${seven}`),
    ),
    fc.integer({ min: 1, max: 9 }),
  )
  .map(([twelve, off]) => `${twelve}${(ean13Key(twelve) + off) % 10}`)
  .filter((code) => !code.startsWith('000000'));

export const spaces = fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', '\u2007', '\u200a', '\u2002');
const hyphens = fc.constantFrom('-', '\u2010', '\u2011', '\u2013');
const unseen = fc.constantFrom('\u00ad', '\u200b', '\u2060', '\ufeff', '\u200e');

/** Sizes of the groups that a UCD13 is printed in. */
const layouts = fc.constantFrom(
  [13],
  [5, 3, 3, 1, 1],
  [5, 7, 1],
  [1, 6, 6],
  [4, 9],
  [12, 1],
  [5, 3, 4, 1],
  [4, 4, 4, 1],
);

export const printed = (code: string): fc.Arbitrary<string> =>
  fc.tuple(layouts, fc.oneof(spaces, hyphens, unseen)).map(([layout, glue]) => {
    let at = 0;
    return layout.map((size) => code.slice(at, (at += size))).join(glue);
  });

/** Text without a digit, that ends no number and begins none. */
export const surroundings = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/\d/g, ''));
