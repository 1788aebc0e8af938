import type { Finding } from '../detect/finding';
import { atop, beside, type Box, type Size } from './beside';
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
  readonly size: Size;
  /** The drugs' number for a button over several, else null. */
  readonly count: number | null;
  readonly name: string | null;
  /** Where the button stands now in the viewport; null while what it is about can't be seen. */
  locate(clips: Clips): Box | null;
}

const ONE: Size = { width: 18, height: 18 };

/** The button of one code. */
export function codeMark(finding: Finding, { ucds, name }: Drug): Mark {
  const { element } = finding;
  return {
    element,
    ucds,
    name: name ?? finding.label ?? finding.code,
    count: null,
    size: ONE,
    locate(clips) {
      const code = codeBox(finding);
      const clip = clips.of(element);
      if (!code || clip.width === 0 || clip.height === 0) return null;
      const place = beside(code, textsAround(finding), clip, ONE);
      return place && isExposed(element, code) ? place : null;
    },
  };
}

/** The button of a whole table, list or order. */
export function groupMark(group: Element, ucds: readonly string[]): Mark {
  const size = { width: 30 + 8 * String(ucds.length).length, height: 22 };
  return {
    element: group,
    ucds,
    name: null,
    count: ucds.length,
    size,
    locate(clips) {
      const box = group.getBoundingClientRect();
      const place = atop(box, clips.of(group), size, (above) => isBlank(group, above));
      if (!place) return null;
      return place.y < box.y || isExposed(group, place) ? place : null;
    },
  };
}

/** Whether nothing of the page but what surrounds the group shows there. */
function isBlank(group: Element, { x, y, width, height }: Box): boolean {
  return [x, x + width / 2, x + width].every((at) => {
    const hit = group.ownerDocument.elementFromPoint(at, y + height / 2);
    return hit?.contains(group) ?? false;
  });
}
