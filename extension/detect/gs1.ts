/** GTINs in GS1 element strings: `(01)03400894203018(17)271231`, and the text a DataMatrix reader sends (GS1 General Specifications, 3 and 7.8). */

const SEPARATOR = /[\u001d\u241d\u00e8]|<(?:GS|FNC1)>|\{(?:GS|FNC1)\}|\[(?:GS|FNC1)\]|\\x1[dD]|\\u001[dD]|\^\]?/y;
const SYMBOLOGY = /\](?:d2|C1|e0|Q3|J1)/y;

/** Where an element string can begin in a text. */
const FIRST = new RegExp(`${SYMBOLOGY.source}|${SEPARATOR.source}|\\b01\\d{14}`);
/** A value without a length, up to a separator: a separator that is written out has signs that the value could have too. */
const TEXT = new RegExp(`(?:(?!${SEPARATOR.source})[!-Z\\\\_a-z|~]){1,20}`, 'y');

/** Application identifiers that stand on medicines; those without a length run up to a separator. */
const IDENTIFIERS: readonly { readonly id: string; readonly value: RegExp; readonly date?: true }[] = [
  { id: '01', value: /\d{14}/y },
  { id: '02', value: /\d{14}/y },
  { id: '20', value: /\d\d/y },
  ...['11', '12', '13', '15', '16', '17'].map(
    (id) => ({ id, value: /\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])/y, date: true }) as const,
  ),
  { id: '710', value: TEXT },
  { id: '711', value: TEXT },
  { id: '714', value: TEXT },
  { id: '10', value: TEXT },
  { id: '21', value: TEXT },
  { id: '30', value: /\d{1,8}/y },
  { id: '37', value: /\d{1,8}/y },
];

/** A date, or a lot with a letter, in the next token: readers that put spaces between the parts. */
const GOES_ON = /\s(?:1[1-7]\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?:10|21)\d*[A-Za-z])/y;
const NUMBER_AFTER = /\s*\d/y;

const stickAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/**
 * Where the GTIN-14s of unbracketed element strings begin in a text. Without symbology identifier or leading separator
 * the text counts only if it is a GTIN alone, goes on with a date, or ends in a lot or serial number with a letter:
 * any other long run of digits stays what it is.
 */
export function gtinsOfElementStrings(text: string): number[] {
  if (!text.includes('010340')) return [];
  const found: number[] = [];
  for (const token of text.matchAll(/[^\s\0]+/g))
    found.push(...gtinsOfToken(text, token.index, token.index + token[0].length));
  return found;
}

function gtinsOfToken(text: string, start: number, end: number): number[] {
  const first = text.slice(start, end).search(FIRST);
  if (first < 0) return [];
  let at = start + first;
  const afterSymbology = stickAt(SYMBOLOGY, text, at);
  if (afterSymbology >= 0) at = afterSymbology;
  const afterSeparator = stickAt(SEPARATOR, text, at);
  if (afterSeparator >= 0) at = afterSeparator;
  const announced = afterSymbology >= 0 || afterSeparator >= 0;

  const found: number[] = [];
  let dated = false;
  let lettered = false;
  while (at < end) {
    const separated = stickAt(SEPARATOR, text, at);
    if (separated >= 0) at = separated;
    const identifier = IDENTIFIERS.find(({ id }) => text.startsWith(id, at));
    if (!identifier) break;
    const value = at + identifier.id.length;
    const next = stickAt(identifier.value, text, value);
    if (next < 0 || next > end) break;
    if (identifier.id === '01') found.push(value);
    dated ||= identifier.date === true;
    lettered = /[A-Za-z]/.test(text.slice(value, next));
    at = next;
  }
  const isAlone = end - start === '01'.length + 14 && stickAt(NUMBER_AFTER, text, end) < 0;
  const isWhole = at === end && (lettered || isAlone);
  return announced || dated || isWhole || stickAt(GOES_ON, text, end) >= 0 ? found : [];
}
