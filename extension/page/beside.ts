/** A place on the screen, in CSS pixels from the viewport's corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Says what a button would cover at a place; null where it would cover nothing. */
export type Under = (place: Box) => Box | null;

/** What surrounds a code and shows. */
export interface Room extends Box {
  /** What of it is the code's own: its line, all of it though that is several lines, or not even its line. */
  readonly own: () => 'line' | 'lines' | 'none';
}

const GAP = 3;
/** So much of a code's and of a button's height is empty, above and below what one sees. */
const EDGE = 3;
/** The smallest that can be hit. */
const SMALL = { width: 14, height: 14 };

/**
 * Where a button stands that belongs to the code: just after it, just before it, where there is room in a line of its own,
 * over or under its end, or else in what surrounds it; null where every place would cover something, or could be taken for
 * another drug's.
 *
 * @param block The paragraph or the cell.
 * @param row The row of a table or a list; the block again where there is none.
 * @param limit How far up and down it may stand.
 * @param first The side that is tried first.
 */
export function beside(
  code: Box,
  block: Room,
  row: Room,
  limit: Box,
  size: Size,
  under: Under,
  first: 'before' | 'after' = 'after',
): Box | null {
  const y = code.y + (code.height - size.height) / 2;
  const after = { ...size, x: right(code) + GAP, y };
  const before = { ...size, x: code.x - size.width - GAP, y };
  const sides = [
    { place: after, way: 'right' },
    { place: before, way: 'left' },
  ] as const;
  const inTurn = first === 'after' ? sides : sides.toReversed();
  const touching = inTurn.find(({ place }) => [block, row].some((room) => inside(place, room)) && !under(place))?.place;
  const inRoom = (room: Room): Box | null => {
    for (const { place, way } of inTurn) {
      const free = slide(place, way, room, under);
      if (free) return free;
    }
    return null;
  };
  if (touching) return touching;
  const own = block.own();
  return (
    (own === 'line' ? inRoom(block) : null) ??
    overOrUnder(code, limit, size, under) ??
    (own === 'lines' ? inRoom(block) : null) ??
    (row.own() === 'none' ? null : inRoom(row))
  );
}

function overOrUnder(code: Box, limit: Box, size: Size, under: Under): Box | null {
  const places = [size, SMALL].flatMap(({ width, height }) => {
    const over = { width, height, x: right(code) - width, y: code.y - height + EDGE };
    return [over, { ...over, y: bottom(code) - EDGE }];
  });
  return places.find((place) => inside(place, limit) && !under(place)) ?? null;
}

/** The first free place in an element that is kept for buttons; null where it has none. */
export function within(room: Box, size: Size, under: Under): Box | null {
  const first = { ...size, x: room.x, y: room.y + (room.height - size.height) / 2 };
  return slide(first, 'right', room, under);
}

/** The upper corner of a code that has no free place beside it: for the moment in which a person asks for its button. */
export function onCorner(code: Box, clip: Box, size: Size): Box | null {
  const corner = { ...size, x: right(code) - size.width / 2, y: code.y + 4 - size.height };
  return overlap(code, clip) ? pushInto(corner, clip) : null;
}

/**
 * Where the button of a whole table or list stands: over its upper right corner, after it, or in its first line.
 *
 * @param room The part of the group's element that shows.
 */
export function atop(
  group: Box,
  room: Box,
  clip: Box,
  size: Size,
  under: Under,
  blank: (place: Box) => boolean,
): Box | null {
  const end = Math.min(right(group), right(clip));
  const above = { ...size, x: end - size.width, y: group.y - size.height - GAP };
  const after = { ...size, x: end + GAP, y: group.y };
  const within = { ...size, x: end - size.width - GAP, y: group.y + GAP };
  const free = slide(after, 'right', clip, under);
  return (
    [above, free].find((place) => place && inside(place, clip) && blank(place) && !under(place)) ??
    slide(within, 'right', room, under) ??
    slide(within, 'left', room, under) ??
    (inside(within, clip) ? within : null)
  );
}

/** The first place that covers nothing on the way to a side, inside the room. */
function slide(from: Box, side: 'left' | 'right', room: Box, under: Under): Box | null {
  let place = from;
  while (inside(place, room)) {
    const covered = under(place);
    if (!covered) return place;
    place = { ...place, x: side === 'right' ? right(covered) + GAP : covered.x - place.width - GAP };
  }
  return null;
}

export function overlap(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

export function inside(inner: Box, outer: Box): boolean {
  return inner.x >= outer.x && right(inner) <= right(outer) && inner.y >= outer.y && bottom(inner) <= bottom(outer);
}

/** What two boxes share; empty where they share nothing. */
export function shared(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(right(a), right(b)) - x),
    height: Math.max(0, Math.min(bottom(a), bottom(b)) - y),
  };
}

function pushInto(box: Box, clip: Box): Box | null {
  const pushed = {
    ...box,
    x: Math.max(clip.x, Math.min(box.x, right(clip) - box.width)),
    y: Math.max(clip.y, Math.min(box.y, bottom(clip) - box.height)),
  };
  return inside(pushed, clip) ? pushed : null;
}

export function right(box: Box): number {
  return box.x + box.width;
}

export function bottom(box: Box): number {
  return box.y + box.height;
}
