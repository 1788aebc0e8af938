/** What a reader meets where an element begins or ends: nothing, room, or the end of the line. */
import { onceATurn } from './turn';

export type Gap = '' | ' ' | typeof ROOM;

/** The room around a box, like a badge: wider than a space, it parts what a label in one box names from other boxes. */
export const ROOM = '\u2003';

/** Elements that stand in the text like a sign of their own, or above and below its line. */
const CUTS = new Set(
  'br hr img input select textarea button meter progress video audio canvas iframe object embed svg text math sup sub td th rt rp'.split(
    ' ',
  ),
);

const CELL_ROLES =
  '[role=row],[role=cell],[role=gridcell],[role=columnheader],[role=rowheader],[role=listitem],[role=option]';

const isCell = (element: Element): boolean => element.hasAttribute('role') && element.matches(CELL_ROLES);

/** `n<sup>o</sup>`, `n<sup>os</sup>`: raised letters that end a word. */
const isEnding = (element: Element): boolean => element.localName === 'sup' && /^os?$/i.test(element.textContent);

/** `UCD<sup>1</sup>`: the sign of a note after a word, which is read past. */
const isNote = (element: Element): boolean =>
  element.localName === 'sup' &&
  /^\s*(?:\(?\d{1,2}\)?|[*†‡§]+)\s*$/.test(element.textContent) &&
  /\p{L}\s*$/u.test(element.previousSibling?.textContent ?? '');

/** What a reader meets at the border of an element. */
export const edgeOf = onceATurn((element: Element): Gap | 'cut' | 'hidden' => {
  if (isEnding(element)) return '';
  if (isNote(element)) return 'hidden';
  if (CUTS.has(element.localName) || element.shadowRoot || isCell(element)) return 'cut';
  if (element.localName === 'wbr') return '';
  const style = getComputedStyle(element);
  if (isOutOfLine(style)) return 'hidden';
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
      return hasRoom(style) ? ROOM : '';
    default:
      return isInFlexRow(element) ? ' ' : 'cut';
  }
});

/** Taken out of the line, to somewhere else or to where only screen readers find it. */
export const isOutOfLine = ({ position }: CSSStyleDeclaration): boolean =>
  position === 'absolute' || position === 'fixed';

/** Margins, borders and padding that part what stands on both sides, like a badge beside a code. */
function hasRoom(style: CSSStyleDeclaration): boolean {
  const { marginInline, paddingInline, borderInlineWidth } = style;
  if (marginInline === '0px' && paddingInline === '0px' && borderInlineWidth === '0px') return false;
  const room = bothSides(marginInline) + bothSides(paddingInline) + bothSides(borderInlineWidth);
  return room > (Number.parseFloat(style.fontSize) || 16) / 5;
}

/** A computed width of both sides of a line's element: `4px`, the same on either, or `4px 2px`. */
function bothSides(value: string): number {
  const [start = 0, end = start] = value.split(' ').map((side) => Number.parseFloat(side) || 0);
  return start + end;
}

function isInFlexRow(element: Element): boolean {
  const parent = element.parentElement;
  if (!parent || element.localName === 'div') return false;
  const style = getComputedStyle(parent);
  return style.display.endsWith('flex') && style.flexDirection.startsWith('row');
}
