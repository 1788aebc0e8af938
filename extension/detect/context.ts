/** What the page says of seven digits at a place: a UCD, a CIP, or nothing. */
import type { Match, Term } from './codes';
import { isNamedLine, type Field } from './columns';
import { ROOM } from './edges';
import { termOfSystem, termsInFhir } from './fhir';
import { closestShown, isField, isTableCell, isText, wholeText } from './nodes';
import { CELL, headingInFlatGrid, headingPlacedAbove, holdsNumber, saidOfCell, spacedText } from './grids';
import {
  blockBefore,
  fieldLabel,
  labelElementBefore,
  saidByAttribute,
  termList,
  titleOf,
  titleOfLines,
  titleOfList,
  titleOfPart,
} from './nearby';
import { headingsOf, partsOf } from './tables';
import { onceATurn } from './turn';
import {
  continuesList,
  countsDone,
  likelier,
  namesAmount,
  saysJustCode,
  saysOther,
  termAlone,
  termOfCodingSystem,
  termBefore,
  termOfHeading,
} from './terms';

/** What was said of matches before: in a list of codes each is named by the one before it. */
const said = { ucd: new WeakMap<Match, Term | null>(), cip: new WeakMap<Match, Term | null>() };

/** The label before a match in its own text, or before the first of a list of codes. */
export function termInText(text: string, matches: readonly Match[], match: Match): Term | null {
  // One label can say both, `Code UCD/CIP`: then each number tells by itself.
  const seven = match.code;
  const answers = said[likelier(seven)];
  const unanswered: Match[] = [];
  let term: Term | null | undefined;
  for (
    let at = matches.indexOf(match), now: Match | undefined = match;
    now && term === undefined;
    now = matches[--at]
  ) {
    term = answers.get(now);
    if (term !== undefined) break;
    unanswered.push(now);
    term = termBeside(text, now, seven) ?? (followsInList(text, matches[at - 1], now) ? undefined : null);
  }
  for (const one of unanswered) answers.set(one, term ?? null);
  return term ?? null;
}

const termBeside = (text: string, { start, end }: Match, seven: string): Term | null =>
  termBefore(text.slice(0, start), seven) ?? termOfCodingSystem(text.slice(end));

/** Whether what was said of the match before holds for this one, too. */
function followsInList(text: string, previous: Match | undefined, match: Match): boolean {
  const between = previous ? text.slice(previous.end, match.start) : '';
  return (
    previous !== undefined && continuesList(between) && !(between.includes(ROOM) && isLabelledInBox(text, previous))
  );
}

/** A badge with its label, `UCD 9420301`, names nothing in the next one; a label before badges names all. */
const isLabelledInBox = (text: string, match: Match): boolean => match.start > 0 && text[match.start - 1] !== ROOM;

/** What a table that is written as text says of digits: a label in their field, or the heading of their column. */
export const termInField = ({ heading, before }: Field, seven: string): Term | null =>
  saysOther(before) ? null : (termBefore(before, seven) ?? termOfHeading(heading, seven));

/** What widgets make of other elements in place of a field. */
const CONTROL = '[role=combobox],[role=textbox],[role=searchbox],[role=spinbutton]';

/** Words so far before a code, in characters, may still be about it. */
const NEAR = 200;

/** Digits in an element, and what of it a label can be found by. */
interface Spot {
  readonly element: Element;
  readonly seven: string;
  /** What is read before the digits; it leads when it says nothing. */
  readonly before: string;
  readonly leads: boolean;
  /** The table cell around them, of whatever table. */
  readonly cell: Element | null;
  /** The label of the field or the term of the list. */
  readonly own: string | null;
}

/** A term; null where something says that the digits are no code; undefined where nothing is said. */
type Answer = Term | null | undefined;

