/** What the page calls the drug of a code: words of its row, less the codes and their labels. */
import { recognise } from './codes';
import { headingsOf } from './tables';
import { elementAround } from './nodes';
import type { Place } from './place';
import type { SiteProfile } from './profile';

const ROW = 'tr,[role=row],li,dd,article,[role=listitem],[role=article],fieldset';
const NAME_HEADING =
  /m[ée]dicament|drug|libell|d[ée]nomination|sp[ée]cialit|produit|product|medic|d[ée]signation|traitement|arzneimittel|f[áa]rmaco/i;
const DOSAGE = /\d\s?(?:mg|g|µg|μg|mcg|ml|ui|iu|u|%|mmol|meq)(?![\p{L}\d])/iu;
const CODE_WORDS =
  /\(?\b(?:codes?|n°|num[ée]ro)?\s*(?:UCD|CIP)s?(?:[\s-]?(?:7|13))?\b\s*[:=]?\)?|\(01\)0?|\(\s*\)|\[\s*\]/giu;
const LONGEST = 120;

/** The drug's row, or the block that holds the code. */
export function rowOf(element: Element, profile?: SiteProfile): Element {
  return (
    (profile?.rows === undefined ? null : element.closest(profile.rows)) ?? element.closest(ROW) ?? blockOf(element)
  );
}

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
  if (named) return tidy(named.textContent) || null;
  const texts = textsOf(row, place);
  const best = texts.sort((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.text : null;
}

interface Scored {
  readonly text: string;
  readonly score: number;
}

/** Texts of the row's cells and blocks, scored as names; those near the code win over their equals. */
function textsOf(row: Element, place: Place): Scored[] {
  const walker = row.ownerDocument.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const blocks = new Map<Element, string>();
  for (let n = 0; n < 400 && walker.nextNode(); n++) {
    const parent = walker.currentNode.parentElement;
    if (!parent || /^(?:script|style|button|option|textarea)$/.test(parent.localName)) continue;
    const block = blockOf(parent);
    blocks.set(block, (blocks.get(block) ?? '') + (walker.currentNode.nodeValue ?? ''));
  }
  const own = blockOf(place.element);
  return [...blocks].flatMap(([block, whole]) => {
    const text = tidy(block === own ? besideCode(whole, place.printed) : whole);
    const heading = headingsOf(block).join(' ');
    return text ? [{ text, score: scoreOf(text) + (NAME_HEADING.test(heading) ? 8 : 0) }] : [];
  });
}

/** In running text: what stands between the code before and this one, or after it. */
function besideCode(whole: string, printed: string): string {
  const at = whole.indexOf(printed);
  if (at < 0) return whole;
  const end = at + printed.length;
  const matches = recognise(whole);
  const previous = matches.filter((match) => match.end <= at).at(-1)?.end ?? 0;
  const following = matches.find((match) => match.start >= end)?.start ?? whole.length;
  const before = whole.slice(previous, at);
  const after = whole.slice(end, following);
  return scoreOf(tidy(after)) > scoreOf(tidy(before)) ? after : before;
}

function tidy(text: string): string {
  let plain = text;
  for (const match of recognise(text).reverse()) plain = plain.slice(0, match.start) + plain.slice(match.end);
  plain = plain.replace(CODE_WORDS, ' ').replace(/\s+/g, ' ');
  return plain.replace(/^[\s,;:()[\]{}|/•·–—-]+|[\s,;:([{|/•·–—-]+$/g, '').slice(0, LONGEST);
}

function scoreOf(text: string): number {
  if (!/\p{L}{3}/u.test(text)) return 0;
  let score = 1;
  if (DOSAGE.test(text)) score += 4;
  if (/^\p{Lu}{3,}/u.test(text)) score += 3;
  else if (/^\p{Lu}/u.test(text)) score += 1;
  if (/\b(?:CPR|GELU|INJ|BUV|SACH|comprim|g[ée]lule|sachet|ampoule|solution)/i.test(text)) score += 2;
  if (/\b(?:matin|midi|soir|fois|jour|coucher|par|si|prise)\b/i.test(text)) score -= 4;
  return score;
}
