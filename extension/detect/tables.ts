/** Headings of a cell: HTML tables with spans, ARIA grids, and tables made of `div`s. */

const CELL = 'td,th,[role=gridcell],[role=cell],[role=rowheader]';
const HEADING = '[role=columnheader]';
const GRID = '[role=grid],[role=treegrid],[role=table]';

/** Text of the headings above the element's cell, and beside it; null for an element in no table. */
export function headingsOf(element: Element): readonly string[] | null {
  const cell = element.closest(CELL);
  if (!cell) return headingsInDivs(element);
  const grid = cell.closest(GRID);
  const column = columnOf(cell);
  if (grid && (!(cell instanceof HTMLTableCellElement) || column !== null)) {
    const found = ariaHeadings(grid, cell, column);
    if (found.length > 0) return found;
  }
  if (isHtmlCell(cell)) return htmlHeadings(cell);
  return headingsInDivs(cell);
}

const isHtmlCell = (cell: Element): cell is HTMLTableCellElement => cell.localName === 'td' || cell.localName === 'th';

const textOf = (element: Element): string => (element.getAttribute('aria-label') ?? element.textContent).trim();

function columnOf(cell: Element): number | null {
  const said = Number(cell.closest('[aria-colindex]')?.getAttribute('aria-colindex'));
  return said > 0 ? said : null;
}

function ariaHeadings(grid: Element, cell: Element, column: number | null): string[] {
  const headings = [...grid.querySelectorAll(HEADING)];
  if (column !== null) {
    const above = headings.filter((heading) => {
      const from = columnOf(heading);
      return from !== null && from <= column && column < from + (Number(heading.getAttribute('aria-colspan')) || 1);
    });
    if (above.length > 0) return above.map(textOf);
  }
  const index = indexInRow(cell);
  const rows = new Map<Element | null, Element[]>();
  for (const heading of headings) {
    const row = heading.closest('[role=row],tr') ?? heading.parentElement;
    rows.set(row, [...(rows.get(row) ?? []), heading]);
  }
  return [...rows.values()].flatMap((row) => {
    let at = 0;
    for (const heading of row) {
      at += Number(heading.getAttribute('aria-colspan')) || 1;
      if (index < at) return [textOf(heading)];
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

/** Cells of one table by row and column, spans filled in; laid out once, as long as nothing changes. */
let layouts = new WeakMap<HTMLTableElement, (HTMLTableCellElement | undefined)[][]>();

/** To be called before tables are read that may have changed. */
export function forgetTables(): void {
  layouts = new WeakMap();
}

function layoutOf(table: HTMLTableElement): (HTMLTableCellElement | undefined)[][] {
  const kept = layouts.get(table);
  if (kept) return kept;
  const grid: (HTMLTableCellElement | undefined)[][] = [];
  [...table.rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y]?.[x]) x++;
      const height = Math.min(cell.rowSpan || table.rows.length - y, table.rows.length - y);
      for (let dy = 0; dy < height; dy++) {
        const line = (grid[y + dy] ??= []);
        for (let dx = 0; dx < cell.colSpan; dx++) line[x + dx] ??= cell;
      }
      x += cell.colSpan;
    }
  });
  layouts.set(table, grid);
  return grid;
}

function htmlHeadings(cell: HTMLTableCellElement): string[] {
  const named = cell.headers.split(/\s+/).flatMap((id) => (id ? [cell.ownerDocument.getElementById(id)] : []));
  const said = named.flatMap((heading) => (heading ? [textOf(heading)] : []));
  if (said.length > 0) return said;
  const table = cell.closest('table');
  const row = cell.closest('tr');
  if (!table || !row) return [];
  const grid = layoutOf(table);
  const y = row.rowIndex;
  const x = grid[y]?.indexOf(cell) ?? -1;
  if (x < 0) return [];
  const above = headingsAbove(table, grid, x, y, cell);
  const beside = (grid[y] ?? [])
    .slice(0, x)
    .filter((other) => other?.localName === 'th' || isKey(other, grid[y] ?? []));
  const nearest = beside.at(-1);
  return [...above, ...(nearest && nearest !== cell ? [textOf(nearest)] : [])];
}

/** In a table of two columns, or four, keys stand before values. */
function isKey(other: HTMLTableCellElement | undefined, row: readonly (HTMLTableCellElement | undefined)[]): boolean {
  const columns = new Set(row).size;
  return other !== undefined && columns % 2 === 0 && columns <= 6 && !/\d{2}/.test(other.textContent);
}

function headingsAbove(
  table: HTMLTableElement,
  grid: readonly (readonly (HTMLTableCellElement | undefined)[])[],
  x: number,
  y: number,
  cell: HTMLTableCellElement,
): string[] {
  const found: string[] = [];
  let met = false;
  for (let above = y - 1; above >= 0; above--) {
    const heading = grid[above]?.[x];
    const isHeading = heading?.localName === 'th' || heading?.closest('thead') != null;
    if (isHeading && heading !== cell && heading.scope !== 'row') {
      met = true;
      const text = textOf(heading);
      if (!found.includes(text)) found.unshift(text);
    } else if (met) break;
  }
  if (met) return found;
  const first = grid[0]?.[x];
  if (first && first !== cell && y > 0 && table.querySelector('th') === null) return [textOf(first)];
  return detachedHeadings(table, x, grid[y]?.length ?? 0);
}

/** A scrolling body under a heading of its own: two tables with as many columns. */
function detachedHeadings(table: HTMLTableElement, x: number, columns: number): string[] {
  for (let at: Element | null = table, up = 0; at && up < 4; at = at.parentElement, up++) {
    const before = at.previousElementSibling?.matches('table')
      ? at.previousElementSibling
      : at.previousElementSibling?.querySelector('table');
    if (!(before instanceof HTMLTableElement)) continue;
    const heading = layoutOf(before).at(-1);
    return heading?.length === columns && heading[x] ? [textOf(heading[x])] : [];
  }
  return [];
}

/** Rows of `div`s: the nearest row before, or at the top, with as many children, whose child at this index is a heading. */
function headingsInDivs(element: Element): readonly string[] | null {
  let cell: Element = element;
  for (let up = 0; up < 4; up++) {
    const row: Element | null = cell.parentElement;
    if (!row || row === row.ownerDocument.body) return null;
    const columns = row.childElementCount;
    if (columns >= 2) {
      const index = [...row.children].indexOf(cell);
      const heading = headingRow(row, columns)?.children[index];
      if (heading) return [textOf(heading)];
    }
    cell = row;
  }
  return null;
}

function headingRow(row: Element, columns: number): Element | null {
  for (let at: Element = row, up = 0; up < 5; up++) {
    const parent: Element | null = at.parentElement;
    if (!parent || parent === parent.ownerDocument.documentElement) return null;
    const first = parent.firstElementChild;
    for (const candidate of [first, at.previousElementSibling]) {
      if (!candidate || candidate === at || candidate.contains(row)) continue;
      const found = rowInside(candidate, columns);
      if (found) return found;
    }
    at = parent;
  }
  return null;
}

/** A row of short words, without numbers: headings. */
function rowInside(element: Element, columns: number): Element | null {
  for (let at: Element | null = element, depth = 0; at && depth < 5; at = at.firstElementChild, depth++) {
    if (at.childElementCount === columns && !/\d{3}/.test(at.textContent) && at.textContent.length < 40 * columns)
      return at;
  }
  return null;
}
