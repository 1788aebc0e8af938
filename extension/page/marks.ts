import { holdsOthers, type Finding } from '../detect';
import { atop, beside, inside, onCorner, right, shared, within, type Box, type Room, type Size } from './beside';
import type { Ink } from './ink';
import { MOST_UCDS } from './order';
import { betweenPaddings, type Clips, codeBox, elementAt, holderOf, isExposed, surroundings } from './whereabouts';

/** What the extension knows of codes; what is not known yet is asked for, and the page told when it is. */
export interface Drugs {
  /** The UCDs that a code stands for; none as long as a box's are not known. */
  ucdsOf(finding: Finding): readonly string[];
  /** The drug's name in the drug table. */
  nameOf(finding: Finding): string | null;
}

/** Codes that the page shows together. */
export interface Group {
  readonly element: Element;
  readonly members: ReadonlySet<Finding>;
  /** By UCD. */
  readonly counts: ReadonlyMap<string, number>;
  /** The mark that was made for these UCDs. */
  readonly mark: Mark | null;
}

/** Something of the page that a button belongs to. */
export interface Mark {
  /** The part of the page that the button is about. */
  readonly element: Element;
  readonly ucds: readonly string[];
  /** The drugs' number for a button over several, else null. */
  readonly count: number | null;
  readonly name: string | null;
  /** Whether the page says at this moment what the mark was made for. */
  stands(): boolean;
  /** Where the button stands now in the viewport; null while what it is about has no place there, or leaves no room. */
  locate(look: Look): Box | null;
  /** Whether nothing of the page lies over what the button at this place is about. */
  shows(place: Box): boolean;
}

/** One look at the page. */
export interface Look {
  readonly clips: Clips;
  readonly ink: Ink;
  /** Whether a person asks for this button now: then it may cover something, rather than have no place. */
  readonly asked: (mark: Mark) => boolean;
}

const TABLE = 'table, [role="table"], [role="grid"], [role="treegrid"]';
const LIST = 'ul, ol, dl, [role="list"]';
/** What stands in one line of a table belongs to one drug, whatever other codes it has. */
const TABLE_ROW = 'tr, [role="row"]';

/** As high as the line, so that buttons of lines one under the other do not touch; never too small to be hit. */
function sizeFor({ height }: Box): Size {
  const side = Math.min(18, Math.max(14, Math.floor(height)));
  return { width: side, height: side };
}

/** In a longer text nobody looks for other codes. */
const MOST_TEXT = 20_000;
/** What the button of a single code takes beside it, in px. */
const ROOM = 22;
const SLACK = 3;

/** The button of one code. What costs time, as its name does, is looked up when the button is drawn: a page has many. */
export class CodeMark implements Mark {
  readonly element: Element;
  readonly ucds: readonly string[];
  readonly count = null;
  readonly #finding: Finding;
  readonly #drugs: Drugs;
  #named: { readonly label: string | null; readonly words: string } | null = null;

  constructor(finding: Finding, ucds: readonly string[], drugs: Drugs) {
    this.element = finding.element;
    this.ucds = ucds;
    this.#finding = finding;
    this.#drugs = drugs;
  }

  get name(): string {
    return this.#drugs.nameOf(this.#finding) ?? this.#label() ?? this.#finding.code;
  }

  /** What the page calls the drug, looked for again when the row says something else. */
  #label(): string | null {
    const words = surroundings(this.#finding).row.textContent;
    if (this.#named?.words !== words) this.#named = { label: this.#finding.label, words };
    return this.#named.label;
  }

  stands(): boolean {
    return this.#finding.stands;
  }

  locate({ clips, ink, asked }: Look): Box | null {
    const finding = this.#finding;
    const holder = holderOf(finding);
    const code = finding.stands ? codeBox(finding) : null;
    const clip = finding.range ? clips.within(holder) : clips.of(this.element);
    if (!code || clip.width === 0 || clip.height === 0) return null;
    const size = sizeFor(code);
    const wanted = finding.buttonPlace;
    const kept = wanted instanceof Element ? this.#placeIn(wanted, size, { clips, ink }) : null;
    if (kept) return kept;
    const { block, row } = surroundings(finding);
    const isOfTable = row.matches(TABLE_ROW);
    const side = wanted === 'before' ? 'before' : 'after';
    const room = (element: Element, isLine: boolean): Room => {
      const box = element.getBoundingClientRect();
      return { ...shared(widened(box), clip), own: () => (isLine ? 'line' : ownIn(element, finding, code, box)) };
    };
    const near = room(block, false);
    const far = room(row, isOfTable);
    return (
      beside(code, near, far, isOfTable ? far : clip, size, (at) => ink.under(at, holder), side) ??
      (asked(this) ? onCorner(code, clip, size) : null)
    );
  }

  /** The first place in an element that is kept for buttons, in its padding where there is none between. */
  #placeIn(element: Element, size: Size, { clips, ink }: Pick<Look, 'clips' | 'ink'>): Box | null {
    for (const box of [betweenPaddings(element), element.getBoundingClientRect()]) {
      const place = within(shared(box, clips.within(element)), size, (at) => ink.under(at, element));
      if (place) return place;
    }
    return null;
  }

