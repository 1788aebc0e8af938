/**
 * The nodes of a tree that can hold codes, open shadow roots included: texts with digits enough, by themselves or with what
 * follows, then the elements that some source reads. It can be left and taken up again.
 *
 * In a content script's world each node that is touched is a new object, and a million of them stop the page for its
 * browser's book-keeping. So texts are touched once, and the browser itself looks for the elements.
 */
import { endsCell, notable, isElement, isText } from './nodes';
import { promiseOf } from './series';
import { askedByAttribute, isAsked, isAskedByName } from './sources';

/** So many texts are looked at before the caller may take a pause. */
const HANDFUL = 256;

export class Walk {
  readonly #root: Node;
  readonly #onShadow: ((root: ShadowRoot) => void) | undefined;
  /** Stands at the last text that was looked at. */
  #walker: TreeWalker | null = null;
  #range: Range | null = null;

  constructor(root: Node, onShadow?: (root: ShadowRoot) => void) {
    this.#root = root;
    this.#onShadow = onShadow;
  }

  /** Every node at one go. */
  *[Symbol.iterator](): Generator<Text | Element> {
    for (const handful of this.handfuls()) yield* handful;
  }

  /** The nodes, a handful at a time; empty ones too, since to look for them takes time. */
  *handfuls(): Generator<Iterable<Text | Element>> {
    const root = this.#root;
    if (isText(root) || (isElement(root) && isAsked(root))) yield [root];
    if (!('querySelectorAll' in root)) return;
    const trees = [root as ParentNode];
    if (isElement(root)) this.#enter(root, trees);
    for (const tree of trees) {
      yield* this.#textsIn(tree);
      yield* askedByAttribute(tree);
      let handful: Element[] = [];
      let n = 0;
      for (const element of notable(tree)) {
        if (isAskedByName(element)) handful.push(element);
        this.#enter(element, trees);
        if (++n % HANDFUL > 0) continue;
        yield handful;
        handful = [];
      }
      yield handful;
    }
  }

  /** Goes on from before a subtree that has left the page. */
  leave(removed: Node, target: Node, previous: Node | null): void {
    if (!this.#walker || removed === this.#walker.root || !removed.contains(this.#walker.currentNode)) return;
    let before = previous ?? target;
    while (previous && before.lastChild) before = before.lastChild;
    this.#walker.currentNode = before;
  }

  /** The shadow root of an element has its turn after the tree. */
  #enter(host: Element, trees: ParentNode[]): void {
    const { shadowRoot } = host;
    if (!shadowRoot) return;
    this.#onShadow?.(shadowRoot);
    trees.push(shadowRoot);
  }

  *#textsIn(tree: Node): Generator<Text[]> {
    const walker = document.createTreeWalker(tree, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
    this.#walker = walker;
    const texts: Text[] = [];
    /** A text that ends in digits, until it is seen that another follows, if only beyond words that nobody sees. */
    let begun: Text | null = null;
    do {
      let count = 0;
      for (let text; count < HANDFUL && (text = walker.nextNode() as Text | null);) texts[count++] = text;
      texts.length = count;
      const said = this.#textOf(texts);
      // All at once: in a pause the page may change what it says.
      const found: Text[] = [];
      let at = 0;
      for (const text of texts) {
        const end = at + text.length;
        const promise = promiseOf(said, at, end);
        if (begun && !endsCell(begun)) found.push(begun);
        if (promise === 'whole') found.push(text);
        begun = promise === 'begun' ? text : null;
        at = end;
      }
      yield found;
    } while (texts.length === HANDFUL);
    this.#walker = null;
    if (begun) yield [begun];
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
}
