/** Tables that are written as text: fields between signs, or words under words. */

/** Digits in such a table: the heading of their column, and what stands before them in their field. */
export interface Field {
  readonly heading: string;
  readonly before: string;
}

/** What parts fields; the comma last, since names and amounts hold it too. */
const SIGNS = ['\t', '|', '│', ';', ','];
const ANY_SIGN = /[\t|│;,]/;
/** A line that names a code and holds none. */
const CAN_HEAD = /^(?!.*\d{3}).*(?:UCD|CIP|U\.C\.D|C\.I\.P|dispensation).*$/im;
const EVERY_HEADING = new RegExp(CAN_HEAD, 'gim');
/** Words that run on are no heading. */
const LONGEST_HEADING = 40;

/** Longer texts are no row of a table. */
const LONGEST_LINE = 10_000;

interface Line {
  readonly start: number;
  readonly text: string;
}

/** Of so many lines that can be headings the one over a place is looked for. */
const MOST_HEADINGS = 20;

let lately: { readonly text: string; readonly headings: readonly Line[] } = { text: '', headings: [] };

/** The lines of a text that can hold headings; data has none. */
function headingLinesOf(text: string): readonly Line[] {
  if (lately.text !== text) {
    const lines = /^\s*[[{<]/.test(text) ? [] : [...text.matchAll(EVERY_HEADING)];
    lately = { text, headings: lines.map((line) => ({ start: line.index, text: line[0] })) };
  }
  return lately.headings;
}

/** The field that an index of a text stands in, where the text keeps its lines and its spaces. */
export function fieldInText(text: string, index: number): Field | null {
  const every = headingLinesOf(text);
  const last = every.findLastIndex((heading) => heading.start < index);
  if (last < 0) return null;
  const above = every.slice(Math.max(0, last + 1 - MOST_HEADINGS), last + 1).reverse();
  const start = text.lastIndexOf('\n', index) + 1;
  const end = text.indexOf('\n', index);
  const line = text.slice(start, end < 0 ? undefined : end);
  const headings = above.map((heading) => heading.text);
  return (
    fieldBetweenSigns(line, index - start, headings) ??
    fieldInList(line, index - start, linesBefore(text, start)) ??
    fieldUnderWords(line, index - start, headings)
  );
}

/** So far up the line that names a list is looked for. */
const MOST_LINES = 200;

function* linesBefore(text: string, start: number): Generator<string> {
  for (let end = start - 1, n = 0; end >= 0 && n < MOST_LINES; n++) {
    const before = end > 0 ? text.lastIndexOf('\n', end - 1) : -1;
    yield text.slice(before + 1, end);
    end = before;
  }
}

/** The field of a line with as many signs as the first of those above that can hold its headings. */
export function fieldBetweenSigns(line: string, at: number, above: Iterable<string>): Field | null {
  if (line.length > LONGEST_LINE || !ANY_SIGN.test(line)) return null;
  for (const text of above) {
    if (!CAN_HEAD.test(text)) continue;
    for (const sign of SIGNS) {
      const starts = startsOfFields(line, sign);
      const over = startsOfFields(text, sign);
      if (starts.length < 2 || starts.length !== over.length) continue;
      const headings = over.map((start, i) => text.slice(start, over[i + 1]).replace(/^["\s]+|["\s|│;,]+$/g, ''));
      const column = starts.findLastIndex((start) => start <= at);
      const heading = headings[column];
      if (heading === undefined || headings.some((words) => words.length > LONGEST_HEADING)) continue;
      return { heading, before: line.slice(starts[column], at) };
    }
  }
  return null;
}

/** Where the fields of a line begin; a sign in quotes parts nothing. */
function startsOfFields(line: string, sign: string): number[] {
  const plain = line.replace(/"[^"]*"/g, (quoted) => '"'.repeat(quoted.length));
  const starts = [0];
  for (let at = plain.indexOf(sign); at >= 0; at = plain.indexOf(sign, at + 1)) starts.push(at + 1);
  return starts;
}

/** A line of a list of codes, and how one that names it ends: `Codes UCD :`, `les UCD suivantes :`. */
const LISTED = /^[^\p{L}\d]*(?:\d{1,2}[.)]\s+)?(?:\d{7}|\d{13})(?!\d)/u;
const NAMES_LIST =
  /(?:codes?\s+(?:UCD|CIP)s?|(?:UCD|CIP)s?(?=\s*:|\s+(?:suivant|concern|à\s|en\s)))\d*(?:[\s-]+[\p{L}\d’'()]+){0,3}\s*:?\s*$|^[^\p{L}\d]*(?:UCD|CIP)s?[^\p{L}\d]*$/iu;
const LONGEST_TITLE = 120;
/** A line with the name first, under a line that says that codes follow: `ELIQUIS 5MG CPR : 9388773`. */
const NAMED_LINE = /^[^\p{L}\d]*\p{L}(?:(?!\d{6}).){1,50}\s\(?\d{7}\)?\s*$/u;
export const isNamedLine = (line: string): boolean => line.length <= LONGEST_TITLE && NAMED_LINE.test(line);
const NAMES_CODES = /(?<!\p{L})codes\s(?:UCD|CIP)s?[^:]{0,40}:\s*$/iu;

/** In lines that begin with a code each, the line over the first. */
export function fieldInList(line: string, at: number, above: Iterable<string>): Field | null {
  const before = line.slice(0, at);
  const isNamed = isNamedLine(line);
  if (!isNamed && (LISTED.exec(line)?.[0].length !== at + 7 || /\d{7}/.test(line.slice(at + 7)))) return null;
  for (const text of above) {
    if (LISTED.test(text) || isNamedLine(text)) continue;
    const names = isNamed ? NAMES_CODES : NAMES_LIST;
    return text.length <= LONGEST_TITLE && names.test(text) ? { heading: text, before } : null;
  }
  return null;
}

/** Columns of spaces: the heading whose words stand over the digits. */
function fieldUnderWords(line: string, at: number, above: readonly string[]): Field | null {
  const end = at + (/^\S+/.exec(line.slice(at))?.[0].length ?? 0);
  for (const text of above) {
    const headings = [...text.matchAll(/\S+(?: \S+)*/g)];
    if (headings.length < 2) continue;
    const over = headings.filter((heading) => heading.index < end && at < heading.index + heading[0].length);
    const heading = over[0]?.[0];
    if (heading === undefined || over.length > 1) return null;
    return { heading, before: /(?:\S+ )*$/.exec(line.slice(0, at))?.[0] ?? '' };
  }
  return null;
}
