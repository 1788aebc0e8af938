/** The one recogniser of drug codes in a string: printed forms, boundaries and keys. Knows nothing of pages. */
import { gtinsOfElementStrings } from './gs1';
import { hasMod11Key, isCip13, isCip7, isUcd13, isUcd7, ucd13OfUcd7 } from './keys';
import { seriesOf, type Group } from './series';
import type { CodeKind } from './finding';

/** What the page calls the digits that follow. */
export type Term = 'ucd' | 'cip' | 'gtin';

/** Digits at a place of a string. `seven` and `fourteen` are numbers that are codes only where the page says which. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly kind: CodeKind | 'seven' | 'fourteen';
  /** 13 digits, for `fourteen` those after the zero; 7 for `seven` and `cip7`. */
  readonly code: string;
}

/** Whether only the page can say that the digits are a code. */
export const isUnnamed = (kind: Match['kind']): kind is 'seven' | 'fourteen' => kind === 'seven' || kind === 'fourteen';

/** Groups of a sum of money or of a social security number, which a code is never printed in. */
const FOREIGN_LAYOUTS = new Set(['1 3 3 3 3', '1 2 2 2 3 3']);

export function recognise(text: string): Match[] {
  const only = text.length === 13 ? kindOfThirteen(text) : null;
  if (only) return [{ start: 0, end: 13, kind: only, code: text }];
  const matches: Match[] = [];
  for (const at of gtinsOfElementStrings(text)) addThirteen(matches, text, at + 1, at + 14);
  for (const groups of seriesOf(text)) {
    for (let i = 0; i < groups.length;) {
      const match = thirteenAt(text, groups, i) ?? sevenAt(text, groups, i);
      if (match) matches.push(match.match);
      i = match ? match.next : i + 1;
    }
  }
  return matches.length > 1 ? matches.sort((a, b) => a.start - b.start) : matches;
}

function addThirteen(matches: Match[], text: string, start: number, end: number): void {
  const digits = text.slice(start, end);
  const kind = kindOfThirteen(digits);
  if (kind) matches.push({ start, end, kind, code: digits });
}

function kindOfThirteen(digits: string): 'ucd13' | 'cip13' | null {
  return isUcd13(digits) ? 'ucd13' : isCip13(digits) ? 'cip13' : null;
}

interface Step {
  readonly match: Match;
  /** Index of the group after the match. */
  readonly next: number;
}

/** A thirteen-digit code that begins with group `i`. */
function thirteenAt(text: string, groups: readonly Group[], i: number): Step | null {
  const first = groups[i];
  if (!first) return null;
  const single = first.digits.length >= 13 ? compactAt(text, groups, i, first) : null;
  if (single || first.digits.length >= 13) return single;
  const next = endOfThirteen(groups, i);
  const last = groups[next - 1];
  if (!last) return null;
  const parts = groups.slice(i, next);
  const digits = parts.map((part) => part.digits).join('');
  const kind = kindOfThirteen(digits);
  if (!kind || !readsAsOne(parts) || isPartOfNumber(text, groups, i, next)) return null;
  const marked = first.digits === digits.slice(0, 5);
  const alone = (i === 0 || isGtinZero(text, groups, i)) && next === groups.length;
  if (!alone && !(marked && isLoose(groups[i - 1]?.glue) && isLoose(last.glue)) && !standsAmongCodes(groups, i, next))
    return null;
  return { match: { start: first.start, end: last.end, kind, code: digits }, next };
}

/** One group of digits, as most systems print it; fourteen where it may be a GTIN. */
function compactAt(text: string, groups: readonly Group[], i: number, group: Group): Step | null {
  const { digits, end } = group;
  const isFilled = digits.length === 14 && digits.startsWith('0');
  if (digits.length !== 13 && !isFilled) return null;
  if (isPartOfNumber(text, groups, i, i + 1)) return null;
  if (!(isLoose(groups[i - 1]?.glue) && isLoose(group.glue)) && !standsAmongCodes(groups, i, i + 1)) return null;
  const code = digits.slice(-13);
  const start = isFilled ? end - 13 : group.start;
  const thirteen = kindOfThirteen(code);
  const kind = thirteen && isFilled && !saysGtin(text.slice(0, group.start)) ? 'fourteen' : thirteen;
  if (kind) return { match: { start, end, kind, code }, next: i + 1 };
  if (isFilled || !code.startsWith('000000')) return null;
  // Claims data pads a UCD7 with zeros. Without a key (900…) or the usual 9, only the page can say that it is one.
  const seven = code.slice(6);
  const sure = seven.startsWith('9') && !seven.startsWith('900') && hasMod11Key(seven);
  return {
    match: sure ? { start, end, kind: 'ucd7', code: ucd13OfUcd7(seven) } : { start, end, kind: 'seven', code: seven },
    next: i + 1,
  };
}

/** Signs and units right after seven digits that make them an amount, a number of a year or an address. */
const AMOUNT_OR_ADDRESS =
  /^(?:@|\/20\d\d(?!\d)|\.(?:csv|xlsx?|pdf|txt|xml|json|zip|log|dat|png|jpe?g)\b|\s?(?:k?€|%|euros?\b|EUR\b|F?\s?CFP\b|XPF\b|FCFA\b|unit[ée]s\b|UI\b|m[gl]\b|lignes\b|r[ée]sultats\b|bo[îi]tes\b))/i;

