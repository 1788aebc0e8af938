import { expect, it } from 'vitest';

import { Allowance } from './allowance';

it('gives a burst, then what comes in', () => {
  let now = 0;
  const allowance = new Allowance(3, 0.5, () => now);
  expect([1, 2, 3, 4].map(() => allowance.take())).toEqual([true, true, true, false]);
  now = 1999;
  expect(allowance.take()).toBe(false);
  now = 2000;
  expect(allowance.take()).toBe(true);
  now = 60_000;
  expect([1, 2, 3, 4].map(() => allowance.take())).toEqual([true, true, true, false]);
});
