/** Whether words say UCD, CIP or GTIN: the label before a number, a heading, a field's name. */
import type { Term } from './codes';
import { AMOUNTS, DONE, FILLERS, oneOf, OTHER_NUMBERS, plain, THINGS_OF_A_UNIT, UNITS } from './vocabulary';

/** How pages write the terms, their OIDs included; a name from a page's source may run on from `code`. */
const TERM =
  '(?<![\\p{L}\\d])(?:cod(?:es?)?|num(?:eros?)?|no)?' +
  '(UCDs?|U\\.C\\.D\\b\\.?|unites?\\scommunes?\\sde\\sdispensation|CIPs?|C\\.I\\.P\\b\\.?|GTINs?|1\\.2\\.250\\.1\\.213\\.2\\.(?:61|3\\.2))' +
  '(?=codes?(?!\\p{L})|\\P{L}|[\\p{scx=Han}\\p{scx=Hangul}\\p{scx=Hira}\\p{scx=Kana}]|$)';
const NAMED = new RegExp(TERM, 'giu');

/** A heading with these words holds amounts or dates, not codes. */
const AMOUNT = new RegExp(
  `(?<!\\p{L})${oneOf(...AMOUNTS)}(?!\\p{L})|€|(?<!\\p{L})(?:saisi|valid|cre|modifi)e*s?\\spar(?!\\p{L})|` +
    'valeurs?\\s(?:des?\\s)?UCD|UCDs?\\s(?:·\\s)?(?:19|20)\\d\\d(?!\\d)|UCDs?\\s*(?:/|par)\\s*(?:boite|an|mois|jour|j|l)(?!\\p{L})',
  'iu',
);
/** One with these holds names, unless it says that the code stands there too. */
const NAME = /libell|label|denomination|\bnoms?\b|\bname\b/i;
const CODE_TOO = /\bcodes?\s*(?:UCD|CIP)|(?:UCD|CIP)s?[\s-]*codes?\b/i;
/** Codes first, whatever else stands in the cells, and whatever group the heading stands under: `Stock · Code UCD / Qté`. */
const CODE_FIRST = /(?:^|·\s|\n)\P{L}*(?:codes?|numero|n[°o]\s)\s*(?:UCD|CIP)(?!s)(?:(?!\spar\s|\spar$)[^·])*$/iu;

const OTHER_OF_CODE = new RegExp(
  `(?<!\\p{L})(?:${oneOf(...THINGS_OF_A_UNIT)}|(?<!\\ble\\s)bons?)(?!\\p{L})\\.?` +
    "(?:[^\\S\\n]|\\(|d[eu]s?[^\\S\\n]|la[^\\S\\n]|[dl]['’]|table[^\\S\\n])*(?:UCD|CIP)",
  'iu',
);

const UNIT = new RegExp(`^\\s*${oneOf(...UNITS)}(?!\\p{L})`, 'iu');

/** A heading or a key for the unit that amounts are in, or the ward: `UCD` is an answer to it. */
export const asksForUnit = (heading: string): boolean => UNIT.test(plain(heading));

/** Whether a heading leaves it to the title of the table what kind of code stands below. */
export const saysJustCode = (heading: string): boolean => /^\s*codes?\s*$/i.test(heading);

/** `3 UCD`: a count, though a label in its place would name a code. */
const COUNTED = /^\s*\d{1,4}\s*UCDs?\s*$/i;

export const namesAmount = (words: string): boolean => AMOUNT.test(plain(words));

const COUNTS_DONE = new RegExp(
  `UCDs?\\s+${oneOf(...DONE)}(?!\\p{L})|^\\s*(?:(?:command|dispens|delivr|livr)ee?s?|recue?s?)\\s*\\(?\\s*(?:en\\s+)?UCDs?\\s*\\)?\\s*$`,
  'iu',
);

export const countsDone = (words: string): boolean => COUNTS_DONE.test(plain(words));

const namesNoCode = (words: string): boolean =>
  (namesAmount(words) && !CODE_FIRST.test(words) && !isFirstOfMany(words)) ||
  (OTHER_OF_CODE.test(words) && !CODE_TOO.test(words)) ||
  NEGATED.test(words) ||
  namesOnlyNames(words);

const ONLY_TERM = new RegExp(`^[^\\p{L}\\d]*(?:n°\\s*)?(?:codes?\\s*)?${TERM}[\\s-]*(?:7|13)?[^\\p{L}\\d]*$`, 'iu');

/** Names stand below, and no code in a part of its own: `UCD / Libellé` names both. */
const namesOnlyNames = (words: string): boolean =>
  NAME.test(words) &&
  !CODE_TOO.test(words) &&
  !words.split(/[\n/()+&]|\s[-–—]\s|\set\s/).some((part) => ONLY_TERM.test(part));

/** `UCD / Lot / Date`; of two, the second may count the first: `UCD / mois`. */
function isFirstOfMany(words: string): boolean {
  const parts = words.split(/\s*[/+\n]\s*|\s[-–—]\s/);
  return parts.length > 2 && ONLY_TERM.test(parts[0] ?? '');
}

