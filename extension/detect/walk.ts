/**
 * The nodes of a tree that can hold codes, open shadow roots included: texts with digits enough, by themselves or with what
 * follows, then the elements that some source reads. It can be left and taken up again.
 */
import { endsCell, isElement, isTableCellOrRow, isText } from './nodes';
import { promiseOf } from './series';
import { hasAskedAttribute, isAsked } from './sources';

/** So many nodes are looked at before the caller may take a pause. */
const HANDFUL = 256;

export class Walk {
  readonly #onShadow: ((root: ShadowRoot) => void) | undefined;
  readonly #roots: Node[];
  #first: Node | null;
  #walker: TreeWalker | null = null;
  /** What was found and not given yet, last first. */
  #ahead: Text[] = [];
  /** A text that ends in digits, until it is seen that another follows, if only beyond words that nobody sees. */
  #begun: Text | null = null;
  #range: Range | null = null;
  /** The handful in hand, one array for all: a new one each time would cost more than the texts. */
  readonly #texts: Text[] = [];

  constructor(root: Node, onShadow?: (root: ShadowRoot) => void) {
    this.#onShadow = onShadow;
    this.#first = root;
    this.#roots = 'querySelectorAll' in root ? [root] : [];
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
    return !this.#first && !this.#walker && this.#roots.length === 0 && this.#ahead.length === 0;
  }

  /** The next node; null at the end, and after each handful, which is the time for a pause. */
  next(): Text | Element | null {
    const first = this.#first;
    if (first) {
      this.#first = null;
      return isElement(first) ? this.#asked(first) : isText(first) ? first : null;
    }
    const ahead = this.#ahead.pop();
    if (ahead) return ahead;
    const root = this.#walker ? null : this.#roots.pop();
    if (root) this.#walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
    if (!this.#walker) return null;
    if (this.#walker.whatToShow === NodeFilter.SHOW_ELEMENT) return this.#nextElement(this.#walker);
    this.#readTexts(this.#walker);
    return null;
  }

  /** Goes on from before a subtree that has left the page. */
  leave(removed: Node, target: Node, previous: Node | null): void {
    if (!this.#walker || removed === this.#walker.root || !removed.contains(this.#walker.currentNode)) return;
    let before = previous ?? target;
    while (previous && before.lastChild) before = before.lastChild;
    this.#walker.currentNode = before;
  }

  #readTexts(walker: TreeWalker): void {
    const texts = this.#texts;
    let count = 0;
    for (let text; count < HANDFUL && (text = walker.nextNode() as Text | null);) texts[count++] = text;
    texts.length = count;
    this.#sift(texts, this.#textOf(texts));
    if (count === HANDFUL) return;
    if (this.#begun) this.#ahead.unshift(this.#begun);
    this.#begun = null;
    this.#walker = document.createTreeWalker(walker.root, NodeFilter.SHOW_ELEMENT);
  }

  /** To ask each text for its characters would take twice as long as to ask a range for those of all. */
  #textOf(texts: readonly Text[]): string {
    const first = texts[0];
    const last = texts.at(-1);
    if (texts.length < HANDFUL || !first || !last) return texts.map((text) => text.data).join('');
    this.#range ??= first.ownerDocument.createRange();
    this.#range.setStart(first, 0);
    this.#range.setEnd(last, last.length);
    return this.#range.toString();
  }

  #sift(texts: readonly Text[], said: string): void {
    const found: Text[] = [];
    let at = 0;
    for (const text of texts) {
      const end = at + text.length;
      const promise = promiseOf(said, at, end);
      if (this.#begun && !endsCell(this.#begun)) found.push(this.#begun);
      if (promise === 'whole') found.push(text);
      this.#begun = promise === 'begun' ? text : null;
      at = end;
    }
    this.#ahead = found.reverse();
  }

  #nextElement(walker: TreeWalker): Element | null {
    for (let n = 0; n < HANDFUL; n++) {
      const element = walker.nextNode() as Element | null;
      if (!element) {
        this.#walker = null;
        return null;
      }
      const asked = this.#asked(element);
      if (asked) return asked;
    }
    return null;
  }

  /** The element, when some source reads it; its shadow root has its turn after the tree. */
  #asked(element: Element): Element | null {
    // Cells and rows, the bulk of large pages, have no shadow root, and no source asks for them by name.
    if (isTableCellOrRow(element)) return hasAskedAttribute(element) ? element : null;
    const { shadowRoot } = element;
    if (shadowRoot) {
      this.#onShadow?.(shadowRoot);
      this.#roots.push(shadowRoot);
    }
    return isAsked(element) ? element : null;
  }
}
