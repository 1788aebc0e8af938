/** Text as it is read: joined across inline formatting, cut where a block, a cell or a line ends. */
import { isElement, isText } from './nodes';
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

/** Elements that stand in the text like a sign of their own, or above and below its line. */
const CUTS = new Set(
  'br hr img input select textarea button meter progress video audio canvas iframe object embed svg math sup sub td th rt rp'.split(
    ' ',
  ),
);

const CELL_ROLES =
  '[role=row],[role=cell],[role=gridcell],[role=columnheader],[role=rowheader],[role=listitem],[role=option]';

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
  if (!/\d\s*[\n\t]\s*\d/.test(node.data)) return node.data;
  const parent = node.parentElement;
  return parent && /^(?:pre|break)/.test(getComputedStyle(parent).whiteSpace)
    ? node.data.replace(/[\n\t]/g, '\0')
    : node.data;
}

type Side = 'before' | 'after';
type Gap = '' | ' ';

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
  for (let step = next(from, side); step && room > 0; step = next(step.node, side)) {
    if (seen !== null && isSeen(step.node) !== seen) break;
    steps.push(step);
    room -= step.node.data.replace(/\s+/g, '').length;
  }
  return steps;
}

/** The text that is read right before or after this one; null where something ends the line. */
function next(from: Node, side: Side): Step | null {
  let gap: Gap = '';
  let at: Node = from;
  for (;;) {
    const sibling: Node | null = side === 'after' ? at.nextSibling : at.previousSibling;
    if (!sibling) {
      const parent: Node | null = at.parentNode;
      const edge = isElement(parent) ? edgeOf(parent) : 'cut';
      if (edge === 'cut' || edge === 'hidden' || !parent) return null;
      gap ||= edge;
      at = parent;
      continue;
    }
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

function firstInside(element: Element, side: Side): Step | 'cut' | null {
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

const isCell = (element: Element): boolean => element.hasAttribute('role') && element.matches(CELL_ROLES);

/** What a reader meets at the border of an element. */
function edgeOf(element: Element): Gap | 'cut' | 'hidden' {
  if (CUTS.has(element.localName) || element.shadowRoot || isCell(element)) return 'cut';
  if (element.localName === 'wbr') return '';
  const style = getComputedStyle(element);
  switch (style.display) {
    case 'none':
      return 'hidden';
    case 'contents':
      return '';
    case 'inline':
    case 'inline-block':
    case 'inline-flex':
    case 'inline-grid':
    case 'ruby':
      return hasRoom(style) ? ' ' : '';
    default:
      return isInFlexRow(element) ? ' ' : 'cut';
  }
}

/** Margins, borders and padding that part what stands on both sides, like a badge beside a code. */
function hasRoom(style: CSSStyleDeclaration): boolean {
  let room = 0;
  for (const side of ['Left', 'Right'] as const) {
    room += Number.parseFloat(style[`margin${side}`]) || 0;
    room += Number.parseFloat(style[`padding${side}`]) || 0;
    room += Number.parseFloat(style[`border${side}Width`]) || 0;
  }
  return room > (Number.parseFloat(style.fontSize) || 16) / 5;
}

function isInFlexRow(element: Element): boolean {
  const parent = element.parentElement;
  if (!parent || element.localName === 'div') return false;
  const style = getComputedStyle(parent);
  return style.display.endsWith('flex') && style.flexDirection.startsWith('row');
}
