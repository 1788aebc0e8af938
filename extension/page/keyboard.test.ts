// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';

import { step } from './keyboard';
import type { Mark } from './marks';

let marks: Mark[];

beforeEach(() => {
  document.body.innerText = '';
  marks = ['a', 'b', 'c'].map((name) => {
    const element = document.body.appendChild(document.createElement('p'));
    return { element, name, ucds: [], count: null, stands: () => true, locate: () => null, shows: () => true };
  });
});

it.each([
  ['ArrowDown', 'a', 'b'],
  ['ArrowDown', 'c', 'c'],
  ['ArrowUp', 'b', 'a'],
  ['ArrowUp', 'a', 'a'],
  ['Home', 'c', 'a'],
  ['End', 'a', 'c'],
])('%s leads from %s to %s, in the order of the page', (key, from, to) => {
  const shuffled = marks.toReversed();
  const at = marks.find(({ name }) => name === from);
  expect(at && step(key, at, shuffled)?.name).toBe(to);
});

it.each(['Tab', 'Enter', 'x', 'constructor'])('%s stays with the page', (key) => {
  const [first] = marks;
  expect(first && step(key, first, marks)).toBeNull();
});
