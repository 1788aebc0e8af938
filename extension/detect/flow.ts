/** Text as it is read: joined across inline formatting, cut where a block, a cell or a line ends. */
import { fieldBetweenSigns, fieldInList, fieldInText, type Field } from './columns';
import { edgeOf, isOutOfLine, type Gap } from './edges';
import { elementAround, isElement, isText, wholeText } from './nodes';
import { isSeen } from './visibility';

/** Text around a node, with the nodes that it was joined from. */
export interface Run {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly node: Text;
  /** Where the node's text begins in the run. */
  readonly at: number;
}

/** How far a run reaches on either side, spaces aside: more than any code and the label before it. */
const REACH = 120;

export const alone = (node: Text): Run => ({ text: readable(node), pieces: [{ node, at: 0 }] });

/** The text before or after in the source, as far as tags alone can tell; null where a table cell ends. */
export function neighbour(from: Text, side: Side): Text | null {
  let at: Node = from;
  for (;;) {
    let inside: Node | null = side === 'after' ? at.nextSibling : at.previousSibling;
    if (!inside) {
      const parent: Node | null = at.parentNode;
      if (!isElement(parent) || /^(?:td|th|tr|body|option)$/.test(parent.localName)) return null;
      at = parent;
      continue;
    }
    while (inside) {
      at = inside;
      if (isText(inside)) return inside;
      inside = side === 'after' ? inside.firstChild : inside.lastChild;
    }
  }
}

export function runAround(node: Text): Run {
  const before = reach(node, 'before').reverse();
  const after = reach(node, 'after');
  const pieces: Piece[] = [];
  let text = '';
  const add = (piece: Text): void => {
    pieces.push({ node: piece, at: text.length });
    text += readable(piece);
  };
  for (const step of before) {
    add(step.node);
    text += step.gap;
  }
  add(node);
  for (const step of after) {
    text += step.gap;
    add(step.node);
  }
  return { text, pieces };
}

/** Lines of preformatted text and its columns part what they hold; elsewhere a line break is a space. Keeps the length. */
function readable(node: Text): string {
  if (!node.data.includes('\n') && !node.data.includes('\t')) return node.data;
  return /\d\s*[\n\t]\s*\d/.test(node.data) && keepsLines(node.parentElement)
    ? node.data.replace(/[\n\t]/g, '\0')
    : node.data;
}

/** Whether lines are shown as they are written. */
const keepsLines = (element: Element | null): boolean =>
  element !== null && /^(?:pre|break)/.test(getComputedStyle(element).whiteSpace);

/** In preformatted text that is cut by elements, so far in a place is counted. */
const MOST_CUT = 20_000;

/** The field of a table that is written as text, at an index of the data of one of its nodes. */
export function fieldAt(node: Text, data: string, index: number, run: Run, start: number): Field | null {
  const parent = node.parentElement;
  if (!parent || !keepsLines(parent))
    return (
      fieldBetweenSigns(run.text, start, linesAbove(node, run)) ?? fieldInList(run.text, start, linesAbove(node, run))
    );
  const whole = parent.closest('pre') ?? parent;
  if (isAllOf(node, whole)) return fieldInText(data, index);
  const text = wholeText(whole);
  if (text.length > MOST_CUT) return null;
  const before = node.ownerDocument.createRange();
  before.setStart(whole, 0);
  before.setEnd(node, index);
  return fieldInText(text, before.toString().length);
}

function isAllOf(node: Node, whole: Element): boolean {
  for (let at: Node | null = node; at !== whole && at; at = at.parentNode)
    if (at.previousSibling || at.nextSibling) return false;
  return true;
}

type Side = 'before' | 'after';

interface Step {
  readonly node: Text;
  /** What is seen between this text and the one nearer to the start: nothing, or room. */
  readonly gap: Gap;
}

/** The texts that a change at this place of the page can join, part or name: those on its line, near it. */
export function textsAround(place: Node): Text[] {
  const texts = [...reach(place, 'before'), ...reach(place, 'after')].map((step) => step.node);
  for (const side of ['before', 'after'] as const) {
    const inside = isElement(place) ? firstInside(place, side) : null;
    if (inside !== null && inside !== 'cut') texts.push(inside.node);
  }
  return texts;
}

function reach(from: Node, side: Side): Step[] {
  const steps: Step[] = [];
  const seen = isText(from) ? isSeen(from) : null;
  let room = REACH;
  let skipped: Gap = '';
  for (let step = next(from, side); step && room > 0; step = next(step.node, side)) {
    if (seen !== null && isSeen(step.node) !== seen) {
      skipped = ' ';
      continue;
    }
    steps.push({ node: step.node, gap: skipped || step.gap });
    room -= step.node.data.replace(/\s+/g, '').length;
    skipped = '';
  }
  return steps;
}

/** What is read before a text that begins its line: the line above a break, or what stands before its button, shadow root or slot. */
export function lineAbove(node: Text): string {
  const end = endOfLineAbove(node);
  return end ? textOf(reach(end, 'before')) : '';
}

