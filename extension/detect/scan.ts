/** One look at a document, or a part of it. */
import type { Finding } from './finding';
import { isElement } from './nodes';
import { inOrder } from './order';
import type { Place } from './place';
import type { SiteProfile } from './profile';
import { repeatsRow } from './repeats';
import { readElement } from './sources';
import { forgetTables } from './tables';
import { readText } from './text';
import { beginTurn } from './turn';
import { Walk } from './walk';

export interface ScanOptions {
  readonly profile?: SiteProfile | undefined;
}

/** Codes of one node: a text's own, or those of an element's attributes, value or data. */
export const read = (node: Text | Element, profile?: SiteProfile): Place[] | null =>
  isElement(node) ? readElement(node, profile) : readText(node, profile);

/** Every code that a sighted person sees in a document or under a node, in the order of the page. */
export function scan(root: Node, { profile }: ScanOptions = {}): Finding[] {
  beginTurn();
  forgetTables();
  const all: Place[] = [];
  let onlyTexts = true;
  const walk = new Walk(root, () => {
    onlyTexts = false;
  });
  for (const handful of walk.handfuls()) {
    for (const node of handful) {
      for (const place of read(node, profile) ?? []) {
        all.push(place);
        onlyTexts &&= place.source === 'text';
      }
    }
  }
  const findings = all.filter((place) => place.counts);
  if (onlyTexts && profile?.rows === undefined) return findings;
  const places = Map.groupBy(all, (place) => place.node);
  const kept = Map.groupBy(
    findings.filter((place) => !repeatsRow(place, places, profile)),
    (place) => place.node,
  );
  return inOrder(new Set(kept.keys()), root).flatMap((node) => kept.get(node) ?? []);
}
