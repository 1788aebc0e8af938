import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { atop, beside, inside, onCorner, overlap, shared, type Box, type Room, type Under } from './beside';

const window = { x: 0, y: 0, width: 1000, height: 800 };
const room = (box: Box, own: ReturnType<Room['own']>): Room => ({ ...box, own: () => own });
const own = room(window, 'line');
const foreign = room(window, 'none');
const size = { width: 18, height: 18 };
const code = { x: 100, y: 100, width: 110, height: 18 };
const bare: Under = () => null;
const written =
  (...texts: Box[]): Under =>
  (place) =>
    texts.find((text) => overlap(text, place)) ?? null;

describe('the button of a code', () => {
  it('stands after the code, in the middle of its line', () => {
    expect(beside(code, own, own, window, size, bare)).toEqual({ x: 213, y: 100, ...size });
  });

  it('stands at the end of the line where words follow', () => {
    const words = { x: 80, y: 100, width: 214, height: 18 };
    const more = { x: 296, y: 100, width: 40, height: 18 };
    expect(beside(code, own, own, window, size, written(words, more))).toMatchObject({ x: 339, y: 100 });
  });

  it('stands before the code where words follow and none precede', () => {
    const words = { x: 214, y: 100, width: 80, height: 18 };
    expect(beside(code, own, own, window, size, written(words))).toMatchObject({ x: 79, y: 100 });
  });

  it('stands before the line where the line is full', () => {
    const line = { x: 40, y: 100, width: 960, height: 18 };
    expect(beside(code, own, own, window, size, written(line))).toMatchObject({ x: 19, y: 100 });
  });

  it('leaves a full cell for the end of its row', () => {
    const cell = { x: 98, y: 98, width: 114, height: 22 };
    const neighbours = [
      { x: 10, y: 100, width: 88, height: 18 },
      { x: 214, y: 100, width: 300, height: 18 },
    ];
    expect(beside(code, room(cell, 'line'), own, cell, size, written(...neighbours))).toMatchObject({
      x: 517,
      y: 100,
    });
  });

  it('stands over the end of a code that leaves no room in its line', () => {
    const limit = { x: 98, y: 60, width: 114, height: 100 };
    const line = room({ ...limit, y: 98, height: 22 }, 'line');
    expect(beside(code, line, line, limit, size, bare)).toMatchObject({ x: 192, y: 85 });
  });

  it('stands over the end of a code, and smaller, where other codes share its block and the lines are near', () => {
    const lines = [80, 100, 125].map((y) => ({ x: 0, y, width: 1000, height: 18 }));
    const bodies = lines.map(({ y, ...line }) => ({ ...line, y: y + 4, height: 10 }));
    expect(beside(code, foreign, foreign, window, size, written(...bodies))).toMatchObject({
      x: 196,
      y: 115,
      height: 14,
    });
  });

  it('stands over its end sooner than at the end of a line that goes on in the next', () => {
    const words = { x: 80, y: 104, width: 300, height: 10 };
    const lines = room(window, 'lines');
    expect(beside(code, lines, lines, window, size, written(words))).toMatchObject({ x: 192, y: 85 });
    const above = { ...words, y: 84 };
    const below = { ...words, y: 124 };
    expect(beside(code, lines, lines, window, size, written(above, words, below))).toMatchObject({ x: 383, y: 100 });
    expect(beside(code, foreign, foreign, window, size, written(above, words, below))).toBeNull();
  });

  it('has no place where every place is taken, but for a corner on demand', () => {
    const line = { x: 0, y: 60, width: 1000, height: 80 };
    expect(beside(code, own, own, window, size, written(line))).toBeNull();
    expect(onCorner(code, window, size)).toMatchObject({ x: 201, y: 86 });
  });

  it('has no place where the code is out of sight', () => {
    const above = { ...code, y: -300 };
    expect(beside(above, own, own, window, size, bare)).toBeNull();
    expect(onCorner(above, window, size)).toBeNull();
  });

  it('is always inside what shows the code, and covers no text', () => {
    const boxes = fc.record({
      x: fc.integer({ min: -200, max: 1100 }),
      y: fc.integer({ min: -200, max: 900 }),
      width: fc.integer({ min: 1, max: 400 }),
      height: fc.integer({ min: 8, max: 40 }),
    });
    fc.assert(
      fc.property(boxes, fc.array(boxes, { maxLength: 6 }), (at: Box, texts: Box[]) => {
        const place = beside(at, own, own, window, size, written(...texts));
        if (!place) return;
        expect(inside(place, window)).toBe(true);
        expect(texts.some((text) => overlap(text, place))).toBe(false);
      }),
    );
  });
});

describe('the button of a group', () => {
  const table = { x: 50, y: 200, width: 400, height: 300 };
  const wide = { width: 46, height: 22 };

  it('stands over the upper right corner', () => {
    expect(atop(table, table, window, wide, bare, () => true)).toEqual({ x: 404, y: 175, ...wide });
  });

  it('stands after it where something else is above', () => {
    expect(atop(table, table, window, wide, bare, ({ y }) => y >= 200)).toMatchObject({ x: 453, y: 200 });
  });

  it('stands in the corner where nothing around is free', () => {
    expect(atop(table, table, window, wide, bare, () => false)).toMatchObject({ x: 401, y: 203 });
  });

  it('leaves the words of the first line readable', () => {
    const status = written({ x: 380, y: 200, width: 60, height: 20 });
    expect(atop(table, table, window, wide, status, () => false)).toMatchObject({ x: 331, y: 203 });
    expect(atop(table, { ...table, width: 900 }, window, wide, status, () => false)).toMatchObject({ x: 443, y: 203 });
  });

  it('goes with the corner', () => {
    const scrolled = { ...table, y: -100 };
    expect(atop(scrolled, shared(scrolled, window), window, wide, bare, () => true)).toBeNull();
  });
});
