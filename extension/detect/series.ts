/** Groups of digits that stand together in a text. Hand-written: every text of a page goes through here. */

/** What a reader sees of a character between digits. */
const enum Sign {
  Other,
  Digit,
  /** Nothing: soft hyphen, zero-width and directional marks, variation selectors. */
  Unseen,
  Space,
  Hyphen,
  Dot,
}

const signs = new Uint8Array(0x10000);
const mark = (sign: Sign, ...ranges: readonly (readonly [number, number])[]): void => {
  for (const [from, to] of ranges) signs.fill(sign, from, to + 1);
};
mark(Sign.Digit, [0x30, 0x39]);
mark(Sign.Unseen, [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x180e, 0x180e], [0x200b, 0x200f], [0x202a, 0x202e]);
mark(Sign.Unseen, [0x2060, 0x2064], [0x2066, 0x2069], [0xfe00, 0xfe0f], [0xfeff, 0xfeff]);
mark(Sign.Space, [0x09, 0x0d], [0x20, 0x20], [0xa0, 0xa0], [0x1680, 0x1680], [0x2000, 0x200a], [0x2028, 0x2029]);
mark(Sign.Space, [0x202f, 0x202f], [0x205f, 0x205f], [0x3000, 0x3000]);
mark(Sign.Hyphen, [0x2d, 0x2d], [0x2010, 0x2015], [0x2212, 0x2212], [0xfe63, 0xfe63], [0xff0d, 0xff0d]);
mark(Sign.Dot, [0x2e, 0x2e]);

/** Digits in a row, however they are cut by what nobody sees. */
export interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
  /** What parts this group from the next one of its series; none after the last. */
  glue: 'space' | 'hyphen' | 'dash' | 'dot' | 'none';
}

/** The fewest digits that can name a drug. */
const FEWEST = 7;

/** `whole`: a code may stand in the text, or this part of it; `begun`: it ends in digits, and a code may go on in the next text. */
export function promiseOf(text: string, start = 0, stop = text.length): 'whole' | 'begun' | 'none' {
  let digits = 0;
  for (let i = start; i < stop; i++) {
    // Most texts are words: the seventh sign from here, if nothing that stands among digits, rules out all before it.
    const seventh = i + FEWEST - 1;
    if (digits === 0 && seventh < stop && signs[text.charCodeAt(seventh)] === Sign.Other) {
      i = seventh;
      continue;
    }
    const sign = signs[text.charCodeAt(i)];
    if (sign === Sign.Digit) {
      if (++digits === FEWEST) return 'whole';
    } else if (sign === Sign.Other) digits = 0;
  }
  return digits > 0 ? 'begun' : 'none';
}

/** Whether the text, from its start or back from its end, comes upon a digit or the sign of a decimal; `null`: upon nothing. */
export function meetsDigit(text: string, from: 'start' | 'end'): boolean | null {
  const step = from === 'start' ? 1 : -1;
  for (let i = from === 'start' ? 0 : text.length - 1; i >= 0 && i < text.length; i += step) {
    const char = text.charCodeAt(i);
    const sign = signs[char];
    if (sign === Sign.Digit) return true;
    if (sign === Sign.Other && char !== 0x2c) return false;
  }
  return null;
}

/** The series of a text that have enough digits; spaces, a hyphen, a dash or a dot hold a series together. */
export function* seriesOf(text: string): Generator<readonly Group[]> {
  let groups: Group[] = [];
  let total = 0;
  for (let i = 0; i < text.length;) {
    if (signs[text.charCodeAt(i)] !== Sign.Digit) {
      i++;
      continue;
    }
    const group = groupAt(text, i);
    groups.push(group);
    total += group.digits.length;
    const [glue, next] = glueAt(text, group.end);
    group.glue = glue;
    i = next;
    if (glue !== 'none') continue;
    if (total >= FEWEST) yield groups;
    groups = [];
    total = 0;
  }
}

function groupAt(text: string, start: number): Group {
  let end = start;
  let unseen = false;
  for (let i = start; i < text.length; i++) {
    const sign = signs[text.charCodeAt(i)];
    if (sign === Sign.Digit) end = i + 1;
    else if (sign === Sign.Unseen) unseen = true;
    else break;
  }
  const printed = text.slice(start, end);
  return { digits: unseen ? printed.replace(/\D/g, '') : printed, start, end, glue: 'none' };
}

/** What stands after a group, and where the next group begins or reading goes on. */
function glueAt(text: string, from: number): [Group['glue'], number] {
  let spaces = 0;
  let hyphens = 0;
  let dots = 0;
  for (let i = from; i < text.length; i++) {
    const sign = signs[text.charCodeAt(i)];
    if (sign === Sign.Digit) {
      if (dots > 0) return dots === 1 && spaces + hyphens === 0 ? ['dot', i] : ['none', i];
      if (hyphens > 1) return ['none', i];
      if (hyphens === 0) return ['space', i];
      return [spaces > 0 ? 'dash' : 'hyphen', i];
    }
    if (sign === Sign.Space) spaces++;
    else if (sign === Sign.Hyphen) hyphens++;
    else if (sign === Sign.Dot) dots++;
    else if (sign === Sign.Other) return ['none', i];
  }
  return ['none', text.length];
}
