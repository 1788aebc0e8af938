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

const SOURCES: readonly Source[] = [attributes, forms, fhir];

const ATTRIBUTES: readonly string[] = SOURCES.flatMap(({ attributes = [] }) => attributes);
const TAGS: ReadonlySet<string> = new Set(SOURCES.flatMap(({ tags = [] }) => tags));

const askedAttribute = (element: Element): string | undefined => ATTRIBUTES.find((name) => element.hasAttribute(name));

/** Whether some source reads the element. */
export const isAsked = (element: Element): boolean =>
  TAGS.has(element.localName) || askedAttribute(element) !== undefined;

/** The elements of a tree that some source reads for an attribute. */
export function* askedByAttribute(tree: ParentNode): Generator<Iterable<Element>> {
  // Browsers look for one attribute at a time several times as fast as for one of many.
  for (const name of ATTRIBUTES) yield firstAskedBy(name, tree.querySelectorAll(`[${name}]`));
}

function* firstAskedBy(name: string, elements: Iterable<Element>): Generator<Element> {
  for (const element of elements) if (askedAttribute(element) === name) yield element;
}

/** Whether some source reads the element for its name alone. */
export const isAskedByName = (element: Element): boolean =>
  TAGS.has(element.localName) && askedAttribute(element) === undefined;

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