/** The term that is all there is to read: `UCD`, `Code CIP`. */
export function termAlone(words: string): Term | null {
  const said = ONLY_TERM.exec(plain(words))?.[1];
  return said ? toTerm(said) : null;
}

/** What is said of one UCD; of more than one, the number tells how many: `UCD dispensées`. */
const OF_ONE = 'par defaut|(?:prescrit|(?:dispens|delivr|command|administr|propos|substitu|remplac)e)e';
/** `UCD 2 : `, `UCD<sup>1</sup> : `: one of several, or with a note. */
const NUMBERED = '#?\\d{1,2}\\)?\\s?(?=:)|\\d{1,2}\\)\\s';
const FILLER = `[^\\p{L}\\d\\0]|${oneOf(...FILLERS)}|${OF_ONE}|${NUMBERED}|in\\s?\\(|\\((?:anc|nouv|act|old|new|alt|neu)[^()\\d]{0,20}\\)`;
const BEFORE = new RegExp(`${TERM}(?:${FILLER}){0,12}$`, 'iu');
const DIGITS = '(?:[\\s-]?(?:7|13))?';
const OF_DRUG = '(?:du|de|des|de la|of|for|para|fur)\\s';
/** `INEGY 10MG/20MG CPR +ERIS` */
const NAME_WITH_DOSE =
  "(?:[\\p{L}’'\\s()+]|T2A|\\d{1,5}(?:[.,/]\\d{1,4})?\\s?(?:[mµ]?g|m?l|UI|%|inj|cpr?|gel|sol|ser|stylo|fl|amp)/?){1,40}";
