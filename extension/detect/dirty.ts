/** What of a page has to be read again after a change: no more than the change can touch. */
import { isField } from './forms';
import { textsAround } from './flow';
import { isElement, isText } from './nodes';
import { Walk } from './walk';

/** Subtrees larger than this are not walked for what they held: the known places are asked instead whether they are still there. */
const SMALL = 2000;

/** Collects at once, without touching styles; says only when asked what it comes to. */
export class Dirty {
  /** Subtrees to read. */
  readonly trees = new Set<Node>();
  /** Elements in which something may have come to be seen or hidden. */
  readonly looks = new Set<Element>();
  /** So much has gone that every known place must be asked whether it is still there. */
  gone = false;
  readonly #nodes = new Set<Text | Element>();
  readonly #lines = new Set<Node>();

  get isEmpty(): boolean {
    return this.#nodes.size + this.#lines.size + this.trees.size + this.looks.size === 0 && !this.gone;
  }

  add(record: MutationRecord): void {
    const { target } = record;
    if (isElement(target) && (target.localName === 'script' || isField(target))) this.#nodes.add(target);
    if (record.type === 'attributes') this.attribute(target as Element);
    else if (record.type === 'characterData') this.#text(target);
    else this.#children(record);
  }

  attribute(element: Element): void {
    this.#nodes.add(element);
    this.looks.add(element);
  }

  /** The single nodes to read again, those included that stand on one line with a change. */
  takeNodes(): Set<Text | Element> {
    const nodes = new Set(this.#nodes);
    for (const line of this.#lines) {
      if (!line.isConnected) continue;
      if (isText(line)) nodes.add(line);
      for (const text of textsAround(line)) nodes.add(text);
    }
    this.#nodes.clear();
    this.#lines.clear();
    return nodes;
  }

  #text(text: Node): void {
    if (!isText(text)) return;
    this.#nodes.add(text);
    this.#lines.add(text);
    const parent = text.parentElement;
    if (parent && (parent.localName === 'script' || isField(parent))) this.#nodes.add(parent);
  }

  #children({ target, addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void {
    for (const added of addedNodes) this.trees.add(added);
    for (const removed of removedNodes) this.#removal(removed);
    if (previousSibling) this.#lines.add(previousSibling);
    if (nextSibling) this.#lines.add(nextSibling);
    if (!previousSibling || !nextSibling) this.#lines.add(target);
    for (const added of addedNodes) this.#lines.add(added);
  }

  #removal(removed: Node): void {
    const walk = new Walk(removed);
    let n = 0;
    for (let node = walk.next(); node; node = walk.next()) {
      this.#nodes.add(node);
      if (++n > SMALL) {
        this.gone = true;
        return;
      }
    }
  }
}