/** So far up headings of broken lines are looked for. */
const MOST_LINES = 200;

/** The lines over a run, as breaks part them, from the nearest up. */
function* linesAbove(node: Text, run: Run): Generator<string> {
  let first: Text | undefined = run.pieces[0]?.node ?? node;
  for (let n = 0; first && n < MOST_LINES; n++) {
    const end = endOfLineAbove(first);
    const steps = end ? reach(end, 'before') : [];
    yield textOf(steps);
    first = steps.at(-1)?.node;
  }
}

function endOfLineAbove(node: Text): Node | null {
  let at: Node = node;
  let isHeld = false;
  for (;;) {
    const sibling: Node | null = at.previousSibling;
    if (!sibling || isInOtherSlot(at, sibling)) {
      const slot = 'assignedSlot' in at ? (at.assignedSlot as Element | null) : null;
      const parent: Element | null = slot ?? elementAround(at);
      if (!parent || !/^inline|^contents/.test(getComputedStyle(parent).display)) return null;
      isHeld ||= slot !== null || edgeOf(parent) === 'cut';
      at = parent;
    } else if (isText(sibling) ? sibling.data.trim() === '' : !isElement(sibling) || edgeOf(sibling) === 'hidden')
      at = sibling;
    else if (sibling.nodeName.toLowerCase() === 'br') return sibling;
    else return isHeld ? at : null;
  }
}

/** Steps back, as they are read. */
const textOf = (steps: readonly Step[]): string =>
  steps.map((step) => step.node.data + step.gap).reduceRight((text, part) => text + part, '');

/** The text that is read right before or after this one; null where something ends the line. */
function next(from: Node, side: Side): Step | null {
  let gap: Gap = '';
  let at: Node = from;
  for (;;) {
    const sibling: Node | null = side === 'after' ? at.nextSibling : at.previousSibling;
    if (!sibling) {
      const parent: Node | null = at.parentNode;
      const edge = isElement(parent) ? edgeOf(parent) : 'cut';
      if (edge === 'hidden' && isElement(parent)) return placedBeside(parent, side);
      if (edge === 'cut' || edge === 'hidden' || !parent) return null;
      gap ||= edge;
      at = parent;
      continue;
    }
    if (isInOtherSlot(at, sibling)) return null;
    at = sibling;
    if (isText(sibling)) {
      if (sibling.data !== '') return { node: sibling, gap };
    } else if (isElement(sibling)) {
      const edge = edgeOf(sibling);
      if (edge === 'cut') return null;
      if (edge === 'hidden') continue;
      gap ||= edge;
      const text = firstInside(sibling, side);
      if (text === 'cut') return null;
      if (text) return { node: text.node, gap: gap || text.gap };
    }
  }
}

/** Words that were each put at a place of their own, as those of a PDF are: the next ones, where they go on in the same line. */
function placedBeside(element: Element, side: Side): Step | null {
  const other = side === 'after' ? element.nextElementSibling : element.previousElementSibling;
  if (!other) return null;
  const style = getComputedStyle(other);
  if (!isOutOfLine(style) || !isOutOfLine(getComputedStyle(element))) return null;
  const [left, right] = (side === 'after' ? [element, other] : [other, element]).map((at) =>
    at.getBoundingClientRect(),
  );
  const letter = Number.parseFloat(style.fontSize);
  const room = left && right ? right.left - left.right : NaN;
  const isOneLine = left && right && Math.abs(left.bottom - right.bottom) < letter / 2;
  if (!isOneLine || !(Math.abs(room) <= letter)) return null;
  const text = firstInside(other, side);
  return text && text !== 'cut' ? { node: text.node, gap: room > letter / 5 ? ' ' : '' } : null;
}

function firstInside(element: Element, side: Side): Step | 'cut' | null {
  const given = element.localName === 'slot' ? (element as HTMLSlotElement).assignedNodes({ flatten: true }) : [];
  const shown = side === 'after' ? given[0] : given.at(-1);
  if (shown) return isText(shown) ? { node: shown, gap: '' } : firstInside(shown as Element, side);
  let gap: Gap = '';
  for (
    let at = side === 'after' ? element.firstChild : element.lastChild;
    at;
    at = side === 'after' ? at.nextSibling : at.previousSibling
  ) {
    if (isText(at) && at.data !== '') return { node: at, gap };
    if (!isElement(at)) continue;
    const edge = edgeOf(at);
    if (edge === 'cut') return 'cut';
    if (edge === 'hidden') continue;
    gap ||= edge;
    const inside = firstInside(at, side);
    if (inside === 'cut') return 'cut';
    if (inside) return { node: inside.node, gap: gap || inside.gap };
  }
  return null;
}

/** What a shadow host holds is shown where its slots are. */
const isInOtherSlot = (node: Node, sibling: Node): boolean =>
  'assignedSlot' in node && 'assignedSlot' in sibling && node.assignedSlot !== sibling.assignedSlot;
