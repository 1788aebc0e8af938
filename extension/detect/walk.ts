/** Nodes of a tree in order, open shadow roots included, that can be left and taken up again. */
import { isElement, isShadowRoot } from './nodes';

export class Walk {
  readonly #walkers: TreeWalker[] = [];
  readonly #onShadow: ((root: ShadowRoot) => void) | undefined;
  #first: Node | null;

  constructor(root: Node, onShadow?: (root: ShadowRoot) => void) {
    this.#onShadow = onShadow;
    this.#first = root;
    this.#enter(root);
  }

  next(): Text | Element | null {
    const first = this.#first;
    if (first) {
      this.#first = null;
      if (isElement(first)) this.#enterShadow(first);
      if (isElement(first) || first.nodeType === Node.TEXT_NODE) return first as Text | Element;
    }
    for (;;) {
      const walker = this.#walkers.at(-1);
      if (!walker) return null;
      const node = walker.nextNode();
      if (!node) {
        this.#walkers.pop();
        continue;
      }
      if (node.nodeType === Node.ELEMENT_NODE) this.#enterShadow(node as Element);
      return node as Text | Element;
    }
  }

  /** Goes on from before a subtree that has left the page. */
  leave(removed: Node, target: Node, previous: Node | null): void {
    for (const walker of this.#walkers) {
      if (removed !== walker.root && removed.contains(walker.currentNode))
        walker.currentNode = lastInside(previous ?? target, previous !== null);
    }
  }

  #enter(root: Node): void {
    const document = root.nodeType === Node.DOCUMENT_NODE ? (root as Document) : root.ownerDocument;
    if (document) this.#walkers.push(document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT));
  }

  #enterShadow(element: Element): void {
    const root = element.shadowRoot;
    if (!root || !isShadowRoot(root)) return;
    this.#onShadow?.(root);
    this.#enter(root);
  }
}

function lastInside(node: Node, deep: boolean): Node {
  let at = node;
  while (deep && at.lastChild) at = at.lastChild;
  return at;
}
