/** Words near an element that may name what it holds: its label, the term before it, a title over it. */
import { fieldInList } from './columns';
import { CONTROLS, spacedText } from './grids';
import { isUcd7 } from './keys';
import {
  closestAcross,
  closestShown,
  elementAround,
  isElement,
  isField,
  isShadowRoot,
  isText,
  wholeText,
} from './nodes';
import { countsDone } from './terms';
import { onceATurn } from './turn';
import { isSeen, isShrunk } from './visibility';

const textOf = (element: Element | null | undefined): string | null => element?.textContent ?? null;

/** `<dt>Code UCD</dt><dd>9420301</dd>` */
export function termList(element: Element): string | null {
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
export function labelElementBefore(element: Element): string | null {
  for (let at: Element | null = element, up = 0; at && up < 4; at = shownIn(at), up++) {
    if (/^(?:li|tr|td|section|article|main|body|ul|ol|table)$/.test(at.localName)) return null;
    const before = labelBefore(at);
    if (!before) continue;
    const label = isElement(before)
      ? before.matches('label')
        ? before
        : (before.shadowRoot ?? before).querySelector(':is(:host, :scope) > label')
      : null;
    const target = label && (label as HTMLLabelElement).control;
    return label && (!target || at.contains(target)) ? wordsOfLabel(label) : null;
  }
  return null;
}

/** `<div>Code UCD</div><div>9420301</div>`: a short text right before, alone in its block. */
export function blockBefore(element: Element): string | null {
  for (let at: Element | null = element, up = 0; at && up < 4; at = shownIn(at), up++) {
    if (/^(?:li|tr|td|section|article|main|body|ul|ol|table)$/.test(at.localName)) return null;
    const before = labelBefore(at);
    if (!before) continue;
    if (isElement(before) && before.matches(CONTROLS)) return null;
    if (isElement(before) && isOwnMatter(before)) return null;
    const text = (isElement(before) ? wordsShown(before) : lastLine(before.data)).trim();
    if (isSentence(text) || countsDone(text)) return null;
    return text.length <= 60 && !/\d{3}|(?:UCD|CIP)[^:]*:\s*\p{L}/iu.test(text) ? text : null;
  }
  return null;
}

/** The element around, as the page is shown: across shadow roots, and what a slot was given stands in the slot. */
const shownIn = (element: Element): Element | null => element.assignedSlot ?? elementAround(element);

/** What has rows or fields of its own, and heads nothing after it. */
const isOwnMatter = onceATurn((element: Element) => element.matches('table,ul,ol,dl,form,svg,:has(input,textarea)'));

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

const isJustCode = onceATurn((element: Element) => {
  const text = element.textContent.replace(/[^\p{L}\d]+/gu, '');
  return /^\d{7}$/.test(text) && isUcd7(text);
});

/** What stands before an element, or before the codes in elements like it that it follows. */
function labelBefore(element: Element): Element | Text | null {
  let before = element.previousElementSibling;
  for (let n = 0; n < 3 && before && isMute(before); n++) before = before.previousElementSibling;
  const words = wordsBetween(before, element);
  if (words) return words;
  let first = element;
  for (let n = 0; n < MOST_LISTED && before?.localName === element.localName; n++) {
    if (!isJustCode(before)) break;
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
export function titleOfLines(element: Element): string | null {
  if (element.matches('td,th,dt,dd')) return null;
  const line = wholeText(element);
  return fieldInList(line, line.search(/\d{7}/), textsBefore(element))?.heading ?? null;
}

function* textsBefore(element: Element): Generator<string> {
  let at = element.previousElementSibling;
  for (let n = 0; at && n < MOST_LISTED && !isOwnMatter(at); n++, at = at.previousElementSibling)
    if (isSeen(at)) yield wholeText(at);
}

export const titleOfList = (element: Element): string | null => titleOf(element, 'ul,ol,[role=list]');

/** What heads a part of the page, and names what it begins with. */
export const titleOfPart = (element: Element): string | null => titleOf(element, 'fieldset,details,figure');

/** The words over a list or a table: its caption, its label, or the heading before it. */
export function titleOf(element: Element, selector: string): string | null {
  const list = closestAcross(element, selector);
  if (!list) return null;
  const said =
    fieldLabel(list) ??
    list.getAttribute('aria-label') ??
    (list.parentElement && fieldLabel(list.parentElement)) ??
    textOf(list.querySelector(':scope > :is(caption, legend, summary, figcaption)'));
  if (said) return /\d{3}[\s-]?\d{3}/.test(said) ? null : said;
  let before: ChildNode | null = null;
  for (let at: Element | null = list, up = 0; at && !before && up < 3; at = at.parentElement, up++) {
    before = at.previousSibling;
    while (before && isBlank(before)) before = before.previousSibling;
  }
  if (isElement(before) && isOwnMatter(before)) return null;
  const words = before?.textContent ?? '';
  return words.trim().length <= 60 && !/\d{3}/.test(words) ? words : null;
}

const isBlank = (node: Node): boolean =>
  node.nodeType === Node.COMMENT_NODE || !node.textContent?.trim() || (isElement(node) && !isSeen(node));

/** What an element, or one around it in its row, is called where the pointer rests on it. */
export function saidByAttribute(element: Element): string | null {
  for (let at: Element | null = element, up = 0; at && up < 3; at = at.parentElement, up++) {
    if (/^(?:tr|table|ul|ol|main|body)$/.test(at.localName)) return null;
    const said = at.getAttribute('aria-label') ?? at.getAttribute('title');
    if (said) return /\d{3}/.test(said) ? null : said;
  }
  return null;
}
