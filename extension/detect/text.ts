/** Codes in visible text. */
import { mayHoldCode, recognise, type Term } from './codes';
import { termInText, termOfElement } from './context';
import { alone, readable, runAround, standsAlone, type Run } from './flow';
import { elementAround } from './nodes';
import { known, Place, type Spot } from './place';
import type { SiteProfile } from './profile';
import { isSeen } from './visibility';

/** Elements whose text nobody reads as text: code, fallbacks, and fields whose live value counts. */
const NOT_TEXT = new Set(
  'script style template noscript textarea option optgroup select title datalist xmp noframes noembed'.split(' '),
);

/** What digits can be joined by, or go on after, at the border of a node. */
const GLUE_END = /\d[^\p{L}\d]{0,200}$/u;
const GLUE_START = /^[^\p{L}\d]{0,200}\d/u;

/** Codes that begin in this text node, seen or not. */
export function readText(node: Text, profile?: SiteProfile): Place[] | null {
  const { data } = node;
  const whole = mayHoldCode(data);
  if (!whole && !endsInDigits(data)) return null;
  const cell = standsAlone(node);
  if (!whole && cell) return null;
  const parent = elementAround(node);
  if (!parent || NOT_TEXT.has(parent.localName)) return null;
  if (profile?.ignore !== undefined && parent.closest(profile.ignore)) return null;
  if (profile?.codes !== undefined && !parent.closest(profile.codes)) return null;

  const isJoined = !cell && (!whole || GLUE_END.test(data) || GLUE_START.test(data));
  let run = isJoined ? runAround(node) : { ...alone(node), text: readable(node) };
  let matches = recognise(run.text);
  if (!isJoined && !cell && matches.some((match) => match.kind === 'seven')) {
    // The label may stand in another node.
    run = runAround(node);
    matches = recognise(run.text);
  }
  const at = run.pieces.find((piece) => piece.node === node)?.at ?? 0;
  const own = matches.filter((match) => match.start >= at && match.start < at + data.length);
  if (own.length === 0) return null;
  const seen = isSeen(node);
  return own.map((match) => {
    const term = (): Term | null =>
      profile?.codes !== undefined
        ? 'ucd'
        : (termInText(run.text, matches, match) ?? termOfElement(parent, run.text.slice(0, match.start), match.code));
    return new Place({
      node,
      ...known(match, term),
      printed: run.text.slice(match.start, match.end),
      source: 'text',
      seen,
      start: spotAt(run, match.start),
      end: spotAt(run, match.end - 1, 1),
      profile,
    });
  });
}

function spotAt(run: Run, index: number, beyond = 0): Spot {
  let found = run.pieces[0];
  for (const piece of run.pieces) {
    if (piece.at > index) break;
    found = piece;
  }
  if (!found) throw new RangeError('a run without text');
  return { node: found.node, offset: index - found.at + beyond };
}

/** Whether a code could begin here and go on in the next node. */
function endsInDigits(data: string): boolean {
  for (let i = data.length - 1; i >= 0; i--) {
    const char = data.charCodeAt(i);
    if (char >= 48 && char <= 57) return true;
    if (char >= 65 && char <= 122) return false;
  }
  return false;
}