/** What stands around the element: nearest first, and the first that speaks decides. */
export function termOfElement(element: Element, before: string, seven: string): Term | null {
  if (saysOther(before)) return null;
  const leads = !/\p{L}{2}/u.test(before.slice(-NEAR));
  const own = ownLabel(element);
  const spot = { element, seven, before, leads, cell: closestShown(element, CELL), own };
  for (const ask of [inShownFhir, inAttribute, inOwnLabel, inBlockOfCell, inStyle, inHeadings, aroundIt]) {
    const answer = ask(spot);
    if (answer !== undefined) return answer;
  }
  return null;
}

/** Whether the page says that digits are something else, though they need no name to be a code. */
export function isOther(element: Element, before: string): boolean {
  if (saysOther(before)) return true;
  const own = ownLabel(element);
  const names = own === null ? saidAbove(element) : [own];
  return names.some((words) => saysOther(words) && termOfHeading(words, '') === null);
}

/** The term of the list, or the label of the field. */
const ownLabel = onceATurn(
  (element: Element): string | null =>
    termList(element) ?? fieldLabel(element.closest(CONTROL) ?? element) ?? labelElementBefore(element),
);

/** FHIR that a page prints: what its coding systems say of the code. */
function inShownFhir({ element, seven }: Spot): Answer {
  const shown = isTableCell(element) ? null : element.closest('pre,code,samp,textarea');
  return shown ? termsShown(shown).get(seven) : undefined;
}

const holdsWords = onceATurn((element: Element) => /\p{L}{2}/u.test(element.textContent));

function inAttribute({ element, leads, seven }: Spot): Answer {
  const standsAlone = leads || !holdsWords(element);
  return (standsAlone ? termOfHeading(saidByAttribute(element) ?? '', seven) : null) ?? undefined;
}

function inOwnLabel({ element, cell, own, seven }: Spot): Answer {
  if (own === null) return undefined;
  const term = countsDone(own) ? null : termOfHeading(own, seven);
  const description = closestShown(element, 'dd');
  const isNearest = cell ? description !== null && cell.contains(description) : isField(element);
  return term ?? (saysEnough(own) && (isNearest || saysOther(own)) ? null : undefined);
}

/** `<td><div>UCD</div><div>9420301</div></td>` */
const inBlockOfCell = ({ element, cell, leads }: Spot): Answer =>
  (cell && cell !== element && leads && isBesideInCell(element, cell) ? termAlone(blockBefore(element) ?? '') : null) ??
  undefined;

/** What a grid is given for its slots stands side by side in the source, each in a cell of its own. */
function isBesideInCell({ previousElementSibling: before }: Element, cell: Element): boolean {
  return before === null || closestShown(before, CELL) === cell;
}

function inHeadings({ element, cell, before, leads, seven }: Spot): Answer {
  if (cell && isInTotal(cell)) return null;
  // What is written across several columns is about the row.
  const said = cell && isSpread(cell) && /\p{L}/u.test(before) ? [] : saidAbove(element);
  // What leads the row says what it is about, under whatever group of headings.
  const headings = cell && isFirst(cell) ? said.flatMap(partsOf) : said;
  for (const heading of headings) {
    const term = countsDone(heading) ? null : termOfHeading(heading, seven);
    if (term || namesAmount(heading) || countsDone(heading) || saysOther(heading)) return term;
  }
  const leavesItOpen = headings.some(saysJustCode);
  const kind =
    (cell && (leavesItOpen || headings.length === 0) ? kindBeside(cell, cell.previousElementSibling) : null) ??
    (cell && leavesItOpen ? kindBeside(cell, cell.nextElementSibling) : null);
  if (kind) return kind;
  if (leavesItOpen) return termOfHeading(titleOf(element, 'table') ?? '', seven);
  if (headings.length === 0)
    return cell && leads && (isFirst(cell) || holdsJustNumbers(cell.parentElement))
      ? titleOfBare(cell, seven)
      : undefined;
  return leads && !cell && !headings.some(saysOther) ? keyBefore(element, seven) : null;
}

function aroundIt({ element, leads, own, seven }: Spot): Answer {
  if (own !== null && saysEnough(own)) return null;
  for (const look of [
    ...(leads ? [blockBefore, titleOfPart] : []),
    ...(leads || isNamedLine(wholeText(element)) ? [titleOfLines] : []),
    titleOfList,
    headingInFlatGrid,
    headingPlacedAbove,
  ]) {
    const term = termOfHeading(look(element) ?? '', seven);
    if (term) return term;
  }
  return undefined;
}

