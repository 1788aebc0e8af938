/** Where codes stand beside the text: a source is one file and one row here. */
import { attributes } from './attributes';
import { fhir } from './fhir';
import { forms } from './forms';
import type { Place } from './place';
import { isInProfile, type SiteProfile } from './profile';

export interface Source {
  /** The elements to ask: those with one of these attributes, and those of these names. */
  readonly attributes?: readonly string[];
  readonly tags?: readonly string[];
  /** The codes of this one element, seen or not. */
  read(element: Element, profile?: SiteProfile): readonly Place[];
}

export const SOURCES: readonly Source[] = [attributes, forms, fhir];

const ATTRIBUTES: readonly string[] = SOURCES.flatMap((source) => source.attributes ?? []);
const TAGS: ReadonlySet<string> = new Set(SOURCES.flatMap((source) => source.tags ?? []));

const isAskedByAttribute = (element: Element): boolean => ATTRIBUTES.some((name) => element.hasAttribute(name));

/** Whether some source reads the element for one of its attributes. */
export const hasAskedAttribute = (element: Element): boolean => element.hasAttributes() && isAskedByAttribute(element);

/** Whether some source reads the element. */
export const isAsked = (element: Element): boolean => TAGS.has(element.localName) || hasAskedAttribute(element);

/** Codes that the element holds by itself, not in its text. */
export function readElement(element: Element, profile?: SiteProfile): Place[] | null {
  let places: Place[] | null = null;
  for (const source of SOURCES) {
    const concerned =
      source.tags?.includes(element.localName) ?? source.attributes?.some((name) => element.hasAttribute(name));
    if (!concerned) continue;
    if (!isInProfile(element, profile)) return null;
    for (const place of source.read(element, profile)) (places ??= []).push(place);
  }
  return places;
}
