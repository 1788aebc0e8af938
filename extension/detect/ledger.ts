/** All places with codes that are known of a page, and what of them has come and gone since the last account. */
import type { Change } from './finding';
import { elementAround, isElement, isField, isHere } from './nodes';
import { inOrder } from './order';
import type { Place } from './place';
import type { SiteProfile } from './profile';
import { LARGEST_ROW, repeatsRow } from './repeats';
import { rowInProfile, rowOf } from './label';
import { read } from './scan';
import { isSeen } from './visibility';
import { Walk } from './walk';

export class Ledger {
  /** By the node that they begin in. */
  readonly places = new Map<Text | Element, readonly Place[]>();
  /** Nodes whose codes hang on what stands elsewhere: seven digits, cut codes, live values. */
  readonly dependents = new Set<Text | Element>();
  /** Nodes with codes that nobody sees now. */
  readonly unseen = new Set<Text | Element>();
  /** Nodes to settle at the next account. */
  readonly touched = new Set<Text | Element>();
  readonly #profile: SiteProfile | undefined;
  readonly #shown = new Set<Place>();
  readonly #lost = new Set<Place>();
  readonly #fields = new Set<Element>();
  readonly #inAttributes = new Set<Element>();

  constructor(profile: SiteProfile | undefined) {
    this.#profile = profile;
  }

  /** How many codes are seen. */
  get size(): number {
    return this.#shown.size;
  }

  shownInOrder(root: Document): Place[] {
    const nodes = new Set([...this.#shown].map((place) => place.node));
    return inOrder(nodes, root).flatMap(
      (node) => this.places.get(node)?.filter((place) => this.#shown.has(place)) ?? [],
    );
  }

  /** The nodes to ask again when something may have changed that no event tells of: with codes, or with values. */
  *known(): Generator<Text | Element> {
    yield* this.places.keys();
    for (const field of this.#fields) if (!this.places.has(field)) yield field;
  }

  /** Fields of the page, with codes or without. */
  get fields(): Iterable<Element> {
    return this.#fields;
  }

  /** Reads a node again; what has not changed stays the same object. */
  read(node: Text | Element): void {
    if (isElement(node) && isField(node)) toggle(this.#fields, node, isHere(node));
    const before = this.places.get(node);
    const found = isHere(node) ? read(node, this.#profile) : null;
    if (!before && !found) return;
    this.#file(node, found?.map((place) => before?.find((older) => older.equals(place)) ?? place) ?? null, before);
  }

  /** Looks again whether what is known of a node can be seen. */
  look(node: Text | Element): void {
    const places = this.places.get(node);
    if (!places || this.dependents.has(node) || !isHere(node)) {
      this.read(node);
      return;
    }
    // Data is never drawn.
    if (places.some((place) => place.source === 'fhir')) return;
    const seen = isSeen(node);
    if (!seen) this.touched.add(node);
    if (places[0]?.seen === seen) return;
    for (const place of places) place.seen = seen;
    this.#file(node, places, places);
  }

  /** Forgets a node that left the page: where it is put in again, its codes are new ones. */
  drop(node: Text | Element): void {
    const before = this.places.get(node);
    if (before) this.#file(node, null, before);
    this.read(node);
  }

  /** Something in an element is gone: attributes there and around it may no longer repeat it. */
  touch(element: Element): void {
    if (this.#mayRepeat) this.touched.add(element);
  }

  #file(node: Text | Element, places: readonly Place[] | null, before: readonly Place[] | undefined): void {
    this.touched.add(node);
    for (const place of before ?? []) if (!places?.includes(place)) this.#lost.add(place);
    if (!places) {
      this.places.delete(node);
      this.dependents.delete(node);
      this.unseen.delete(node);
      if (isElement(node)) this.#inAttributes.delete(node);
      return;
    }
    this.places.set(node, places);
    toggle(
      this.dependents,
      node,
      places.some((place) => place.dependsOnOthers || place.source === 'form'),
    );
    toggle(
      this.unseen,
      node,
      places.some((place) => !place.seen),
    );
    toggle(
      this.#inAttributes,
      node,
      places.some((place) => place.source === 'attribute'),
    );
  }

  /** What came and went since the last account. */
  account(): Change {
    const added: Place[] = [];
    const removed: Place[] = [];
    for (const place of this.#lost) if (this.#shown.delete(place)) removed.push(place);
    this.#lost.clear();
    for (const node of this.#withRepeats()) {
      for (const place of this.places.get(node) ?? []) {
        const shows = place.counts && !repeatsRow(place, this.places, this.#profile);
        if (shows === this.#shown.has(place)) continue;
        (shows ? added : removed).push(place);
        toggle(this.#shown, place, shows);
      }
    }
    this.touched.clear();
    return { added, removed };
  }

  /** Whether a code may stand twice and count once. */
  get #mayRepeat(): boolean {
    return this.#inAttributes.size > 0 || this.#profile?.rows !== undefined;
  }

  /** The touched nodes, and the attributes in their rows and around them that may say the same. */
  #withRepeats(): Iterable<Text | Element> {
    if (!this.#mayRepeat) return this.touched;
    const nodes = new Set(this.touched);
    for (const node of this.touched) {
      if (!isHere(node)) continue;
      const element = isElement(node) ? node : elementAround(node);
      for (let at = element; at; at = elementAround(at)) if (this.#inAttributes.has(at)) nodes.add(at);
      if (!element) continue;
      const isRow = rowInProfile(element, this.#profile) !== null;
      let n = 0;
      for (const inside of new Walk(rowOf(element, this.#profile))) {
        if (isRow ? this.places.has(inside) : isElement(inside) && this.#inAttributes.has(inside)) nodes.add(inside);
        if (++n > LARGEST_ROW) break;
      }
    }
    return nodes;
  }
}

function toggle<T>(set: Set<T>, item: T, present: boolean): void {
  if (present) set.add(item);
  else set.delete(item);
}
