/** Headings of tables that are not HTML's: ARIA grids, and rows of `div`s. */

import { isElement, isField, isText } from './nodes';
import { asksForUnit, saysJustCode, termAlone } from './terms';
import { onceATurn } from './turn';

export const CELL = 'td,th,[role=gridcell],[role=cell],[role=rowheader]';
export const GRID = '[role=grid],[role=treegrid],[role=table]';
const HEADING = '[role=columnheader]';

/** An element with more children than this is no row. */
const MOST_COLUMNS = 200;

/** Headings are words; a row with a number in it is one of the table's. */
export const holdsNumber = onceATurn((element: Element) => /\d{3}/.test(element.textContent));

/** What a heading says, line by line; one that says little, what it says to the pointer or by its picture. */
export const headingText = onceATurn((element: Element): string => {
  const said = (element.getAttribute('aria-label') ?? spacedText(element)).trim();
  if (/\p{L}/u.test(said) && !saysJustCode(said)) return said;
  const pictured = element.querySelector('[alt],[aria-label],[title]');
  return (
    [element, pictured]
      .flatMap((at) => ['alt', 'aria-label', 'title'].map((name) => at?.getAttribute(name)?.trim()))
      .find((text) => text) ?? said
  );
});

/** Also of buttons, by which columns are sorted, and whether it is seen or not: headings may scroll out of sight. */
export const spacedText = (element: Element): string =>
  element.childElementCount === 0 && !element.shadowRoot && !isUnread(element) && element.localName !== 'slot'
    ? element.textContent.trim()
    : linesIn(element).trim();

/** Deeper than this a heading has no lines: a page may nest as deep as it likes. */
const DEEPEST = 20;

/** What stands in a heading or a label, and is none of its words. */
const isUnread = (node: Node): boolean => /^(?:script|style|template|noscript|title|textarea)$/i.test(node.nodeName);

function linesIn(node: Node, depth = 0): string {
  if (isText(node)) return node.data;
  if (isUnread(node) || node.nodeType === Node.COMMENT_NODE) return '';
  if (depth > DEEPEST) return node.textContent ?? '';
  const edge = /^(?:br|div|p|li)$/i.test(node.nodeName) ? '\n' : /^wbr$/i.test(node.nodeName) ? '' : ' ';
  return edge + [...childrenShown(node)].map((child) => linesIn(child, depth + 1)).join('') + edge;
}

/** What a node shows: its shadow root in the place of its own children, and in a slot what it was given. */
function childrenShown(node: Node): Iterable<Node> {
  const given = node.nodeName.toLowerCase() === 'slot' ? (node as HTMLSlotElement).assignedNodes() : [];
  const root = isElement(node) ? node.shadowRoot : null;
  return given.length > 0 ? given : (root ?? node).childNodes;
}

/** What a cell says of its column when the headings are out of sight, on narrow screens. */
export function saidOfCell(cell: Element): string | null {
  for (const name of ['data-label', 'data-th', 'data-title', 'data-column', 'data-header', 'aria-label']) {
    const said = cell.getAttribute(name);
    if (said && !/\d{3}/.test(said)) return said;
  }
  return null;
}

export function columnOf(cell: Element): number | null {
  const said = Number(cell.closest('[aria-colindex]')?.getAttribute('aria-colindex'));
  return said > 0 ? said : null;
}

/** The heading cells of a grid, row by row; looked up once, as long as nothing changes. */
let headingRows = new WeakMap<Element, readonly (readonly Element[])[]>();

export function forgetGrids(): void {
  headingRows = new WeakMap();
  lastHeadings = new WeakMap();
}

function headingRowsOf(grid: Element): readonly (readonly Element[])[] {
  const kept = headingRows.get(grid);
  if (kept) return kept;
  const headings = [...grid.querySelectorAll(HEADING)];
  const rows = Map.groupBy(headings, (heading) => heading.closest('[role=row],tr') ?? heading.parentElement);
  const found = [...rows.values()];
  headingRows.set(grid, found);
  return found;
}

