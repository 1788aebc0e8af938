/** Headings of a cell: those of its column, then that of its row. */
import {
  ariaHeadings,
  CELL,
  columnOf,
  forgetGrids,
  GRID,
  headingsInDivs,
  headingText,
  holdsNumber,
  isAnswered,
  rowInside,
} from './grids';
import { closestShown, isField } from './nodes';
import { asksForUnit, saysJustCode } from './terms';

/** Between headings one above another: what the upper says is not said of the lower in one breath. */
const OVER = ' · ';
/** Headings one above another, from the lowest up. */
export const partsOf = (headings: string): string[] => headings.split(OVER).reverse();

/** Text of the headings above the element's cell, as one, and of the one beside it; empty where there are none. */
export function headingsOf(element: Element): readonly string[] {
  const cell = closestShown(element, CELL);
  if (!cell) return headingsInDivs(element);
  const tied = headingDescribing(cell);
  if (tied) return [tied];
  // A filter stands in the heading of its column.
  const own = cell.localName === 'th' && isField(element) ? headingText(cell) : '';
  if (own) return [own];
  const grid = cell.closest(GRID);
  const isHtml = cell.localName === 'td' || cell.localName === 'th';
  if (grid && (!isHtml || columnOf(cell) !== null)) {
    const found = ariaHeadings(grid, cell);
    if (found.length > 0) return [found.join(OVER)];
  }
  if (!isHtml) return headingsInDivs(cell);
  const found = htmlHeadings(cell as HTMLTableCellElement);
  const row = spotOf(cell as HTMLTableCellElement)?.row;
  if (found.length > 0 || !grid || (row && standsApart(cell, row))) return found;
  return [ariaHeadings(grid, cell).join(OVER)].filter((text) => text !== '');
}

/** The heading that a grid whose headings stand in another table refers to. */
function headingDescribing(cell: Element): string | null {
  const ids = cell.getAttribute('aria-describedby')?.split(/\s+/) ?? [];
  const heading = ids
    .map((id) => cell.ownerDocument.getElementById(id))
    .find((at) => at?.matches('th,[role=columnheader]'));
  return heading ? headingText(heading) : null;
}

type Cell = HTMLTableCellElement;
/** An array, or in a table without spans the row's own cells: so many arrays would cost more than all the rest. */
type Row = ArrayLike<Cell | undefined>;

/** The table's own list: to make another would cost as much as all that is asked of it. */
type Rows = HTMLCollectionOf<HTMLTableRowElement>;

/** A table by row and column. */
interface Layout {
  readonly rows: Rows;
  readonly lineOf: (row: HTMLTableRowElement) => number;
  /** The cells of a row, spans filled in. */
  readonly rowAt: (y: number) => Row;
  /** What was found above the cell that was asked for last, by column: those below it in their turn need not look so far. */
  readonly above: Map<number, { readonly y: number; readonly headings: Headings }>;
}

let layouts = new WeakMap<HTMLTableElement, Layout>();

/** To be called before tables are read that may have changed. */
export function forgetTables(): void {
  layouts = new WeakMap();
  forgetGrids();
}

/** Laid out once, as long as nothing changes; without cells of several rows, each row by itself when it is asked for. */
function layoutOf(table: HTMLTableElement): Layout {
  const kept = layouts.get(table);
  if (kept) return kept;
  const { rows } = table;
  const layout = { rows, lineOf: linesOf(rows), rowAt: layerOf(table, rows), above: new Map() };
  layouts.set(table, layout);
  return layout;
}

/** A row is mostly asked for after the one before it; the browser counts from the top each time. */
function linesOf(rows: Rows): Layout['lineOf'] {
  let last = 0; // never less: a negative index would be looked for among the rows' names
  return (row) => {
    if (rows[last] !== row) last = rows[last + 1] === row ? last + 1 : row.rowIndex;
    return last;
  };
}

