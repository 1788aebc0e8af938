/** Where codes stand beside the text: a source is one file and one row here. */
import { attributes } from './attributes';
import { fhir } from './fhir';
import { forms } from './forms';
import type { Place } from './place';
import type { SiteProfile } from './profile';

export interface Source {
  /** Cheap: asked of every element with attributes and every field. */
  reads(element: Element): boolean;
  /** The codes of this one element, seen or not. */
  read(element: Element, profile?: SiteProfile): readonly Place[];
}

export const SOURCES: readonly Source[] = [attributes, forms, fhir];

const BARE = new Set(['input', 'textarea', 'select']);

/** Codes that the element holds by itself, not in its text. */
export function readElement(element: Element, profile?: SiteProfile): Place[] | null {
  if (!element.hasAttributes() && !BARE.has(element.localName)) return null;
  let places: Place[] | null = null;
  for (const source of SOURCES) {
    if (!source.reads(element)) continue;
    if (profile?.ignore !== undefined && element.closest(profile.ignore)) return null;
    if (profile?.codes !== undefined && !element.closest(profile.codes)) return null;
    for (const place of source.read(element, profile)) (places ??= []).push(place);
  }
  return places;
}
