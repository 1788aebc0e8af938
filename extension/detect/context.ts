/** What the page says of seven digits at a place: a UCD, a CIP, or nothing. */
import type { Match, Term } from './codes';
import { fieldInList, type Field } from './columns';
import { termOfSystem, termsInFhir } from './fhir';
import { isUcd7 } from './keys';
import { closestAcross, closestShown, isElement, isField, isShadowRoot, isTableCell, isText } from './nodes';
import { CELL, CONTROLS, headingInFlatGrid, headingPlacedAbove, holdsNumber, saidOfCell, spacedText } from './grids';
import { headingsOf } from './tables';
import { onceATurn } from './turn';
import { isSeen, isShrunk } from './visibility';
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
export function termInText(
  text: string,
  matches: readonly Match[],
  match: Match,
  seven: string = match.code,
): Term | null {
  // One label can say both, `Code UCD/CIP`: then each number tells by itself.
  const answers = said[likelier(seven)];
  const known = answers.get(match);
  if (known !== undefined) return known;
  const previous = matches[matches.indexOf(match) - 1];
  const isListed = previous && continuesList(text.slice(previous.end, match.start));
  const before = text.slice(0, match.start);
  const term =
    termBefore(before, seven) ??
    termOfCodingSystem(text.slice(match.end)) ??
    (isListed ? termInText(text, matches, previous, seven) : null);
  answers.set(match, term);
  return term;
}

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
  const own = termList(element) ?? fieldLabel(element.closest(CONTROL) ?? element) ?? labelElementBefore(element);
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
  const own = termList(element) ?? fieldLabel(element) ?? labelElementBefore(element);
  const said = own === null ? saidAbove(element) : [own];
  return said.some((words) => saysOther(words) && termOfHeading(words, '') === null);
}

/** FHIR that a page prints: what its coding systems say of the code. */
function inShownFhir({ element, seven }: Spot): Answer {
  const shown = isTableCell(element) ? null : element.closest('pre,code,samp,textarea');
  return shown ? termsShown(shown).get(seven) : undefined;
}

