/** Codes in the attributes that pages put them into. */
import { recognise, type Term } from './codes';
import { isOther, termInText, termOfElement } from './context';
import { known, Place } from './place';
import type { SiteProfile } from './profile';
import type { Source } from './sources';
import { termOfName } from './terms';
import { isSeen } from './visibility';

const NAMES = ['data-ucd', 'data-code', 'value', 'title', 'aria-label', 'alt', 'href'] as const;

/** Fields whose live value counts instead. */
const FIELDS = new Set(['input', 'textarea', 'select', 'option']);

export const attributes: Source = {
  attributes: NAMES,
  read(element, profile) {
    const places: Place[] = [];
    for (const name of NAMES) {
      if (name === 'value' && FIELDS.has(element.localName)) continue;
      const value = element.getAttribute(name);
      if (value !== null && /\d{2}/.test(value)) addPlaces(places, element, name, value, profile);
    }
    return places;
  },
};

function addPlaces(
  places: Place[],
  element: Element,
  name: string,
  raw: string,
  profile: SiteProfile | undefined,
): void {
  const text = name === 'href' ? readableAddress(raw) : raw;
  const matches = recognise(text);
  for (const match of matches) {
    const term = (): Term | null => {
      const before = text.slice(0, match.start);
      const said = termInText(text, matches, match) ?? termOfName(name, match.code);
      if (said !== null || (name !== 'data-code' && name !== 'value')) return said;
      return termOfElement(element, before, match.code);
    };
    const { kind, code, isSaid } = known(match, term, () => isOther(element, text.slice(0, match.start)));
    if (places.some((place) => place.code === code)) continue;
    const printed = text.slice(match.start, match.end);
    places.push(
      new Place({ node: element, kind, code, isSaid, printed, source: 'attribute', seen: isSeen(element), profile }),
    );
  }
}

/** An address as a person would read it; one that calls a number or holds data names no drug. */
function readableAddress(address: string): string {
  if (/^\s*(?:tel|sms|fax|callto|mailto|data|blob):/i.test(address)) return '';
  const spaced = address.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replace(/%[\da-f]{2}/gi, ' ');
  }
}
