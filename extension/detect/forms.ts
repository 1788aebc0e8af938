/** Codes in the live values of fields: what is typed or chosen, not what the page was sent with. */
import { recognise, type Term } from './codes';
import { fieldInText } from './columns';
import { isOther, termInField, termInText, termOfElement } from './context';
import { fieldLabel } from './nearby';
import { known, Place } from './place';
import { isField, valuesOf, type Field } from './nodes';
import type { Source } from './sources';
import { asksForUnit, countsDone, namesAmount, saysOther, termAlone, termOfHeading, termOfName } from './terms';
import { isSeen } from './visibility';

export const forms: Source = {
  tags: ['input', 'textarea', 'select'],
  read(element, profile) {
    if (!isField(element)) return [];
    const places: Place[] = [];
    for (const value of valuesOf(element)) {
      // A line break or a tab in a field parts what it holds.
      const text = value.replace(/[\n\r\t]/g, '\0');
      const matches = recognise(text);
      for (const match of matches) {
        const term = (): Term | null => {
          const field = fieldInText(value, match.start);
          if (field) return termInField(field, match.code);
          return termInText(text, matches, match) ?? termOfField(element, text.slice(0, match.start), match.code);
        };
        const { kind, code, isSaid } = known(match, term, () => isOther(element, text.slice(0, match.start)));
        if (places.some((place) => place.code === code)) continue;
        const printed = text.slice(match.start, match.end);
        places.push(
          new Place({ node: element, kind, code, isSaid, printed, source: 'form', seen: isSeen(element), profile }),
        );
      }
    }
    return places;
  },
};

const describedBy = (field: Element): string | null =>
  field.ownerDocument.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent ?? null;

function termOfField(field: Element, before: string, seven: string): Term | null {
  const names = ['name', 'id', 'data-ucd', 'formcontrolname', 'ng-model', 'data-field'].flatMap((name) =>
    name === 'data-ucd' && field.hasAttribute(name) ? [name] : (field.getAttribute(name) ?? []),
  );
  const words = [
    fieldLabel(field),
    field.getAttribute('aria-label'),
    field.getAttribute('placeholder'),
    field.getAttribute('title'),
    describedBy(field),
  ];
  for (const text of words) {
    const said = text?.replace(/\d{7,}/g, '') ?? '';
    const term = countsDone(said) ? null : termOfHeading(said, seven);
    if (term || saysOther(said) || countsDone(said)) return term;
  }
  for (const name of names) {
    const term = termOfName(name, seven);
    if (term) return term;
  }
  const label = words.find(Boolean) ?? '';
  return (leavesItOpen(label) ? termChosenBefore(field) : null) ?? termOfElement(field, before, seven);
}

const leavesItOpen = (label: string): boolean =>
  /^\W*(?:codes?|valeur|value|num[ée]ro|n°|identifiant)?\W*$/i.test(label);

/** `Type de code [UCD]   Code [9420301]`: the kind that is chosen before the field. */
function termChosenBefore(field: Element): Term | null {
  for (let at = field.parentElement, up = 0; at && up < 4 && at.localName !== 'body'; at = at.parentElement, up++) {
    const chosen = [...at.querySelectorAll<Field>('select,input[type=radio]:checked')].findLast(
      (choice) => choice.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    if (!chosen) continue;
    const label = fieldLabel(chosen) ?? '';
    const words = chosen.localName === 'select' ? (valuesOf(chosen)[0] ?? '') : label;
    return asksForUnit(label) || namesAmount(label) ? null : termAlone(words);
  }
  return null;
}