function inAttribute({ element, leads, seven }: Spot): Answer {
  const standsAlone = leads || !/\p{L}{2}/u.test(element.textContent);
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
  (cell && cell !== element && leads ? termAlone(blockBefore(element) ?? '') : null) ?? undefined;

function inHeadings({ element, cell, before, leads, seven }: Spot): Answer {
  if (cell && isInTotal(cell)) return null;
  // What is written across several columns is about the row.
  const headings = cell && isSpread(cell) && /\p{L}/u.test(before) ? [] : saidAbove(element);
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
  if (headings.length === 0) return cell && isFirst(cell) && leads ? titleOfBare(cell, seven) : undefined;
  return leads && !cell && !headings.some(saysOther) ? keyBefore(element, seven) : null;
}

function aroundIt({ element, leads, own, seven }: Spot): Answer {
  if (own !== null && saysEnough(own)) return null;
  for (const look of [
    ...(leads ? [blockBefore, titleOfLines] : []),
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

function firstWords(element: Element): string {
  let at: Node | null = element.firstChild;
  while (at && !(isText(at) && at.data.trim())) at = at.firstChild ?? at.nextSibling;
  return at?.nodeValue ?? '';
}

function writtenBefore(element: Element): string | null {
  const { content } = getComputedStyle(element, '::before');
  const words = content.replace(/attr\(([\w-]+)\)/g, (_, name: string) => `"${element.getAttribute(name) ?? ''}"`);
  return words.startsWith('"') && /\p{L}/u.test(words) ? words.replace(/"/g, '') : null;
}

/** A label with a number in it holds what it names: a choice to tick, not a field. */
const saysEnough = (label: string): boolean => !/\d{3}/.test(label) && !saysJustCode(label);

const isFirst = (cell: Element): boolean => cell.matches('td') && cell.previousElementSibling === null;

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

const textOf = (element: Element | null | undefined): string | null => element?.textContent ?? null;

const termsShown = onceATurn((shown: Element) => termsInFhir(shown.textContent));

/** `<dt>Code UCD</dt><dd>9420301</dd>` */
function termList(element: Element): string | null {
  const description = closestShown(element, 'dd');
  for (let at = description?.previousElementSibling; at; at = at.previousElementSibling) {
    if (at.localName === 'dt') return isSeen(at) ? spacedText(at) : null;
  }
  return null;
}

/** What a label says, without the choices of a field in it. */
const wordsOfLabel = (label: Element | null): string =>
  [...(label?.childNodes ?? [])].map((node) => (isElement(node) ? wordsShown(node) : node.textContent)).join(' ');

/** Not `labels`: Firefox keeps those of its first answer when a framework changes the names by which they refer. */
function labelsFor(element: Element): readonly Element[] {
  const root = element.getRootNode();
  const isLabelled = element.id !== '' && 'querySelectorAll' in root;
  return isLabelled ? (labelsIn(root as Document).get(element.id) ?? []) : [];
}

const labelsIn = onceATurn((root: Document) =>
  Map.groupBy(root.querySelectorAll<HTMLLabelElement>('label[for]'), (label) => label.htmlFor),
);

/** What names a control or any element by reference, and the `<label>` around it. */
export function fieldLabel(element: Element): string | null {
  const byId = (ids: string | null): string => {
    const root = ids ? element.getRootNode() : null;
    if (!ids || !root || !('getElementById' in root)) return '';
    const named = ids.split(/\s+/).map((id) => (root as Document).getElementById(id));
    return named.map((label) => label?.textContent ?? '').join(' ');
  };
  const labels = [...new Set([...labelsFor(element), element.closest('label')])].map(wordsOfLabel);
  const own = element.localName.includes('-') ? element.getAttribute('label') : null;
  const root = element.getRootNode();
  if (!labels.some(Boolean) && isField(element) && isShadowRoot(root)) labels.push(fieldLabel(root.host) ?? '');
  const named = [...labels, byId(element.getAttribute('aria-labelledby')), own ?? ''];
  return [...new Set(named)].join(' ').trim() || null;
}

/** `<div><label>Code UCD</label><div><input></div></div>`: a label that refers to nothing else, right before. */
function labelElementBefore(element: Element): string | null {
  for (let at: Element | null = element, up = 0; at && up < 4; at = shownIn(at), up++) {
    if (/^(?:li|tr|td|section|article|main|body|ul|ol|table)$/.test(at.localName)) return null;
    const before = labelBefore(at);
    if (!before) continue;
    const label = isElement(before)
      ? before.matches('label')
        ? before
        : before.querySelector(':scope > label')
      : null;
    const target = label && (label as HTMLLabelElement).control;
    return label && (!target || at.contains(target)) ? wordsOfLabel(label) : null;
  }
  return null;
}

/** `<div>Code UCD</div><div>9420301</div>`: a short text right before, alone in its block. */
function blockBefore(element: Element): string | null {
  for (let at: Element | null = element, up = 0; at && up < 4; at = shownIn(at), up++) {
    if (/^(?:li|tr|td|section|article|main|body|ul|ol|table)$/.test(at.localName)) return null;
    const before = labelBefore(at);
    if (!before) continue;
    if (isElement(before) && before.matches(CONTROLS)) return null;
    if (isElement(before) && before.matches(OWN_MATTER)) return null;
    const text = (isElement(before) ? wordsShown(before) : lastLine(before.data)).trim();
    if (isSentence(text) || countsDone(text)) return null;
    return text.length <= 60 && !/\d{3}|(?:UCD|CIP)[^:]*:\s*\p{L}/iu.test(text) ? text : null;
  }
  return null;
}

/** The element around: what a slot was given stands in the slot. */
const shownIn = (element: Element): Element | null => element.assignedSlot ?? element.parentElement;

/** What has rows or fields of its own, and heads nothing after it. */
const OWN_MATTER = 'table,ul,ol,dl,form,svg,:has(input,textarea)';

/** `La dispensation se fait à l’UCD.`, `Accueil > UCD` */
const isSentence = (text: string): boolean => /\p{L}\s.*\p{L}(?<!\.\p{L})[.!?]$|[>›»]/u.test(text);

/** So many codes may stand between a label and one that it names. */
const MOST_LISTED = 200;

/** A colon of its own, an icon, a script: what stands between a label and what it names, and says nothing. */
const isMute = (element: Element): boolean =>
  /^(?:style|script|template|noscript)$/.test(element.localName) ||
  isShrunk(element) ||
  !isSeen(element) ||
  (element.localName === 'button' && !/\d{3}/.test(element.textContent)) ||
  (!/[\p{L}\d]/u.test(spacedText(element)) && !isField(element) && !element.querySelector('input,textarea,select'));

/** The words of an element, of a field to choose from only those that are chosen. */
function wordsShown(element: Element): string {
  if (/^(?:input|textarea)$/.test(element.localName)) return '';
  const field = element.localName === 'select' ? element : element.querySelector('select');
  const chosen = field && [...(field as HTMLSelectElement).selectedOptions];
  return chosen ? chosen.map((option) => option.textContent).join(' ') : spacedText(element);
}

/** What stands before an element, or before the codes in elements like it that it follows. */
function labelBefore(element: Element): Element | Text | null {
  let before = element.previousElementSibling;
  for (let n = 0; n < 3 && before && isMute(before); n++) before = before.previousElementSibling;
  const words = wordsBetween(before, element);
  if (words) return words;
  let first = element;
  for (let n = 0; n < MOST_LISTED && before?.localName === element.localName; n++) {
    const text = before.textContent.replace(/[^\p{L}\d]+/gu, '');
    if (!/^\d{7}$/.test(text) || !isUcd7(text)) break;
    first = before;
    before = before.previousElementSibling;
  }
  if (first !== element) return wordsBetween(before, first) ?? (before && isMute(before) ? null : before);
  return before && isMute(before) ? null : before;
}

/** Bare words between an element and one that follows it. */
function wordsBetween(from: Element | null, element: Element): Text | null {
  for (let at = element.previousSibling; at && at !== from; at = at.previousSibling)
    if (isText(at) && /\p{L}/u.test(at.data)) return at;
  return null;
}

const lastLine = (text: string): string =>
  text
    .trim()
    .split(/[.;!?\n]/)
    .at(-1) ?? '';

/** What stands over paragraphs that begin with a code each. */
function titleOfLines(element: Element): string | null {
  if (element.matches('td,th,dt,dd')) return null;
  const line = element.textContent;
  return fieldInList(line, line.search(/\d{7}/), textsBefore(element))?.heading ?? null;
}

function* textsBefore(element: Element): Generator<string> {
  let at = element.previousElementSibling;
  for (let n = 0; at && n < MOST_LISTED && !at.matches(OWN_MATTER); n++, at = at.previousElementSibling)
    if (isSeen(at)) yield at.textContent;
}

/** Rows of `div`s may hold a key and a value each: what seemed a heading is the value above. */
function keyBefore(element: Element, seven: string): Term | null {
  let at = element;
  while (!at.previousElementSibling && at.parentElement?.childElementCount === 1) at = at.parentElement;
  const key = at.previousElementSibling;
  return key && !holdsNumber(key) ? termOfHeading(spacedText(key), seven) : null;
}

const titleOfList = (element: Element): string | null => titleOf(element, 'ul,ol,[role=list],fieldset,details,figure');

/** The words over a list or a table: its caption, its label, or the heading before it. */
function titleOf(element: Element, selector: string): string | null {
  const list = closestAcross(element, selector);
  if (!list) return null;
  const said =
    fieldLabel(list) ??
    list.getAttribute('aria-label') ??
    (list.parentElement && fieldLabel(list.parentElement)) ??
    textOf(list.querySelector(':scope > :is(caption, legend, summary, figcaption)'));
  if (said) return said;
  let before: ChildNode | null = null;
  for (let at: Element | null = list, up = 0; at && !before && up < 3; at = at.parentElement, up++) {
    before = at.previousSibling;
    while (before && isBlank(before)) before = before.previousSibling;
  }
  if (isElement(before) && before.matches(OWN_MATTER)) return null;
  const words = before?.textContent ?? '';
  return words.trim().length <= 60 && !/\d{3}/.test(words) ? words : null;
}

const isBlank = (node: Node): boolean =>
  node.nodeType === Node.COMMENT_NODE || !node.textContent?.trim() || (isElement(node) && !isSeen(node));

/** What an element, or one around it in its row, is called where the pointer rests on it. */
function saidByAttribute(element: Element): string | null {
  for (let at: Element | null = element, up = 0; at && up < 3; at = at.parentElement, up++) {
    if (/^(?:tr|table|ul|ol|main|body)$/.test(at.localName)) return null;
    const said = at.getAttribute('aria-label') ?? at.getAttribute('title');
    if (said) return /\d{3}/.test(said) ? null : said;
  }
  return null;
}