export function ariaHeadings(grid: Element, cell: Element): string[] {
  const rows = headingRowsOf(grid);
  const columns = Math.max(2, ...rows.map((row) => row.length));
  if (Number(cell.getAttribute('aria-colspan')) >= columns) return [];
  const tied = headingsTiedTo(cell, rows.flat());
  if (tied.length > 0) return tied.map(headingText);
  const column = columnOf(cell);
  if (column !== null) {
    const above = rows.flat().filter((heading) => {
      const from = columnOf(heading);
      return from !== null && from <= column && column < from + (Number(heading.getAttribute('aria-colspan')) || 1);
    });
    if (above.length > 0) return above.map(headingText);
  }
  const index = column === null ? indexInRow(cell) : column - 1;
  return rows.flatMap((row) => {
    let at = 0;
    for (const heading of row) {
      at += Number(heading.getAttribute('aria-colspan')) || 1;
      if (index < at) return [headingText(heading)];
    }
    return [];
  });
}

/** Attributes by which grids tie cells to the heading of their column, in whatever order they stand in the page's source. */
const TIES = ['col-id', 'data-field', 'tabulator-field', 'data-columnid', 'data-column-id'];

function headingsTiedTo(cell: Element, headings: readonly Element[]): Element[] {
  const name = TIES.find((tie) => cell.hasAttribute(tie));
  return name === undefined
    ? []
    : headings.filter((heading) => heading.closest(`[${name}]`)?.getAttribute(name) === cell.getAttribute(name));
}

/** Columns before the cell in its row. */
function indexInRow(cell: Element): number {
  const row = cell.closest('[role=row],tr') ?? cell.parentElement;
  let index = 0;
  for (const other of row?.querySelectorAll(CELL) ?? []) {
    if (other === cell) break;
    index += Number(other.getAttribute('aria-colspan') ?? other.getAttribute('colspan')) || 1;
  }
  return index;
}

/** Rows of `div`s: the nearest row before, or near the top, with as many children, whose child at this index is a heading. */
export function headingsInDivs(element: Element): string[] {
  let cell: Element = element;
  for (let up = 0; up < 4; up++) {
    const row: Element | null = cell.parentElement;
    if (!row || row === row.ownerDocument.body) return [];
    const columns = row.children.length;
    if (columns >= 2 && columns <= MOST_COLUMNS) {
      const index = [...row.children].indexOf(cell);
      const headings = headingRow(row, columns)?.children;
      const heading = headings?.[index];
      if (heading && !(columns === 2 && isAnswered(headings[0], heading))) return [headingText(heading)];
    }
    cell = row;
  }
  return [];
}

/** `Unité | UCD`: a key and its value. */
export const isAnswered = (key: Element | undefined, value: Element): boolean =>
  key !== undefined && asksForUnit(headingText(key)) && termAlone(headingText(value)) !== null;

function headingRow(row: Element, columns: number): Element | null {
  for (let at: Element = row, up = 0; up < 5; up++) {
    const parent: Element | null = at.parentElement;
    if (!parent || parent === parent.ownerDocument.documentElement) return null;
    for (const candidate of headsOf(at)) {
      if (holdsNumber(candidate)) continue; // a table of its own
      const found = rowInside(candidate, columns);
      if (found && (!isList(found) || isList(row))) return rowInside(lastHeading(candidate, at, columns), columns);
    }
    at = parent;
  }
  return null;
}

/** Tabs and menus are lists too, and head no row that is none. */
const isList = (element: Element): boolean => /^[uo]l$/.test(element.localName);

/** Where the heading of a row's list may stand: among its first three, or right before the row. */
function* headsOf(row: Element): Generator<Element> {
  const first = row.parentElement?.firstElementChild ?? null;
  for (let at = first, n = 0; at && at !== row && n < 3; at = at.nextElementSibling, n++) yield at;
  if (row.previousElementSibling) yield row.previousElementSibling;
}

