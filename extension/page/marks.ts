import type { Finding } from '../detect/finding';
import { atop, beside, inside, type Box, type Size } from './beside';
import { isLayer } from './layer';
import { type Clips, codeBox, isExposed, textsAround } from './whereabouts';

/** What the extension knows of a finding: the UCDs that it stands for, and the drug's name. */
export interface Drug {
  readonly ucds: readonly string[];
  readonly name: string | null;
}

/** Something of the page that a button belongs to. */
export interface Mark {
  /** The part of the page that the button is about. */
  readonly element: Element;
  readonly ucds: readonly string[];
  /** The drugs' number for a button over several, else null. */
  readonly count: number | null;
  readonly name: string | null;
  /** Where the button stands now in the viewport; null while what it is about can't be seen. */
  locate(clips: Clips): Box | null;
}

/** As high as the line, so that buttons of lines one under the other do not touch; never too small to be hit. */
function sizeFor({ height }: Box): Size {
  const side = Math.min(18, Math.max(14, Math.floor(height)));
  return { width: side, height: side };
}

/** What the buttons of single codes take beside them, in px. */
const ROOM = 22;

/** The button of one code. */
export function codeMark(finding: Finding, { ucds, name }: Drug): Mark {
  const { element } = finding;
  return {
    element,
    ucds,
    name: name ?? finding.label ?? finding.code,
    count: null,
    locate(clips) {
      const code = codeBox(finding);
      const clip = clips.of(element);
      if (!code || clip.width === 0 || clip.height === 0) return null;
      const place = beside(code, textsAround(finding), clip, sizeFor(code));
      return place && isExposed(element, code) ? place : null;
    },
  };
}

/** The button of a whole table, list or order. */
export function groupMark(group: Element, members: readonly Finding[], ucds: readonly string[]): Mark {
  const size = { width: 30 + 8 * String(ucds.length).length, height: 22 };
  return {
    element: group,
    ucds,
    name: null,
    count: ucds.length,
    locate(clips) {
      const box = extent(group, members);
      const place = atop(box, clips.of(group), size, (outside) => isBlank(group, outside));
      if (!place) return null;
      return !inside(place, box) || isExposed(group, place) ? place : null;
    },
  };
}

/** A table is as wide as it looks; a list or another block, as what is written in it. */
function extent(group: Element, members: readonly Finding[]): Box {
  const box = group.getBoundingClientRect();
  if (group.matches('table, [role="table"], [role="grid"], [role="treegrid"]')) return box;
  const written = members.map((finding) => codeBox(finding)).filter((code) => code !== null);
  const end = Math.max(...written.map(({ x, width }) => x + width)) + ROOM;
  return end > box.x && end < box.right ? { x: box.x, y: box.y, width: end - box.x, height: box.height } : box;
}

/** Whether nothing of the page but what surrounds the group shows there. */
function isBlank(group: Element, { x, y, width, height }: Box): boolean {
  return [x, x + width / 2, x + width].every((at) => {
    const hits = group.ownerDocument.elementsFromPoint(at, y + height / 2);
    return hits.find((hit) => !isLayer(hit))?.contains(group) ?? false;
  });
}
