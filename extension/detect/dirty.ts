/** What of a page has to be read again after a change: no more than the change can touch. */
import { drain } from './chore';
import { textsAround } from './flow';
import { everyNode, isElement, isField, isText } from './nodes';

/** When more nodes than this are taken out at once, the known places are asked instead whether they are still there. */
const MANY = 20_000;

/** Collects at once, without touching styles; says only when asked what it comes to. */
export class Dirty {
  /** Subtrees to read. */
  readonly trees = new Set<Node>();
  /** Elements in which something may have come to be seen or hidden. */
  readonly looks = new Set<Element>();
  /** Nodes that were taken out of the page, if only to be put in elsewhere. */
  readonly removed = new Set<Text | Element>();
  /** Elements that something was taken out of. */
  readonly left = new Set<Element>();
  /** So much has gone that every known place must be asked whether it is still there. */
  gone = false;
  /** A stylesheet changed: anything may be drawn otherwise. */
  restyled = false;
  readonly #nodes = new Set<Text | Element>();
  readonly #lines = new Set<Node>();

  get isEmpty(): boolean {
    return (
      this.#nodes.size + this.#lines.size + this.removed.size + this.trees.size + this.looks.size === 0 &&
      !this.gone &&
      !this.restyled
    );
  }

  add(record: MutationRecord): void {
    const { target } = record;
    if (isElement(target) && (target.localName === 'script' || isField(target))) this.#nodes.add(target);
    this.restyled ||= touchesStyles(record);
    if (record.type === 'attributes') this.element(target as Element);
    else if (record.type === 'characterData') this.#text(target);
    else this.#children(record);
  }

  element(element: Element): void {
    this.restyled ||= isStyle(element);
    this.#nodes.add(element);
    this.#lines.add(element);
    this.looks.add(element);
  }

  /** The single nodes to read again, those included that stand on one line with a change; null between the steps on the way. */
  *nodes(): Generator<Text | Element | null> {
    for (const line of drain(this.#lines)) {
      if (line.isConnected) for (const text of textsAround(line)) this.#nodes.add(text);
      if (line.isConnected && isText(line)) this.#nodes.add(line);
      yield null;
    }
    yield* drain(this.#nodes);
  }

  #text(text: Node): void {
    if (!isText(text)) return;
    this.#lines.add(text);
    const parent = text.parentElement;
    if (parent && (parent.localName === 'script' || isField(parent))) this.#nodes.add(parent);
  }

  #children({ target, addedNodes, removedNodes, previousSibling, nextSibling }: MutationRecord): void {
    for (const added of addedNodes) this.trees.add(added);
    for (const removed of removedNodes) this.#removal(removed);
    if (removedNodes.length > 0 && isElement(target)) this.left.add(target);
    if (previousSibling) this.#lines.add(previousSibling);
    if (nextSibling) this.#lines.add(nextSibling);
    if (!previousSibling || !nextSibling) this.#lines.add(target);
    for (const added of addedNodes) this.#lines.add(added);
  }

  #removal(removed: Node): void {
    if (this.gone) return;
    for (const node of everyNode(removed)) {
      this.removed.add(node);
      if (this.removed.size > MANY) this.gone = true;
      if (this.gone) return;
    }
  }
}

const isStyle = (node: Node | null): boolean => node !== null && /^(?:style|link)$/i.test(node.nodeName);

function touchesStyles({ target, addedNodes, removedNodes }: MutationRecord): boolean {
  return isStyle(target) || isStyle(target.parentNode) || [...addedNodes, ...removedNodes].some(isStyle);
}
