import { describe, expect, test } from 'vitest';

import type { ResolvedCode } from '../../host/messages';
import type { FrameCodes, ListedCode } from '../../messaging';
import { drugsOfMatches, eachOnce, groupsOfTab, printedUcd, tickedUcds, type Group, type Names } from './listing';

const DOLIPRANE = '3400892169026';
const ELIQUIS = '3400893887738';
const BOX = '3400930000007';

let ids = 0;

function listed(code: string, more: Partial<ListedCode> = {}): ListedCode {
  ids += 1;
  const ucd13 = code.startsWith('34008') ? code : null;
  return {
    id: ids,
    kind: ucd13 ? 'ucd13' : 'cip13',
    code,
    ucd13,
    printed: code,
    label: null,
    source: 'text',
    group: null,
    ...more,
  };
}

const frame = (frameId: number, ...codes: ListedCode[]): FrameCodes => ({
  frameId,
  origin: `https://frame-${frameId}.example`,
  codes,
});

const known = (code: string, more: Partial<ResolvedCode>): [string, ResolvedCode] => [
  code,
  { ucd13: null, kind: 'ucd13', label: null, alternatives: [], ...more },
];

const NOTHING: Names = new Map();
const table = (id: number, caption = '') => ({ group: { id, caption } });
const ucdsOf = (groups: readonly Group[]) => groups.map(({ drugs }) => drugs.map(({ ucd13 }) => ucd13));

describe('the list', () => {
  test('shows a drug once a table, with all its places', () => {
    const groups = groupsOfTab([frame(0, listed(DOLIPRANE, table(1)), listed(DOLIPRANE, table(1)))], NOTHING);
    expect(ucdsOf(groups)).toEqual([[DOLIPRANE]]);
    expect(groups[0]?.drugs[0]?.places).toHaveLength(2);
  });

  test('keeps tables and frames apart, what stands alone last', () => {
    const groups = groupsOfTab(
      [
        frame(0, listed(ELIQUIS), listed(DOLIPRANE, table(1, 'Today')), listed(ELIQUIS, table(2))),
        frame(7, listed(DOLIPRANE)),
      ],
      NOTHING,
    );
    expect(groups.map(({ kind, caption, origin }) => [kind, caption, origin])).toEqual([
      ['table', 'Today', null],
      ['table', '', null],
      ['alone', '', null],
      ['alone', '', 'https://frame-7.example'],
    ]);
  });

  test('tells the data of a page from its tables', () => {
    const groups = groupsOfTab([frame(0, listed(ELIQUIS, { ...table(1), source: 'fhir' }))], NOTHING);
    expect(groups.map(({ kind }) => kind)).toEqual(['data']);
  });

  test('holds a drug once, in the first group that has it, with the places of all', () => {
    const groups = eachOnce(
      groupsOfTab(
        [
          frame(
            0,
            listed(ELIQUIS),
            listed(DOLIPRANE, table(1)),
            listed(ELIQUIS, table(2)),
            listed(DOLIPRANE, table(2)),
          ),
          frame(7, listed(DOLIPRANE)),
        ],
        NOTHING,
      ),
    );
    expect(ucdsOf(groups)).toEqual([[DOLIPRANE], [ELIQUIS]]);
    expect(groups.map(({ drugs }) => drugs[0]?.places.length)).toEqual([3, 2]);
  });

  test('names a drug by the table, and until then by the page', () => {
    const frames = [frame(0, listed(DOLIPRANE, { label: 'Doliprane cp' }))];
    const name = (names: Names) => groupsOfTab(frames, names)[0]?.drugs[0]?.name;
    expect(name(NOTHING)).toBe('Doliprane cp');
    expect(name(new Map([known(DOLIPRANE, { label: 'DOLIPRANE 1000MG CPR EFF' })]))).toBe('DOLIPRANE 1000MG CPR EFF');
  });

  test('shows a box only as the unit that the table knows', () => {
    const frames = [frame(0, listed(BOX))];
    expect(groupsOfTab(frames, NOTHING)).toEqual([]);
    expect(ucdsOf(groupsOfTab(frames, new Map([known(BOX, { ucd13: DOLIPRANE })])))).toEqual([[DOLIPRANE]]);
  });

  test('lets the person choose where a box may be several units', () => {
    const names: Names = new Map([known(BOX, { alternatives: [DOLIPRANE, ELIQUIS] })]);
    const groups = groupsOfTab([frame(0, listed(BOX), listed(ELIQUIS))], names);
    expect(ucdsOf(groups)).toEqual([[DOLIPRANE, ELIQUIS]]);
    expect(tickedUcds(groups, new Map())).toEqual([ELIQUIS]);
  });
});

describe('what is sent', () => {
  const groups = groupsOfTab(
    [frame(0, listed(DOLIPRANE, table(1)), listed(ELIQUIS, table(1)), listed(DOLIPRANE, table(2)))],
    NOTHING,
  );

  test('holds each ticked drug once, in the order of the page', () => {
    expect(tickedUcds(groups, new Map())).toEqual([DOLIPRANE, ELIQUIS]);
  });

  test('lacks what the person unticked, wherever else it stands', () => {
    expect(tickedUcds(groups, new Map([[DOLIPRANE, false]]))).toEqual([ELIQUIS]);
  });

  test('holds no match of a search that nobody chose', () => {
    const matches: Group = {
      key: 'matches',
      kind: 'matches',
      caption: 'eliquis',
      origin: null,
      drugs: drugsOfMatches([{ ucd13: ELIQUIS, label: 'ELIQUIS 5MG CPR' }]),
    };
    expect(tickedUcds([matches], new Map())).toEqual([]);
    expect(tickedUcds([matches], new Map([[ELIQUIS, true]]))).toEqual([ELIQUIS]);
  });

  test('is only what is listed', () => {
    expect(tickedUcds([], new Map([[ELIQUIS, true]]))).toEqual([]);
  });
});

test('a code is printed as in the Journal officiel', () => {
  expect(printedUcd('3400894203018').replaceAll('\u00a0', ' ')).toBe('34008 942 030 1 8');
});
