import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { printed, surroundings, ucd13, wrong13 } from './arbitraries';
import { isUnnamed, recognise } from './codes';
import { fromText } from './selection';

const codes = (text: string): (string | null)[] =>
  recognise(text).flatMap((match) => (isUnnamed(match.kind) ? [] : [match.code]));
const ucds = (text: string): (string | null)[] => fromText(text).map((found) => found.ucd13 ?? found.code);

describe('printed forms', () => {
  test.each([
    ['3400894203018'],
    ['34008 942 030 1 8'],
    ['34008\u00a0942\u202f030\u20091\u20078'],
    ['34008-942-030-1-8'],
    ['34008.942.030.1.8'],
    ['3 400894 203018'],
    ['3400 8942 0301 8'],
    ['0000009420301'],
    ['(01)03400894203018(17)271231(10)ABC'],
    [']d201034008942030181727123110ABC'],
    ['\u001d0103400894203018\u001d17271231'],
    ['https://id.gs1.org/01/03400894203018'],
    ['GTIN 03400894203018'],
  ])('%s is one UCD13', (text) => {
    expect(codes(text)).toEqual(['3400894203018']);
  });

  test('a code is cut out exactly', () => {
    const text = 'DOLI (34008 942 030 1 8), matin';
    const [match] = recognise(text);
    expect(text.slice(match?.start, match?.end)).toBe('34008 942 030 1 8');
  });

  test.each([
    ['UCD : 9420301', ['3400894203018']],
    ['Code UCD n° 942 030-1', ['3400894203018']],
    ['UCD 9420301, 9233504 et 9000480', ['3400894203018', '3400892335049', '3400890004800']],
    ['UCD 9420302', []],
    ['9420301', []],
    ['CIP 3343315', ['3343315']],
    ['prix UCD : 9420301', []],
    ['UCD\n9420301', ['3400894203018']],
    ['Lot\n9420301', []],
    ['IPP : 0000009420301', []],
    ['34008 942 030 1 8 — 2,50 €', ['3400894203018']],
    ['UCD 9420301 - 30 cp', ['3400894203018']],
    ['CMD-3400894203018-01', []],
    ['3400894203018-3400892335049', ['3400894203018', '3400892335049']],
    ['Code U.C.D. : 9420301', ['3400894203018']],
    ['UCD (7 chiffres) : 9420301', ['3400894203018']],
    ['Unité commune de dispensation : 9420301', ['3400894203018']],
    ['UCD → 9420301', ['3400894203018']],
    ['Code UCD prescrit : 9420301', ['3400894203018']],
    ['UCD délivrées : 9420301', []],
    ['Nom\tUCD\tLot\nEliquis\t9420301\t9233504', ['3400894203018']],
    ['CIP 3000007', ['3000007']],
    ['CIP 3100007', []],
    ['UCD 0420302', []],
  ])('%s', (text, expected) => {
    expect(ucds(text)).toEqual(expected);
  });
});

describe('properties', () => {
  test('any UCD13, printed in any form, between any surroundings without digits, is found once', () => {
    fc.assert(
      fc.property(
        ucd13.chain((code) => fc.tuple(fc.constant(code), printed(code))),
        surroundings,
        surroundings,
        ([code, print], before, after) => {
          expect(codes(before + print + after)).toEqual([code]);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('thirteen digits without a valid key never are', () => {
    fc.assert(
      fc.property(wrong13.chain(printed), surroundings, surroundings, (print, before, after) => {
        expect(codes(before + print + after)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  test('a longer run of digits never is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{0,3}$/), ucd13, fc.stringMatching(/^\d{1,3}$/), (before, code, after) => {
        expect(codes(before + code + after)).toEqual([]);
        expect(codes(after + code + before)).toEqual([]);
      }),
    );
  });

  test('in a list of codes, all are found, in order', () => {
    const lists = fc.array(ucd13, { minLength: 1, maxLength: 6 });
    const separators = fc.constantFrom(', ', ' ', '\n', ';', ',', ' / ', ' - ', '\t', ' et ', '|');
    fc.assert(
      fc.property(lists, separators, (list, separator) => {
        expect(codes(list.join(separator))).toEqual(list);
      }),
    );
  });
});