/** What a style sheet writes before the element, or before what begins with it. */
function inStyle({ element, seven }: Spot): Answer {
  let at: Element | null = element;
  for (let up = 0; at && up < 3 && !/^(?:tr|tbody|ul|ol|main|body)$/.test(at.localName); at = at.parentElement, up++) {
    if (!/^[^\p{L}\d]*\d/u.test(firstWords(at))) return undefined;
    const words = writtenBefore(at);
    if (words !== null) return termOfHeading(words, seven) ?? (saysOther(words) ? null : undefined);
  }
  return undefined;
}

const firstWords = onceATurn((element: Element): string => {
  let at: Node | null = element.firstChild;
  while (at && !(isText(at) && at.data.trim())) at = at.firstChild ?? at.nextSibling;
  return at?.nodeValue ?? '';
});

function writtenBefore(element: Element): string | null {
  const { content } = getComputedStyle(element, '::before');
  const words = content.replace(/attr\(([\w-]+)\)/g, (_, name: string) => `"${element.getAttribute(name) ?? ''}"`);
  return words.startsWith('"') && /\p{L}/u.test(words) ? words.replace(/"/g, '') : null;
}

/** A label with a number in it holds what it names: a choice to tick, not a field. */
const saysEnough = (label: string): boolean => !/\d{3}/.test(label) && !saysJustCode(label);

const isFirst = (cell: Element): boolean => cell.localName !== 'th' && cell.previousElementSibling === null;

const holdsJustNumbers = (row: Element | null): boolean =>
  Array.from(row?.children ?? []).every((cell) => /^\s*\d{7,13}\s*$/.test(cell.textContent));

/** A table without headings, whose title says what its rows begin with. */
const titleOfBare = (cell: Element, seven: string): Answer => {
  const title = titleOf(cell, 'table') ?? '';
  return (countsDone(title) ? null : termOfHeading(title, seven)) ?? undefined;
};

/** In a row of sums. */
const isInTotal = (cell: Element): boolean =>
  /^\s*(?:sous[- ])?total(?!\p{L})/iu.test(cell.parentElement?.firstElementChild?.textContent ?? '');

/** What a cell says of itself, or else the headings of its column and row. */
function saidAbove(element: Element): readonly string[] {
  const cell = closestShown(element, CELL);
  const said = cell && (fieldLabel(cell) ?? saidOfCell(cell));
  const headings = said ? [said] : headingsOf(element);
  const outer = cell?.closest('table')?.parentElement;
  return headings.length === 0 && outer?.closest('td') ? saidAbove(outer) : headings;
}

const isSpread = (cell: Element): boolean => 'colSpan' in cell && (cell as HTMLTableCellElement).colSpan > 1;

/** `<td>UCD</td><td>9420301</td>`: a cell that says of what kind the number beside it is, and no unit of a count. */
function kindBeside(cell: Element, beside: Element | null): Term | null {
  if (!beside || beside.querySelector('input,textarea,select')) return null;
  const isCounted = /^\s*\d{1,4}\s*$/.test(beside.previousElementSibling?.textContent ?? '');
  if (isCounted && beside === cell.previousElementSibling) return null;
  const text = spacedText(beside);
  return termAlone(text) ?? (/^\s*(?:https?|urn):\S+\s*$/.test(text) ? termOfSystem(text) : null);
}

const termsShown = onceATurn((shown: Element) => termsInFhir(shown.textContent));

/** Rows of `div`s may hold a key and a value each: what seemed a heading is the value above. */
function keyBefore(element: Element, seven: string): Term | null {
  let at = element;
  while (!at.previousElementSibling && at.parentElement?.childElementCount === 1) at = at.parentElement;
  const key = at.previousElementSibling;
  return key && !holdsNumber(key) ? termOfHeading(spacedText(key), seven) : null;
}