/** So far up a later heading of the same list is looked for. */
const MOST_ROWS = 200;

/** What was found for the rows asked about before: those below them need not look so far. */
let lastHeadings = new WeakMap<Element, Element>();

/** The heading of a list, or a later one above the row: one of the same class, or that names a code. */
function lastHeading(first: Element, row: Element, columns: number): Element {
  const isAnother = (other: Element): boolean =>
    ((other.className === first.className && other.className !== row.className) ||
      NAMES_CODE.test(other.textContent)) &&
    rowInside(other, columns) !== null;
  let found = first;
  let above = row.previousElementSibling;
  for (let n = 0; above && above !== first && n < MOST_ROWS; n++, above = above.previousElementSibling) {
    const known = lastHeadings.get(above);
    if (!known && !isAnother(above)) continue;
    found = known ?? above;
    break;
  }
  lastHeadings.set(row, found);
  return found;
}

const NAMES_CODE = /UCD|CIP/i;

const isLong = (element: Element): boolean => element.textContent.trim().length > 40;

interface Heading {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** The cells in the first line of a CSS grid; none where they are no headings. */
const firstLineOf = onceATurn((grid: Element): readonly Heading[] => {
  const line: Heading[] = [];
  for (let cell = grid.firstElementChild; cell; cell = cell.nextElementSibling) {
    const { left, right, top, bottom, width } = cell.getBoundingClientRect();
    if (width === 0) continue;
    if (top >= (line[0]?.bottom ?? Infinity)) break;
    if (line.length === MOST_COLUMNS || holdsNumber(cell) || isLong(cell)) return [];
    line.push({ text: headingText(cell), left, right, bottom });
  }
  return line.length > 1 ? line : [];
});

/** Cells in the lines of a CSS grid, without rows around them: the one in the first line that stands over the cell. */
export function headingInFlatGrid(element: Element): string | null {
  for (let cell = element, up = 0; up < 3; up++) {
    const grid: Element | null = cell.parentElement;
    if (!grid) return null;
    if (getComputedStyle(grid).display.endsWith('grid')) {
      const { left, right, top } = cell.getBoundingClientRect();
      const over = isLong(cell)
        ? []
        : firstLineOf(grid).filter((heading) => heading.left < right - 1 && left < heading.right - 1);
      return over.length === 1 && over[0] && over[0].bottom <= top + 1 ? over[0].text : null;
    }
    cell = grid;
  }
  return null;
}

const boxOf = onceATurn((element: Element) => element.getBoundingClientRect());

/** Words that were each put at a place of their own, as those of a PDF are: the nearest ones above, but for numbers. */
export function headingPlacedAbove(element: Element): string | null {
  if (getComputedStyle(element).position !== 'absolute') return null;
  const { left, right, top } = element.getBoundingClientRect();
  let before = element.previousElementSibling;
  for (let n = 0; before && n < MOST_ROWS; n++, before = before.previousElementSibling) {
    const box = boxOf(before);
    const isAbove = box.bottom <= top + 1 && box.left < right - 1 && left < box.right - 1;
    if (isAbove && !holdsNumber(before)) return isLong(before) ? null : headingText(before);
  }
  return null;
}

/** Rows of short words that lead to other places: no headings of what stands below. */
export const CONTROLS = 'nav,menu,[role=navigation],[role=tablist],[role=menu],[role=menubar],[role=toolbar]';

const firstRowIn = (element: Element): Element | null =>
  element.localName === 'table' ? element.querySelector('tr') : element.firstElementChild;

/** A row of short words, without numbers: headings. */
export function rowInside(element: Element, columns: number): Element | null {
  for (let at: Element | null = element, depth = 0; at && depth < 5; at = firstRowIn(at), depth++) {
    if (at.matches(CONTROLS) || Array.from(at.children).some((child) => isField(child) || isList(child))) return null;
    if (at.children.length === columns && !holdsNumber(at) && at.textContent.length < 40 * columns) return at;
  }
  return null;
}
