/**
 * The nodes of a tree that can hold codes, open shadow roots included: texts with digits enough, by themselves or with what
 * follows, and the elements that some source reads.
 * It can be left and taken up again. Elements are asked for by native queries: to step on each of them would double the time.
 */
import { isElement, isTableCell, isText } from './nodes';
import { meetsDigit, promiseOf } from './series';
import { ATTRIBUTES, TAGS } from './sources';

/** So many texts without a promise are passed over before the caller may take a pause. */
const LONGEST_SILENCE = 256;

/** What can be a shadow host, a field or a script: all but the bulk of a large table, in the terms that browsers match fastest. */
export const OTHERS = ':not(td,th,tr)';

/** Nothing goes on beyond a table cell; elsewhere words may follow that nobody sees. */
const fillsCell = (text: Text): boolean =>
  text.nextSibling === null && isElement(text.parentNode) && isTableCell(text.parentNode);

type Root = Document | ShadowRoot | Element;

export class Walk {
  readonly #onShadow: ((root: ShadowRoot) => void) | undefined;
  readonly #roots: Root[] = [];
  #first: Node | null;
  #root: Root | undefined;
  #texts: TreeWalker | null = null;
  #elements: Iterator<Element> | null = null;
  #query = 0;
  /** A text that ends in digits, until it is seen whether the next one goes on. */
  #begun: Text | null = null;
  #ahead: Text | null = null;
  /** Elements that one query found are not given again by another. */
  #given = new Set<Element>();

  constructor(root: Node, onShadow?: (root: ShadowRoot) => void) {
    this.#onShadow = onShadow;
    this.#first = root;
    if ('querySelectorAll' in root) this.#enter(root as Root);
  }

  /** Every node at one go. */
  *[Symbol.iterator](): Generator<Text | Element> {
    while (!this.isOver) {
      const node = this.next();
      if (node) yield node;
    }
  }

  /** Whether everything was given. */
  get isOver(): boolean {
    return !this.#first && !this.#root;
  }

  /** The next node; null at the end, and after each search of the whole tree, which is the time for a pause. */
  next(): Text | Element | null {
    const first = this.#first;
    if (first) {
      this.#first = null;
      if (isElement(first)) this.#enterShadow(first);
      return isElement(first) || isText(first) ? first : null;
    }
    if (!this.#root) return null;
    if (this.#texts) return this.#nextText(this.#texts);
    const element = this.#nextElement(this.#root);
    if (element) return element;
    if (this.#query > ATTRIBUTES.length + 1) {
      this.#root = this.#roots.pop();
      if (this.#root) this.#begin(this.#root);
    }
    return null;
  }

  /** Goes on from before a subtree that has left the page. */
  leave(removed: Node, target: Node, previous: Node | null): void {
    if (!this.#texts || removed === this.#texts.root || !removed.contains(this.#texts.currentNode)) return;
    let before = previous ?? target;
    while (previous && before.lastChild) before = before.lastChild;
    this.#texts.currentNode = before;
  }

  #nextText(texts: TreeWalker): Text | null {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead) return ahead;
    for (let n = 0; n < LONGEST_SILENCE; n++) {
      const text = texts.nextNode() as Text | null;
      const begun = this.#begun;
      this.#begun = null;
      if (!text) {
        this.#texts = null;
        return begun;
      }
      const { data } = text;
      const promise = promiseOf(data);
      const goesOn = begun && (meetsDigit(data, 'start') !== false || !fillsCell(begun));
      if (promise === 'begun') this.#begun = text;
      if (goesOn) {
        if (promise === 'whole') this.#ahead = text;
        return begun;
      }
      if (promise === 'whole') return text;
    }
    return null;
  }

  #nextElement(root: Root): Element | null {
    for (let step = this.#elements?.next(); step && !step.done; step = this.#elements?.next()) {
      const element = step.value;
      if (this.#query > ATTRIBUTES.length) {
        this.#enterShadow(element);
        if (!TAGS.has(element.localName)) continue;
      }
      if (this.#given.has(element)) continue;
      this.#given.add(element);
      return element;
    }
    const query = this.#query++;
    const attribute = ATTRIBUTES[query];
    if (query <= ATTRIBUTES.length) {
      this.#elements = root.querySelectorAll(attribute === undefined ? OTHERS : `[${attribute}]`).values();
    }
    return null;
  }

  #enter(root: Root): void {
    if (this.#root) this.#roots.push(root);
    else this.#begin(root);
  }

  #begin(root: Root): void {
    const document = root.nodeType === Node.DOCUMENT_NODE ? (root as Document) : root.ownerDocument;
    this.#root = root;
    this.#texts = document?.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION) ?? null;
    this.#elements = null;
    this.#query = 0;
    this.#given = new Set();
  }

  #enterShadow(element: Element): void {
    const root = element.shadowRoot;
    if (!root) return;
    this.#onShadow?.(root);
    this.#enter(root);
  }
}