const IS = '(?::|\\s=|(?<!\\p{L})(?:est|is|es|ist|sera|devient)(?:\\s(?:le|bien|desormais)){0,2})\\s*$';
/** `UCD du médicament : `, `UCD rétrocession : `, unless the words are of several: `UCD restantes : `. */
const PHRASE = new RegExp(`${TERM}${DIGITS}\\s+(?:${OF_DRUG}|hors\\s)?${NAME_WITH_DOSE}${IS}`, 'iu');
const OF_SEVERAL = /^(?:UCD|CIP|ucd|cip)(?:[\s-]?(?:7|13))?\s+\p{Ll}+s(?!\p{L})(?<!\s(?:des|hors))/u;
/** `Code UCD prescrits : `, `Le code UCD de BINOCRIT 20000UI INJ est `: of a code whatever is said. */
const CODE_PHRASE = new RegExp(
  `(?<=(?<!\\p{L})(?:codes?|codigos?|n°)\\s*)${TERM}${DIGITS}\\s(?:(?!\\d{6}|\\.\\s)[^:;=\\n\\0]){1,60}${IS}`,
  'iu',
);
/** `Codes UCD : ELIQUIS 9388773, LOVENOX `: what stands last is the name of the next. */
const LIST_OF_CODES = new RegExp(
  `(?<!\\p{L})codes\\s${TERM}(?:[^:\\p{L}\\d][^:\\n\\0]{0,40})?:\\s([^:!?\\n\\0]*)$`,
  'iu',
);
const NAME_OF_ITEM = /^\p{L}(?:(?!\d{6})[\p{L}\d\s.,/+%’'-]){1,40}[(=]?\s*$/u;

const toTerm = (word: string): Term => (/^c|\.3\.2$/i.test(word) ? 'cip' : /^g/i.test(word) ? 'gtin' : 'ucd');

/** The end of a text as it is read: indentation is one space, and a line of dots that leads the eye is one dot. */
const tidied = (text: string): string =>
  plain(text.slice(-400))
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, (space) => (space.includes('\n') ? '\n' : ' '))
    .replace(/([.·…_=*-])\1{2,}/g, '$1');

/** The label that ends where the digits begin: `Code UCD : `, `n° UCD `, `"…/UCD", "code": "`. */
export function termBefore(before: string, seven: string): Term | null {
  if (before === '') return null;
  const text = tidied(before);
  const near = text.slice(-80);
  if (countsUnits(near)) return null;
  const match = BEFORE.exec(near) ?? (saysOther(near) ? null : (CODE_PHRASE.exec(near) ?? phraseIn(near)));
  const said = match?.[1];
  if (!match || !said) return termOfList(text);
  const words = lastPart(near.slice(0, match.index)).replace(/ruptures?\sde\sstock/i, '');
  const phrase = words.slice(-20) + match[0];
  const isOfCode = OF_CODE.test(words) && !match[0].includes(':');
  if (!isOfCode && namesNoCode(words.slice(-20))) return null;
  if (OTHER_OF_CODE.test(phrase) || namesAmount(match[0])) return null;
  if (NEGATED.test(phrase) || TRAIL.test(near)) return null;
  return BOTH.test(near) ? likelier(seven) : toTerm(said);
}

function phraseIn(near: string): RegExpExecArray | null {
  const match = PHRASE.exec(near);
  return match && (OF_SEVERAL.test(match[0]) || countsDone(match[0])) ? null : match;
}

function termOfList(text: string): Term | null {
  const [, said, items] = LIST_OF_CODES.exec(text) ?? [];
  const item = items?.split(/[,;]\s|\set\s/).at(-1) ?? '';
  return said && NAME_OF_ITEM.test(item) && !namesAmount(item) && !saysOther(item) ? toTerm(said) : null;
}

/** `Tarif du code UCD 9233504`, `Retrait de lot code UCD 9233504`: something is said of the code that follows. */
const OF_CODE = /(?<!\p{L})(?:code|d['’]une?|de l['’])\s*$/iu;

/** What is said last, after whatever has its value already: of `Lot A12, code `, `Prix 12,50 € code ` only the last word. */
function lastPart(before: string): string {
  const parts = before.replace(/(tel|n|nb|nbre|qte|mt|conso|ref|port)\./gi, '$1 ').split(/[.;:!?\n·|•]|,\s|\s[–—/-]\s/);
  return (parts.at(-1) ?? '').replace(/^.*\d\S*\s+(?:€|euros?\b)?/u, '');
}

/** `Sans code UCD : `, `hors UCD` */
const NEGATED = /(?<!\p{L})(?:hors|sans|non|aucune?|ni|pas\s(?:de\s|d['’]))\s*(?:codes?\s*)?(?:UCD|CIP)/iu;
/** Where one is in an application: `Accueil > UCD > ` */
const TRAIL = /[>›»]\s*UCDs?\s*[>›»]\s*$/i;
const BOTH = /(?:UCD|CIP)s?\s*(?:[/|–-]|ou|or|et)\s*(?:codes?\s*)?(?:UCD|CIP)s?[^\p{L}\d]*$/iu;

/** Of the two terms, what a number of seven digits is: UCDs begin with 9. */
export const likelier = (seven: string): 'ucd' | 'cip' => (seven.startsWith('9') ? 'ucd' : 'cip');

const CODED = new RegExp(`^\\^[^|^\\n\\0]{0,80}\\^${TERM}`, 'iu');

/** The coding system of a coded element of HL7 version 2: `9420301^DOLIPRANE^UCD` (CWE, chapter 2A). */
export function termOfCodingSystem(after: string): Term | null {
  const said = CODED.exec(after.slice(0, 100))?.[1];
  return said ? toTerm(said) : null;
}

/** A heading, a term of a list, a field's label. One that says more than one is told apart by the digits: UCDs begin with 9. */
export function termOfHeading(heading: string, seven: string): Term | null {
  const text = plain(heading).trim();
  if (text.length > 120 || namesNoCode(text) || COUNTED.test(text)) return null;
  const terms = new Set([...text.matchAll(NAMED)].map((match) => toTerm(match[1] ?? '')));
  if (terms.has('ucd') && terms.has('cip')) return likelier(seven);
  return [...terms].find((term) => term !== 'gtin') ?? [...terms][0] ?? null;
}

/** A name from the page's source: `data-ucd`, `codeUcd7`, `ligne[0].code_ucd`. */
export const termOfName = (name: string, seven: string): Term | null =>
  termOfHeading(name.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[^\p{L}\d]+|(?<=\p{L})(?=\d)/gu, ' '), seven);

/** Only signs or a short `et` between two codes: what was said of the first holds for the second. So it does after its name. */
export const continuesList = (between: string): boolean =>
  ONLY_SIGNS.test(between) || (NAMED_ITEM.test(between) && !between.split(/\s+/).some(saysOther));

const ONLY_SIGNS =
  /^(?:\s|n[°º]s?\s|[([]\s?(?:ou|or|remplace|ex|anciennement)\s|à défaut|[,;/|+&·•*▪◦–—→⇒'"-]|\([^()]{0,60}\)|\b\d{1,2}\)\s|\b(?:et|and|ou|or|und|oder|y|e|puis|then|avec|ainsi que|remplac[ée]e?s? par)\b)*$/i;
/** `9420301 DOLIPRANE ; 9233504` */
const NAMED_ITEM = /^[^,;:.\n]{1,60}[;,]\s*$/;

const OTHER = new RegExp(`(?<!\\p{L})${oneOf(...OTHER_NUMBERS)}\\s*(?:n[°ºo]|:|=|#|\\.|\\s)*$`, 'iu');

/** Words right before the digits that make them another identifier, whatever the column says. */
export function saysOther(before: string): boolean {
  const near = tidied(before).slice(-40);
  return OTHER.test(near) || countsUnits(near);
}

/** `12 UCD`, and then a number of something else; `Ligne 12 UCD` counts nothing. */
const countsUnits = (before: string): boolean =>
  /(?:^|[^\p{L}\d\s,.°º])\s*(?<!\d[/:.-]|\p{L}\/)\d{1,4}\s*UCDs?\s*[–—(-]?\s*$/iu.test(before.slice(-40));
