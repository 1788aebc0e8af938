// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';

import type { Finding } from '../detect/finding';
import { MarkBook } from './mark-book';
import { standInForIntersections } from './intersections';
import type { Drugs } from './marks';

let observed: Set<Element>;
let report: (element: Element, isIntersecting: boolean) => void;

beforeEach(() => {
  ({ observed, report } = standInForIntersections());
});

function finding(code: string, group: Element | null = null): Finding {
  const element = document.createElement('td');
  return {
    kind: 'ucd13',
    code,
    printed: code,
    ucd13: code,
    source: 'text',
    label: null,
    element,
    range: null,
    group,
    buttonPlace: null,
    stands: true,
  };
}

const DRUGS: Drugs = { ucdsOf: ({ code }) => [code], nameOf: () => null };

function book(drugs: Partial<Drugs> = {}): MarkBook {
  return new MarkBook({ ...DRUGS, ...drugs }, vi.fn(), new AbortController().signal);
}

const [a, b] = ['3400891937626', '3400891705256'] as const;

it('gives a group a button of its own from two drugs on, and takes it away again', () => {
  const marks = book();
  const table = document.createElement('table');
  const [first, second, same] = [finding(a, table), finding(b, table), finding(a, table)];
  marks.update({ added: [first, same], removed: [] });
  expect(marks.all().map(({ count }) => count)).toEqual([null, null]);
  marks.update({ added: [second], removed: [] });
  expect(marks.all().find(({ count }) => count)).toMatchObject({ count: 2, ucds: [a, b] });
  marks.update({ added: [], removed: [Object.assign(second, { group: undefined })] });
  expect(marks.all().some(({ count }) => count)).toBe(false);
});

it('lets the mark of a group stay for the drugs that it was made for', () => {
  const marks = book();
  const table = document.createElement('table');
  const [first, second] = [finding(a, table), finding(b, table)];
  marks.update({ added: [first, second], removed: [] });
  const before = marks.all().find(({ count }) => count);
  expect([before?.ucds, before?.stands()]).toEqual([[a, b], true]);
  marks.update({ added: [finding('3400893826706', table)], removed: [second] });
  expect([before?.ucds, before?.stands()]).toEqual([[a, b], false]);
});

it('forgets what has gone', () => {
  const marks = book();
  const found = finding(a);
  marks.update({ added: [found], removed: [] });
  report(found.element, true);
  marks.update({ added: [], removed: [found] });
  expect([marks.all(), marks.near(), observed.size]).toEqual([[], [], 0]);
});

it('keeps in view what only got a name', () => {
  let name: string | null = null;
  const marks = book({ nameOf: () => name });
  const found = finding(a);
  marks.update({ added: [found], removed: [] });
  report(found.element, true);
  name = 'DUROGESIC';
  marks.refresh();
  expect(marks.near().map((mark) => mark.name)).toEqual(['DUROGESIC']);
});

it('waits for a box to become a drug', () => {
  let known = false;
  const marks = book({ ucdsOf: ({ code }) => (known ? [code] : []) });
  marks.update({ added: [finding(a)], removed: [] });
  expect(marks.all()).toEqual([]);
  known = true;
  marks.refresh();
  expect(marks.all()).toHaveLength(1);
});
