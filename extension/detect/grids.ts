/** Headings of tables that are not HTML's: ARIA grids, and rows of `div`s. */

export const CELL = 'td,th,[role=gridcell],[role=cell],[role=rowheader]';
export const GRID = '[role=grid],[role=treegrid],[role=table]';
const HEADING = '[role=columnheader]';

/** An element with more children than this is no row. */
const MOST_COLUMNS = 200;

/** Headings are words; a row with a number in it is one of the table's. */
export const holdsNumber = (element: Element): boolean => /\d{3}/.test(element.textContent);

export const headingText = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).trim();

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
  const column = columnOf(cell);
  if (column !== null) {
    const above = rows.flat().filter((heading) => {
      const from = columnOf(heading);
      return from !== null && from <= column && column < from + (Number(heading.getAttribute('aria-colspan')) || 1);
    });
    if (above.length > 0) return above.map(headingText);
  }
  const index = indexInRow(cell);
  return rows.flatMap((row) => {
    let at = 0;
    for (const heading of row) {
      at += Number(heading.getAttribute('aria-colspan')) || 1;
      if (index < at) return [headingText(heading)];
    }
    return [];
  });
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
      const heading = headingRow(row, columns)?.children[index];
      if (heading) return [headingText(heading)];
    }
    cell = row;
  }
  return [];
}

function headingRow(row: Element, columns: number): Element | null {
  for (let at: Element = row, up = 0; up < 5; up++) {
    const parent: Element | null = at.parentElement;
    if (!parent || parent === parent.ownerDocument.documentElement) return null;
    const [first, second, third] = parent.children;
    for (const candidate of [first, second, third, at.previousElementSibling]) {
      if (!candidate || !isBefore(candidate, at)) continue;
      const found = rowInside(candidate, columns);
      if (found) return found;
    }
    at = parent;
  }
  return null;
}

const isBefore = (element: Element, other: Element): boolean =>
  (element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

const isLong = (element: Element): boolean => element.textContent.trim().length > 40;

/** Cells in the lines of a CSS grid, without rows around them: the one in the first line. */
export function headingInFlatGrid(element: Element): string | null {
  for (let cell = element, up = 0; up < 3; up++) {
    const grid: Element | null = cell.parentElement;
    if (!grid) return null;
    const style = getComputedStyle(grid);
    if (style.display.endsWith('grid')) {
      const cells = [...grid.children];
      const headings = cells.slice(0, style.gridTemplateColumns.match(/px/g)?.length ?? 0);
      const heading = headings[cells.indexOf(cell) % headings.length];
      return !heading || headings.some(holdsNumber) || [...headings, cell].some(isLong) ? null : headingText(heading);
    }
    cell = grid;
  }
  return null;
}

/** A row of short words, without numbers: headings. */
export function rowInside(element: Element, columns: number): Element | null {
  for (let at: Element | null = element, depth = 0; at && depth < 5; at = at.firstElementChild, depth++) {
    if (at.children.length === columns && !holdsNumber(at) && at.textContent.length < 40 * columns) return at;
  }
  return null;
}
