/** Codes in visible text. */
import { isUnnamed, recognise, saysGtin, type Term } from './codes';
import { isOther, termInField, termInText, termOfElement } from './context';
import { edgeOf, isOutOfLine } from './edges';
import { alone, fieldAt, lineAbove, neighbour, runAround, type Run } from './flow';
import { isUcd13 } from './keys';
import { elementAround, isTableCell } from './nodes';
import { known, Place } from './place';
import { isInProfile, type SiteProfile } from './profile';
import { meetsDigit, promiseOf } from './series';
import { termBefore } from './terms';
import { isCellSeen, isSeen } from './visibility';

/** Elements whose text nobody reads as text: code, what stands in for media, and fields whose live value counts. */
const NOT_TEXT = new Set(
  (
    'script style template noscript noframes noembed title desc metadata ' +
    'textarea select option optgroup datalist audio canvas iframe meter object progress video'
  ).split(' '),
);

/** Codes that begin in this text node, seen or not. */
export function readText(node: Text, profile?: SiteProfile): Place[] | null {
  const around = elementAround(node);
  if (!around) return null;
  const { data } = node;
  const isOnly = node.nextSibling === null && node.previousSibling === null;
  const isCell = isOnly && isTableCell(around);
  if (isCell && isUcd13(data) && isInProfile(around, profile)) return [cellOf(node, data, around, profile)];
  const promise = promiseOf(data);
  if (promise === 'none') return null;
  const parent = (around.shadowRoot && node.assignedSlot) ?? around;
  const joined = !isCell && isJoined(node, data) && !(isOnly && endsLine(parent));
  if (promise === 'begun' && !joined) return null;
  if (NOT_TEXT.has(parent.localName) || !isInProfile(parent, profile)) return null;

  let run = joined ? runAround(node) : alone(node);
  let matches = recognise(run.text);
  if (!joined && !isCell && matches.some((match) => isUnnamed(match.kind))) {
    // The label may stand in another node.
    run = runAround(node);
    matches = recognise(run.text);
  }
  const at = run.pieces.find((piece) => piece.node === node)?.at ?? 0;
  const own = matches.filter((match) => match.start >= at && match.start < at + data.length);
  if (own.length === 0) return null;
  const seen = isSeen(node);
  return own.map((match) => {
    const term = (): Term | null => {
      if (profile?.codes !== undefined) return 'ucd';
      const before = run.text.slice(0, match.start);
      if (isCell) return termInText(run.text, matches, match) ?? termOfElement(parent, before, match.code);
      const field = fieldAt(node, data, match.start - at, run, match.start);
      if (field) return termInField(field, match.code);
      return (
        termInText(run.text, matches, match) ??
        termBefore(spaced(run, match.start), match.code) ??
        (match.start === at ? termBefore(lineAbove(node), match.code) : null) ??
        termOfElement(parent, before, match.code)
      );
    };
    const isAnother = () => isOther(parent, run.text.slice(0, match.start));
    const { kind, code, isSaid } = known(match, term, isAnother);
    const printed = run.text.slice(match.start, match.end);
    const [start, end] = [spotAt(run, match.start), spotAt(run, match.end - 1, 1)];
    return new Place({
      node,
      kind,
      code,
      isSaid,
      printed,
      source: 'text',
      seen,
      start: start.offset,
      end: end.offset,
      endNode: end.node,
      profile,
    });
  });
}

/** What most tables hold, at the least cost: a table cell that is a code. */
const cellOf = (node: Text, code: string, cell: Element, profile: SiteProfile | undefined): Place =>
  new Place({
    node,
    kind: 'ucd13',
    code,
    printed: code,
    source: 'text',
    seen: isCellSeen(cell) || isSeen(node),
    start: 0,
    end: 13,
    endNode: node,
    profile,
  });

/** A label and its signs are not longer. */
const LONGEST_LABEL = 120;

/** The text before an index with room between its nodes: a label in an element of its own ends there. */
function spaced(run: Run, index: number): string {
  const first = Math.max(0, index - LONGEST_LABEL);
  return run.pieces
    .map((piece, i) => run.text.slice(Math.max(first, piece.at), Math.min(index, run.pieces[i + 1]?.at ?? index)))
    .join(' ');
}

function spotAt(run: Run, index: number, beyond = 0): { readonly node: Text; readonly offset: number } {
  let found = run.pieces[0];
  for (const piece of run.pieces) {
    if (piece.at > index) break;
    found = piece;
  }
  if (!found) throw new RangeError('a run without text');
  return { node: found.node, offset: index - found.at + beyond };
}

/** Whether what stands in the element is read by itself. */
const endsLine = (element: Element): boolean => edgeOf(element) === 'cut';

/** Whether digits at a border of the node go on in the next one, or a part of the number stands there. */
function isJoined(node: Text, data: string): boolean {
  return (
    (meetsDigit(data, 'end') !== false && goesOn(node, 'after')) ||
    (meetsDigit(data, 'start') !== false && goesOn(node, 'before'))
  );
}

/** A glance at the next texts of the source, before styles are asked whether they are on the same line. */
function goesOn(node: Text, side: 'before' | 'after'): boolean {
  let at: Text | null = node;
  for (let n = 0; n < 8; n++) {
    at = neighbour(at, side);
    if (!at) return false;
    const met = meetsDigit(at.data, side === 'after' ? 'start' : 'end');
    if (met || (met === false && saysGtin(at.data))) return true;
    if (met === false && !isPassedOver(at, node)) return false;
  }
  return true;
}

/** Words inside a number that nobody sees in its line. */
function isPassedOver(words: Text, node: Text): boolean {
  if (!isSeen(words)) return isSeen(node);
  const around = words.parentElement;
  return around !== null && around.parentNode === node.parentNode && isOutOfLine(getComputedStyle(around));
}