/** `9420301`, `942 030-1`, `942030-1`: what it names, if anything, is for the page to say. */
function sevenAt(text: string, groups: readonly Group[], i: number): Step | null {
  for (const layout of [[7], [3, 3, 1], [6, 1], [3, 4]]) {
    const parts = groups.slice(i, i + layout.length);
    const first = parts[0];
    const last = parts.at(-1);
    if (!first || !last || parts.length < layout.length || parts.some((part, k) => part.digits.length !== layout[k]))
      continue;
    const next = i + layout.length;
    const code = parts.map((part) => part.digits).join('');
    if (!isUcd7(code) && !isCip7(code)) continue;
    if (isPartOfNumber(text, groups, i, next) || !isLoose(groups[i - 1]?.glue) || !isLoose(last.glue)) continue;
    if (parts.slice(0, -1).some((part) => part.glue === 'dot')) continue;
    if (/^3400[89]?$/.test(groups[i - 1]?.digits ?? '')) continue; // thirteen digits with a wrong key
    if (AMOUNT_OR_ADDRESS.test(text.slice(last.end, last.end + 12))) continue;
    return { match: { start: first.start, end: last.end, kind: 'seven', code }, next };
  }
  return null;
}

/** Index after the groups that sum to thirteen digits from `i` on, or 0. */
function endOfThirteen(groups: readonly Group[], i: number): number {
  let length = 0;
  for (let j = i; j < groups.length; j++) {
    length += groups[j]?.digits.length ?? 0;
    if (length >= 13) return length === 13 ? j + 1 : 0;
  }
  return 0;
}

function readsAsOne(parts: readonly Group[]): boolean {
  if (FOREIGN_LAYOUTS.has(parts.map((part) => part.digits.length).join(' '))) return false;
  const dots = parts.slice(0, -1).filter((part) => part.glue === 'dot').length;
  return dots === 0 || (dots === parts.length - 1 && parts[0]?.digits.length === 5);
}

/** Decimals: `3400894203018,50`, `0.3400894203018`. A comma between codes, after `code:2` or on both sides parts a list. */
function isPartOfNumber(text: string, groups: readonly Group[], i: number, next: number): boolean {
  const start = groups[i]?.start ?? 0;
  const end = groups[next - 1]?.end ?? 0;
  if (groups[i - 1]?.glue === 'dot' || groups[next - 1]?.glue === 'dot') return true;
  const listed =
    text[start - 1] === ',' && /\S/.test(text[start - 2] ?? '') && text[end] === ',' && /\S/.test(text[end + 1] ?? '');
  if (listed) return false;
  const before = /(?<!\d|\d{7}[:=x*×])(\d+),$/.exec(text.slice(Math.max(0, start - 16), start))?.[1];
  const after = /^,(\d+)/.exec(text.slice(end, end + 16))?.[1];
  return [before, after].some((side) => side !== undefined && side.length !== 13 && side.length !== 7);
}

/** Digits may stand on the other side of a space or a dash (`1 8 - 30 cp`), not of a hyphen or a dot. */
const isLoose = (glue: Group['glue'] | undefined): boolean => glue !== 'hyphen' && glue !== 'dot';

/** Other codes in the same print before or after: a list of codes, not a longer number. */
function standsAmongCodes(groups: readonly Group[], i: number, next: number): boolean {
  let codes = listed.get(groups);
  if (!codes) listed.set(groups, (codes = codesIn(groups)));
  return codes.fromStart.has(i) && codes.toEnd[next] === true;
}

/** Where a series that begins with a code has its next ones, and from which groups on it is nothing but codes. */
interface Listed {
  readonly fromStart: ReadonlySet<number>;
  readonly toEnd: readonly boolean[];
}

/** Asked for once a series, which may have thousands of codes. */
const listed = new WeakMap<readonly Group[], Listed>();

function codesIn(groups: readonly Group[]): Listed {
  const ends = groups.map((_, at) => {
    const end = endOfThirteen(groups, at);
    const digits = groups.slice(at, end).map((part) => part.digits);
    return end > 0 && kindOfThirteen(digits.join('')) ? end : 0;
  });
  const fromStart = new Set([0]);
  for (let at = ends[0]; at; at = ends[at]) fromStart.add(at);
  const toEnd: boolean[] = [];
  toEnd[groups.length] = true;
  for (let at = groups.length - 1; at >= 0; at--) {
    const end = ends[at] ?? 0;
    toEnd[at] = end > 0 && toEnd[end] === true;
  }
  return { fromStart, toEnd };
}

/** `(01)`, `/01/`, `01 ` or the word before fourteen digits; on boxes `PC` (product code) is one, on cases `(02)` what they hold. */
export const saysGtin = (before: string): boolean =>
  /(?:[([{]\s*0[12]\s*[)\]}]|\/(?:01|gtin)\/|(?:^|[^\p{L}\d\s.,])\s*01\s|\b(?:GTIN(?:[\s-]?14)?|PC)\W{0,4})\s*$/iu.test(
    before.slice(-24),
  );

/** `(01) 0 34008 942 030 1 8`: the zero that fills a GTIN up to fourteen digits. */
const isGtinZero = (text: string, groups: readonly Group[], i: number): boolean =>
  i === 1 && groups[0]?.digits === '0' && saysGtin(text.slice(0, groups[0].start));

/** What the digits are, once the page has said so; null when the key is wrong for it. */
export function named(code: string, term: Term): { readonly kind: CodeKind; readonly code: string } | null {
  const kind = kindOfThirteen(code);
  if (kind) return { kind, code };
  if (term === 'gtin') return null;
  if (term === 'ucd') return isUcd7(code) ? { kind: 'ucd7', code: ucd13OfUcd7(code) } : null;
  return isCip7(code) ? { kind: 'cip7', code } : null;
}
