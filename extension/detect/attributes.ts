/** Codes in the attributes that pages put them into. */
import { ATTRIBUTES, textOfAttribute } from './attribute-text';
import { recognise, type Term } from './codes';
import { isOther, termInText, termOfElement } from './context';
import { known, Place } from './place';
import type { SiteProfile } from './profile';
import type { Source } from './sources';
import { termOfName } from './terms';
import { isSeen } from './visibility';

export const attributes: Source = {
  attributes: ATTRIBUTES,
  read(element, profile) {
    const places: Place[] = [];
    for (const name of ATTRIBUTES) {
      const text = textOfAttribute(element, name);
      if (/\d{2}/.test(text)) addPlaces(places, element, name, text, profile);
    }
    return places;
  },
};

function addPlaces(
  places: Place[],
  element: Element,
  name: string,
  text: string,
  profile: SiteProfile | undefined,
): void {
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
