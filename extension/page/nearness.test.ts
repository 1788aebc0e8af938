// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';

import { standInForIntersections } from './intersections';
import { Nearness } from './nearness';

let observed: Set<Element>;
let report: (element: Element, isIntersecting: boolean) => void;
let nearness: Nearness;
const cells = Array.from({ length: 1000 }, () => document.createElement('p'));
const cell = (at: number) => cells[at] ?? document.body;

beforeEach(() => {
  ({ observed, report } = standInForIntersections());
  document.body.append(...cells);
  nearness = new Nearness(vi.fn(), new AbortController().signal);
});

it('watches few of many, and all of those that are almost near', () => {
  nearness.add(cells);
  const edges = observed.size;
  expect(edges).toBeLessThan(50);
  report(cell(0), true);
  expect(observed.size).toBe(edges + 62);
  report(cell(3), true);
  expect([...nearness.elements]).toEqual([cell(3)]);
  report(cell(0), false);
  expect([observed.size, nearness.elements.size]).toEqual([edges, 0]);
});

it('has another one stand for many when the one that did has gone', () => {
  nearness.add(cells.slice(0, 65));
  report(cell(0), true);
  nearness.remove(cell(0));
  expect([observed.has(cell(1)), observed.has(cell(2))]).toEqual([true, true]);
  report(cell(1), false);
  expect([observed.has(cell(1)), observed.has(cell(2))]).toEqual([true, false]);
  for (const left of cells.slice(0, 65)) nearness.remove(left);
  expect(observed.size).toBe(0);
});

it('has what comes back join those that it came with', () => {
  nearness.add(cells);
  report(cell(0), true);
  const [near, far] = [cell(3), cell(500)];
  for (const left of [near, far]) nearness.remove(left);
  nearness.add([near, far]);
  expect([observed.has(near), observed.has(far)]).toEqual([true, false]);
});

it('looks for itself after what comes back elsewhere', () => {
  nearness.add(cells);
  const moved = cell(500);
  nearness.remove(moved);
  document.body.prepend(moved);
  nearness.add([moved]);
  expect(observed.has(moved)).toBe(true);
});
