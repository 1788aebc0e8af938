/**
 * A code in an attribute, when the same row shows it as text or in a field, is the same code once more; in the row of a site
 * profile, which is one drug, whatever says it again.
 */
import { rowInProfile, rowOf } from './label';
import { everyNode } from './nodes';
import type { Place } from './place';
import type { SiteProfile } from './profile';

/** A "row" larger than this is a part of the page, not a drug. */
export const LARGEST_ROW = 400;

export function repeatsRow(place: Place, places: ReadonlyMap<Node, readonly Place[]>, profile?: SiteProfile): boolean {
  const inAttribute = place.source === 'attribute';
  const row = inAttribute ? rowOf(place.element, profile) : rowInProfile(place.element, profile);
  if (!row) return false;
  let n = 0;
  for (const node of everyNode(row)) {
    if (++n > LARGEST_ROW) break;
    for (const other of places.get(node) ?? []) {
      if (other === place && !inAttribute) return false;
      if (!other.counts || other.code !== place.code) continue;
      // Among attributes alone, the innermost speaks for the others.
      const isInside = inAttribute && other.node !== place.node && place.element.contains(other.node);
      if (other.source !== 'attribute' || isInside) return true;
    }
  }
  return false;
}