  shows(): boolean {
    const code = codeBox(this.#finding);
    return code !== null && isExposed(holderOf(this.#finding), code);
  }
}

/** Which lines of an element are the code's own; so many characters wide as the code's, a longer one is broken. */
function ownIn(element: Element, { printed }: Finding, code: Box, box: Box): ReturnType<Room['own']> {
  if (element.textContent.length > MOST_TEXT) return 'none';
  const text = element instanceof HTMLElement ? element.innerText : element.textContent;
  const line = text.split('\n').find((words) => words.includes(printed)) ?? text;
  if (holdsOthers(line, printed)) return 'none';
  return (line.length / printed.length) * code.width < box.width ? 'line' : 'lines';
}

/** A button may stand beside a cell or a paragraph that the code fills, and be a little higher than a tight line. */
function widened({ x, y, width, height }: Box): Box {
  return { x: x - ROOM, y: y - SLACK, width: width + 2 * ROOM, height: height + 2 * SLACK };
}

/** The button of a whole table, list or order. */
export function groupMark(group: Group): Mark {
  const { element, members, counts } = group;
  const count = counts.size;
  // A mark stays for what it was made for. Of more drugs than one order may hold the person chooses in the popup.
  const own = count > MOST_UCDS ? null : [...counts.keys()];
  const size = { width: 30 + 8 * String(count).length, height: 22 };
  const mark: Mark = {
    element,
    count,
    name: null,
    get ucds() {
      return own ?? [...counts.keys()];
    },
    stands: () => group.mark === mark && [...members].every((finding) => finding.stands),
    locate({ clips, ink }) {
      const box = extent(element, members);
      const clip = clips.of(element);
      const room = shared(element.getBoundingClientRect(), clip);
      const under = (place: Box) => (ink.isCostly ? null : ink.under(place, element));
      return atop(box, room, clip, size, under, (outside) => isBlank(element, outside, ink.isCostly));
    },
    shows: (place) => !inside(place, extent(element, members)) || isExposed(element, place),
  };
  return mark;
}

/** So many codes tell how wide a group's codes are. */
const MEASURED = 100;

/** A table is as wide and high as it looks; a list is as wide as its codes; another block begins at its first code. */
function extent(group: Element, members: ReadonlySet<Finding>): Box {
  const box = group.getBoundingClientRect();
  if (group.matches(TABLE)) return box;
  const written = [...members].slice(0, MEASURED).flatMap((code) => (code.stands ? (codeBox(code) ?? []) : []));
  if (written.length === 0) return box;
  const end = Math.max(...written.map(right)) + ROOM;
  if (group.matches(LIST))
    return end > box.x && end < box.right ? { x: box.x, y: box.y, width: end - box.x, height: box.height } : box;
  const top = Math.min(...written.map(({ y }) => y));
  return { x: box.x, y: top, width: box.width, height: box.bottom - top };
}

/** Whether nothing of the page but what surrounds the group shows there; where looking is costly, in the middle. */
function isBlank(group: Element, { x, y, width, height }: Box, isCostly: boolean): boolean {
  return (isCostly ? [x + width / 2] : [x, x + width / 2, x + width]).every((at) => {
    return elementAt(group.ownerDocument, at, y + height / 2)?.contains(group) ?? false;
  });
}