function layerOf(table: HTMLTableElement, rows: Rows): Layout['rowAt'] {
  const hasHighCells = table.querySelector('[rowspan]') !== null;
  // One attribute at a time: browsers look for several at many times the cost.
  if (!hasHighCells && !table.querySelector('[colspan]')) return (y) => rows[y]?.cells ?? [];
  const grid: (Cell | undefined)[][] = [];
  if (hasHighCells) for (const [y, row] of [...rows].entries()) layRow(grid, row, y, rows.length);
  return (y) => {
    const row = rows[y];
    if (row && !grid[y]) layRow(grid, row, y, y + 1);
    return grid[y] ?? [];
  };
}

function layRow(grid: (Cell | undefined)[][], row: HTMLTableRowElement, y: number, bottom: number): void {
  grid[y] ??= [];
  let x = 0;
  for (const cell of row.cells) {
    while (grid[y][x]) x++;
    const height = Math.min(cell.rowSpan || bottom - y, bottom - y);
    for (let dy = 0; dy < height; dy++) {
      const line = (grid[y + dy] ??= []);
      for (let dx = 0; dx < cell.colSpan; dx++) line[x + dx] ??= cell;
    }
    x += cell.colSpan;
  }
}

/** A cell, its row and its place in it. */
interface Spot {
  readonly table: HTMLTableElement;
  readonly layout: Layout;
  readonly row: Row;
  readonly x: number;
  readonly y: number;
}

function spotOf(cell: Cell): Spot | null {
  const table = cell.closest('table');
  const line = cell.closest('tr');
  const layout = table && layoutOf(table);
  const y = line && layout?.lineOf(line);
  if (!table || !layout || y == null || layout.rows[y] !== line) return null;
  const row = layout.rowAt(y);
  const x = Array.prototype.indexOf.call(row, cell);
  return x < 0 ? null : { table, layout, row, x, y };
}

function htmlHeadings(cell: Cell): string[] {
  const named = cell.headers.split(/\s+/).flatMap((id) => (id ? [cell.ownerDocument.getElementById(id)] : []));
  const said = named.flatMap((heading) => (heading ? [headingText(heading)] : []));
  if (said.length > 0) return [said.join(' ')];
  const spot = spotOf(cell);
  if (!spot) return [];
  const beside = headingsBeside(spot).filter((heading) => heading !== cell);
  return [saidAbove(spot, cell), ...beside.map(headingText)].filter((text) => text !== '');
}

/** A cell in a foot, or as wide as the table, has no column above it, but the title of the table may name it. */
function saidAbove({ table, layout, row, x, y }: Spot, cell: Cell): string {
  const { nearest, title } = cellsAbove(layout, x, y);
  const said = [...new Set(nearest.map(headingText).filter(Boolean))].join(OVER);
  if (said && title && saysJustCode(said)) return `${said}\n${headingText(title)}`;
  if (nearest.length > 0) return standsApart(cell, row) ? '' : said;
  if (title) return headingText(title);
  return standsApart(cell, row) ? '' : (firstRow(layout, x, y) ?? detachedHeading(table, x, row.length));
}

const columnsOf = (row: Row): number => (Array.isArray(row) ? new Set(row).size : row.length);

const isWide = (row: Row): boolean => row.length > 1 && columnsOf(row) === 1;

/** In a foot, or as wide as the table: no column is above. */
const standsApart = (cell: Element, row: Row): boolean => isWide(row) || cell.closest('tfoot') !== null;

/** The headings of a row, nearest first, or what stands in it as a key. */
function headingsBeside({ layout, row, x, y }: Spot): Cell[] {
  const headings: Cell[] = [];
  for (let at = x - 1; at >= 0; at--) {
    const cell = row[at];
    if (cell?.localName === 'th' && !holdsNumber(cell)) headings.push(cell);
    else if (headings.length > 0) break;
    else if (cell && isKey(cell, row) && !isUnit(layout, at, y)) return [cell];
  }
  return headings;
}

/** In a column of units or wards: what stands there is no key. */
const isUnit = (layout: Layout, x: number, y: number): boolean =>
  cellsAbove(layout, x, y).nearest.some((heading) => asksForUnit(headingText(heading)));

