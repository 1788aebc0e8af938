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

const GAP = 2;

/**
 * Where a button stands that belongs to the code: after it, at the end of its line, before it; the first place that is
 * inside `clip` and covers none of the texts. On a page without such a place it sits on the code's upper corner.
 *
 * @param texts What is written around the code.
 * @returns null where not even the corner is inside `clip`.
 */
export function beside(code: Box, texts: readonly Box[], clip: Box, size: Size): Box | null {
  const y = code.y + (code.height - size.height) / 2;
  const line = texts.filter((text) => overlap(text, { ...code, x: -1e6, width: 2e6 }));
  const endOfLine = Math.max(right(code), ...line.map(right));
  const places = [
    { ...size, x: right(code) + GAP, y },
    { ...size, x: endOfLine + GAP, y },
    { ...size, x: code.x - size.width - GAP, y },
  ];
  const free = places.find((place) => inside(place, clip) && !texts.some((text) => overlap(text, place)));
  if (free) return free;
  const corner = { ...size, x: right(code) - size.width / 2, y: code.y + 4 - size.height };
  return code.width === 0 || !overlap(code, clip) ? null : pushInto(corner, clip);
}

/** Where the button of a whole table or list stands: over its upper right corner, after it, or in that corner. */
export function atop(group: Box, clip: Box, size: Size, free: (place: Box) => boolean): Box | null {
  const end = Math.min(right(group), right(clip));
  const above = { ...size, x: end - size.width, y: group.y - size.height - GAP };
  const after = { ...size, x: end + GAP, y: group.y };
  const within = { ...size, x: end - size.width - GAP, y: group.y + GAP };
  return [above, after].find((place) => inside(place, clip) && free(place)) ?? (inside(within, clip) ? within : null);
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

function right(box: Box): number {
  return box.x + box.width;
}

function bottom(box: Box): number {
  return box.y + box.height;
}
