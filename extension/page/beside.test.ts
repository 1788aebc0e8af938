import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { atop, beside, inside, overlap, type Box } from './beside';

const window = { x: 0, y: 0, width: 1000, height: 800 };
const size = { width: 18, height: 18 };
const code = { x: 100, y: 100, width: 110, height: 18 };

describe('the button of a code', () => {
  it('stands after the code, in the middle of its line', () => {
    expect(beside(code, [], window, size)).toEqual({ x: 212, y: 100, ...size });
  });

  it('stands at the end of the line where words follow', () => {
    const words = { x: 214, y: 100, width: 80, height: 18 };
    expect(beside(code, [words], window, size)).toMatchObject({ x: 296, y: 100 });
  });

  it('stands before the code where the line is full', () => {
    const words = { x: 214, y: 100, width: 780, height: 18 };
    expect(beside(code, [words], window, size)).toMatchObject({ x: 80, y: 100 });
  });

  it('sits on the corner where the line is full on both sides', () => {
    const after = { x: 212, y: 100, width: 780, height: 18 };
    const before = { x: 10, y: 100, width: 88, height: 18 };
    const place = beside(code, [before, after], window, size);
    expect(place).toMatchObject({ x: 201, y: 86 });
  });

  it('has no place where the code is out of sight', () => {
    expect(beside({ ...code, y: -300 }, [], window, size)).toBeNull();
  });

  it('is always inside what shows the code, and covers a text only from its corner', () => {
    const boxes = fc.record({
      x: fc.integer({ min: -200, max: 1100 }),
      y: fc.integer({ min: -200, max: 900 }),
      width: fc.integer({ min: 1, max: 400 }),
      height: fc.integer({ min: 8, max: 40 }),
    });
    fc.assert(
      fc.property(boxes, fc.array(boxes, { maxLength: 4 }), (at: Box, texts: Box[]) => {
        const place = beside(at, texts, window, size);
        if (!place) return;
        expect(inside(place, window)).toBe(true);
        if (texts.some((text) => overlap(text, place)))
          expect(overlap(place, { ...at, y: at.y - 40, height: 80 })).toBe(true);
      }),
    );
  });
});

describe('the button of a group', () => {
  const table = { x: 50, y: 200, width: 400, height: 300 };
  const wide = { width: 46, height: 22 };

  it('stands over the upper right corner', () => {
    expect(atop(table, window, wide, () => true)).toEqual({ x: 404, y: 176, ...wide });
  });

  it('stands after it where something is written above', () => {
    expect(atop(table, window, wide, ({ y }) => y >= 200)).toMatchObject({ x: 452, y: 200 });
  });

  it('stands in the corner where nothing around is free', () => {
    expect(atop(table, window, wide, () => false)).toMatchObject({ x: 402, y: 202 });
  });

  it('goes with the corner', () => {
    expect(atop({ ...table, y: -100 }, window, wide, () => true)).toBeNull();
  });
});
