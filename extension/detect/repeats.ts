/** A code in an attribute, when the same row shows it as text or in a field, is the same code once more. */
import { rowOf } from './label';
import { everyNode } from './nodes';
import type { Place } from './place';
import type { SiteProfile } from './profile';

/** A "row" larger than this is a part of the page, not a drug. */
export const LARGEST_ROW = 400;

export function repeatsRow(place: Place, places: ReadonlyMap<Node, readonly Place[]>, profile?: SiteProfile): boolean {
  if (place.source !== 'attribute') return false;
  const row = rowOf(place.element, profile);
  let n = 0;
  for (const node of everyNode(row)) {
    if (++n > LARGEST_ROW) break;
    for (const other of places.get(node) ?? []) {
      if (!other.counts || other.code !== place.code) continue;
      // Among attributes alone, the innermost speaks for the others.
      if (other.source !== 'attribute' || (other.node !== place.node && place.element.contains(other.node)))
        return true;
    }
  }
  return false;
}