const isSign = (cell: Cell | undefined): boolean => cell !== undefined && /^\s*[:=]\s*$/.test(cell.textContent);

/** In a table of two columns, or four, keys stand before values; before several, where all of these are long numbers. */
function isKey(cell: Cell, row: Row): boolean {
  if (isSign(cell) || /\d{2}/.test(cell.textContent) || cell.querySelector('input,textarea,select')) return false;
  const cells = Array.from(row);
  const columns = columnsOf(cells.filter((other) => !isSign(other)));
  if (columns % 2 === 0 && columns <= 6) return true;
  return cell === row[0] && cells.slice(1).every((other) => /^\s*(?:\d[\d\s-]{6,})?$/.test(other?.textContent ?? ''));
}

interface Headings {
  readonly nearest: readonly Cell[];
  readonly title: Cell | null;
}

/** The heading cells next above; one as wide as the table is the title of what follows, and says less. */
function cellsAbove({ rowAt, above: known }: Layout, x: number, y: number): Headings {
  const last = known.get(x);
  if (last?.y === y) return last.headings;
  const cell = rowAt(y)[x];
  const nearest: Cell[] = [];
  let title: Cell | null = null;
  let headings: Headings = { nearest, title };
  for (let above = y - 1; above >= 0; above--) {
    const row = rowAt(above);
    const heading = row[x];
    const isHeading = heading?.localName === 'th' || heading?.closest('thead') != null;
    if (isHeading && heading !== cell && heading.scope !== 'row' && !isBlank(row) && !isCount(row)) {
      if (isWide(row)) title ??= heading;
      else nearest.unshift(heading);
    } else if (nearest.length > 0) break;
    else if (!title && last?.y === above) {
      headings = last.headings;
      break;
    }
  }
  if (headings.nearest === nearest) headings = { nearest, title };
  known.set(x, { y, headings });
  return headings;
}

/** As tables have that only give the columns their width, or the letters of a spreadsheet. */
const isBlank = (row: Row): boolean => Array.from(row).every((cell) => !cell || /^[A-Z]?$/.test(headingText(cell)));

/** A row of the table's own, for all that its cells are marked as headings: a sum, or a code at its left. */
const isCount = (row: Row): boolean =>
  /^\s*(?:sous[- ])?total/i.test(row[0]?.textContent ?? '') ||
  Array.from(row).some((cell) => cell && /^\s*\d{5,}\s*$/.test(cell.textContent));

/** The first row of a table whose headings are plain cells. */
function firstRow({ rows, rowAt }: Layout, x: number, y: number): string | null {
  let at = 0;
  while (at < rows.length && (columnsOf(rowAt(at)) <= 1 || isBlank(rowAt(at)))) at++;
  // Under words that span several columns stand those of each.
  const isSpanned = columnsOf(rowAt(at)) < rowAt(at).length && at + 1 < y;
  const row = isSpanned ? rowAt(at + 1) : rowAt(at);
  if (at >= y || Array.from(row).some((cell) => cell && holdsNumber(cell))) return null;
  const heading = row[x];
  if (heading && columnsOf(row) === 2 && isAnswered(row[0], heading)) return null;
  return heading && heading !== rowAt(y)[x] ? headingText(heading) : null;
}

const lastRow = ({ rows, rowAt }: Layout): Row => rowAt(rows.length - 1);

/** A scrolling body under a heading of its own, a table or `div`s, with as many columns or one more for the scrollbar. */
function detachedHeading(table: HTMLTableElement, x: number, columns: number): string {
  for (let at: Element | null = table, up = 0; at && up < 8; at = at.parentElement, up++) {
    const before = at.previousElementSibling;
    if (!before) continue;
    const other = before.matches('table') ? before : before.querySelector('table');
    const cells = other
      ? lastRow(layoutOf(other as HTMLTableElement))
      : [...(rowInside(before, columns)?.children ?? [])];
    const heading = cells.length === columns || cells.length === columns + 1 ? cells[x] : undefined;
    if (heading && !holdsNumber(heading)) return headingText(heading);
  }
  return '';
}
