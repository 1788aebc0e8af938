/** Headings of a cell: those of its column, then that of its row. */
import { ariaHeadings, CELL, columnOf, GRID, headingsInDivs, headingText, holdsNumber, rowInside } from './grids';

/** Text of the headings above the element's cell, as one, and of the one beside it; empty where there are none. */
export function headingsOf(element: Element): readonly string[] {
  const cell = element.closest(CELL);
  if (!cell) return headingsInDivs(element);
  const grid = cell.closest(GRID);
  const isHtml = cell.localName === 'td' || cell.localName === 'th';
  if (grid && (!isHtml || columnOf(cell) !== null)) {
    const found = ariaHeadings(grid, cell);
    if (found.length > 0) return [found.join(' ')];
  }
  if (!isHtml) return headingsInDivs(cell);
  const found = htmlHeadings(cell as HTMLTableCellElement);
  return found.length > 0 || !grid ? found : [ariaHeadings(grid, cell).join(' ')];
}

type Row = readonly (HTMLTableCellElement | undefined)[];

/** Cells of one table by row and column, spans filled in; laid out once, as long as nothing changes. */
let layouts = new WeakMap<HTMLTableElement, readonly Row[]>();

/** To be called before tables are read that may have changed. */
export function forgetTables(): void {
  layouts = new WeakMap();
}

function layoutOf(table: HTMLTableElement): readonly Row[] {
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
  const said = named.flatMap((heading) => (heading ? [headingText(heading)] : []));
  if (said.length > 0) return [said.join(' ')];
  const table = cell.closest('table');
  const line = cell.closest('tr');
  if (!table || !line) return [];
  const grid = layoutOf(table);
  const y = line.rowIndex;
  const row = grid[y] ?? [];
  const x = row.indexOf(cell);
  if (x < 0) return [];
  const above = headingsAbove(grid, x, y) ?? firstRow(grid, x, y) ?? detachedHeading(table, x, row.length);
  const beside = row.slice(0, x).findLast((other) => other?.localName === 'th' || isKey(other, row));
  return [above, ...(beside && beside !== cell ? [headingText(beside)] : [])].filter((text) => text !== '');
}

const columnsOf = (row: Row): number => new Set(row).size;

/** In a table of two columns, or four, keys stand before values. */
function isKey(other: HTMLTableCellElement | undefined, row: Row): boolean {
  const columns = columnsOf(row);
  return other !== undefined && columns % 2 === 0 && columns <= 6 && !/\d{2}/.test(other.textContent);
}

/** The heading cells next above, together; one as wide as the table is the title of what follows, and says less. */
function headingsAbove(grid: readonly Row[], x: number, y: number): string | null {
  const cell = grid[y]?.[x];
  const found: string[] = [];
  let title: string | null = null;
  for (let above = y - 1; above >= 0; above--) {
    const row = grid[above] ?? [];
    const heading = row[x];
    const isHeading = heading?.localName === 'th' || heading?.closest('thead') != null;
    if (isHeading && heading !== cell && heading.scope !== 'row') {
      const text = headingText(heading);
      if (row.length > 1 && columnsOf(row) === 1) title ??= text;
      else if (!found.includes(text)) found.unshift(text);
    } else if (found.length > 0) break;
  }
  return found.length > 0 ? found.join(' ') : title;
}

/** The first row of a table whose headings are plain cells. */
function firstRow(grid: readonly Row[], x: number, y: number): string | null {
  const at = grid.findIndex((row) => columnsOf(row) > 1);
  const row = grid[at];
  if (!row || at >= y || row.some((cell) => cell && holdsNumber(cell))) return null;
  const heading = row[x];
  return heading && heading !== grid[y]?.[x] ? headingText(heading) : null;
}

/** A scrolling body under a heading of its own, a table or `div`s, with as many columns or one more for the scrollbar. */
function detachedHeading(table: HTMLTableElement, x: number, columns: number): string {
  for (let at: Element | null = table, up = 0; at && up < 4; at = at.parentElement, up++) {
    const before = at.previousElementSibling;
    if (!before) continue;
    const other = before.matches('table') ? before : before.querySelector('table');
    const cells = other
      ? layoutOf(other as HTMLTableElement).at(-1)
      : [...(rowInside(before, columns)?.children ?? [])];
    const heading = cells?.length === columns || cells?.length === columns + 1 ? cells[x] : undefined;
    if (heading && !holdsNumber(heading)) return headingText(heading);
  }
  return '';
}
