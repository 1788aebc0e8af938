/** What the page calls the drug of a code: words of its row, less the codes and their labels. */
import { recognise } from './codes';
import { linesOf, wordsOf } from './lines';
import { elementAround } from './nodes';
import type { Place } from './place';
import type { SiteProfile } from './profile';
import { headingsOf } from './tables';

const ROW = 'tr,[role=row],li,dd,article,[role=listitem],[role=article],fieldset';
const NAME_HEADING =
  /m[ée]dicament|drug|libell|d[ée]nomination|sp[ée]cialit|produit|product|medic|d[ée]signation|traitement|arzneimittel|f[áa]rmaco/i;
const DOSAGE = /\d\s?(?:mg|g|µg|μg|mcg|ml|ui|iu|u|%|mmol|meq)(?![\p{L}\d])/iu;
const FORM = /\b(?:CPR|GELU|INJ|BUV|SACH|comprim|g[ée]lule|sachet|ampoule|solution)/i;
const INTAKE = /\b(?:matin|midi|soir|fois|jours?|coucher|par|si|prise)\b/i;
const CODE_WORDS =
  /\(?\b(?:codes?|n°|num[ée]ro)?\s*(?:UCD|CIP)s?(?:[\s-]?(?:7|13))?\b\s*[:=]?\)?|\(01\)0?|\(\s*\)|\[\s*\]/giu;
/** What a GS1 element string says beside the code: date, lot, serial number. */
const GS1_PARTS = /\(?(?:10|11|1[2-7]|21|30|37|71\d)\)[!-'*-Z_a-z]{1,20}/g;
/** A heading, a column or a key, however it is put. */
const CAPTION =
  /^(?:nom|name|libell[ée]|d[ée]nomination|sp[ée]cialit[ée]|m[ée]dicaments?|produits?|drugs?|products?|codes?|lots?|ipp|nda|dci|quantit[ée]|qt[ée]|posologie|statut|date|service|patient)(?!\p{L}).{0,12}$/iu;
/** What parts a name from a dose, a state or a remark in one line. */
const PARTS = /\s[–—-]\s|[|;•·\t]|\s:|:\s/;
const LONGEST = 120;
/** As far as this the name of a code that stands alone in its box is looked for. */
const HIGHEST = 4;

/** The drug's row, or the block that holds the code. */
export function rowOf(element: Element, profile?: SiteProfile): Element {
  return rowInProfile(element, profile) ?? element.closest(ROW) ?? blockOf(element);
}

/** The row that a site profile names around an element. */
export const rowInProfile = (element: Element, profile: SiteProfile | undefined): Element | null =>
  profile?.rows === undefined ? null : element.closest(profile.rows);

function blockOf(element: Element): Element {
  let at = element;
  while (
    /^(?:a|abbr|b|bdi|bdo|cite|code|data|em|font|i|kbd|mark|q|s|samp|small|span|strong|u|var|wbr)$/.test(at.localName)
  ) {
    const parent = elementAround(at);
    if (!parent) break;
    at = parent;
  }
  return at;
}

export function labelOf(place: Place, profile?: SiteProfile): string | null {
  const row = rowOf(place.element, profile);
  const named = profile?.labels === undefined ? null : row.querySelector(profile.labels);
  if (named) return tidy(wordsOf(named)) || null;
  for (let at: Element | null = row, up = 0; at && up < HIGHEST; at = at.parentElement, up++) {
    if (/^(?:body|main)$/.test(at.localName) || (up > 0 && holdsOthers(at.textContent, place.printed))) return null;
    const name = nameIn(at, place.printed);
    if (name) return name;
  }
  return null;
}

/** The likeliest name in an element; the first of its equals. */
function nameIn(element: Element, printed: string): string | null {
  let best = { text: '', score: 0 };
  for (const line of linesOf(element)) {
    const said = line.text.includes(printed) ? besideCode(line.text, printed) : line.text;
    const bonus = NAME_HEADING.test(headingsOf(line.element).join(' ')) ? 8 : 0;
    for (const part of said.split(PARTS)) {
      const text = tidy(part);
      const score = scoreOf(text) && scoreOf(text) + bonus;
      if (score > best.score) best = { text, score };
    }
  }
  return best.text || null;
}

/** Whether another drug may be named in a text as well: where another code stands. */
export const holdsOthers = (text: string, printed: string): boolean => recognise(text.replace(printed, ' ')).length > 0;

/** In running text: what stands between the code before and this one, or after it. */
function besideCode(whole: string, printed: string): string {
  const at = whole.indexOf(printed);
  const end = at + printed.length;
  const matches = recognise(whole);
  const previous = matches.findLast((match) => match.end <= at)?.end ?? 0;
  const following = matches.find((match) => match.start >= end)?.start ?? whole.length;
  const before = whole.slice(previous, at);
  const after = whole.slice(end, following);
  return scoreOf(tidy(after)) > scoreOf(tidy(before)) ? after : before;
}

function tidy(text: string): string {
  let plain = text;
  for (const match of recognise(text).reverse()) plain = plain.slice(0, match.start) + plain.slice(match.end);
  plain = plain.replace(GS1_PARTS, ' ').replace(CODE_WORDS, ' ').replace(/\s+/g, ' ');
  return plain.replace(/^[\s,;:()[\]{}|/•·–—-]+|[\s,;:([{|/•·–—-]+$/g, '').slice(0, LONGEST);
}

/** How much a text looks like a drug's name; 0 for what cannot be one. */
function scoreOf(text: string): number {
  if (!/\p{L}{3}/u.test(text) || CAPTION.test(text)) return 0;
  let score = 2;
  if (DOSAGE.test(text)) score += 4;
  if (/^\p{Lu}{3,}/u.test(text)) score += 3;
  else if (/^\p{Lu}/u.test(text)) score += 1;
  if (FORM.test(text)) score += 2;
  if (INTAKE.test(text)) score -= 4;
  if (text.length > 60) score -= 2;
  return Math.max(0, score);
}
