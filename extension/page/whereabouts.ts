import type { Finding } from '../detect';
import { shared, type Box } from './beside';
import { isLayer, parentInView } from './layer';

/** Where the code is printed; null while it has no place on the screen. */
export function codeBox({ range, element }: Finding): Box | null {
  const boxes = [...(range ?? element).getClientRects()];
  return boxes.findLast(({ width, height }) => width > 0 && height > 0) ?? null;
}

const ROW = 'tr, li, dd, p, [role="row"], [role="listitem"]';

/** What surrounds the code on the screen: its block (a paragraph, a cell), and its whole row. */
export function surroundings(finding: Finding): { readonly block: Element; readonly row: Element } {
  const holder = holderOf(finding);
  const block = blockOf(finding.range ? holder : (parentInView(holder) ?? holder));
  return { block, row: block.closest(ROW) ?? block };
}

/** All that stands in the row of an element, and in the rows before and after it. */
export function neighboursOf(element: Element): Element[] {
  const row = element.closest(ROW) ?? element;
  return [row, row.previousElementSibling, row.nextElementSibling].flatMap((around) =>
    around ? [around, ...around.querySelectorAll('*')] : [],
  );
}

/** The element that holds the end of the code, where its button stands. */
export function holderOf({ range, element }: Finding): Element {
  const end = range?.endContainer;
  return end instanceof Text && end.parentElement ? end.parentElement : element;
}

function blockOf(element: Element): Element {
  const view = element.ownerDocument.defaultView;
  let block = element;
  while (view?.getComputedStyle(block).display === 'inline') {
    const parent = parentInView(block);
    if (!parent) break;
    block = parent;
  }
  return block;
}

/** What of the page can show the element: the viewport, cut by every ancestor that cuts. */
export class Clips {
  readonly #view: Window;
  readonly #cutters = new Map<Element, Element | null>();

  constructor(view: Window) {
    this.#view = view;
  }

  /** What shows of things beside the element. */
  of(element: Element): Box {
    return this.#cutBy(this.#cutter(element));
  }

  /** What shows of things in the element. */
  within(element: Element): Box {
    return this.#cutBy(this.#cuts(element) ? element : this.#cutter(element));
  }

  #cutBy(cutter: Element | null): Box {
    const { documentElement, compatMode } = this.#view.document;
    let clip: Box = { x: 0, y: 0, width: documentElement.clientWidth, height: documentElement.clientHeight };
    if (compatMode === 'BackCompat') {
      clip = { ...clip, width: this.#view.innerWidth, height: this.#view.innerHeight };
    }
    for (let node = cutter; node; node = this.#cutter(node)) clip = shared(clip, inner(node));
    return clip;
  }

  /** The nearest ancestor with an overflow that is not shown; looked up once. */
  #cutter(element: Element): Element | null {
    const known = this.#cutters.get(element);
    if (known !== undefined) return known;
    const parent = parentInView(element);
    const found = parent && (this.#cuts(parent) ? parent : this.#cutter(parent));
    this.#cutters.set(element, found);
    return found;
  }

  #cuts(element: Element): boolean {
    const { documentElement, body } = element.ownerDocument;
    if (element === documentElement || element === body) return false;
    const { overflow, display } = this.#view.getComputedStyle(element);
    return overflow !== 'visible' && display !== 'inline';
  }
}

function inner(element: Element): Box {
  const { x, y } = element.getBoundingClientRect();
  return {
    x: x + element.clientLeft,
    y: y + element.clientTop,
    width: element.clientWidth,
    height: element.clientHeight,
  };
}

/** An element less its padding at the sides: as far as its words would reach. */
export function betweenPaddings(element: Element): Box {
  const { x, y, width, height } = element.getBoundingClientRect();
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  const [left, end] = [style?.paddingLeft, style?.paddingRight].map((padding) => Number.parseFloat(padding ?? '') || 0);
  return { x: x + (left ?? 0), y, width: width - (left ?? 0) - (end ?? 0), height };
}

/** Whether the code itself shows at its place, or a sticky header, a modal or the like lies over it. */
export function isExposed(element: Element, code: Box): boolean {
  const x = code.x + Math.max(0, code.width - 2);
  const y = code.y + code.height / 2;
  const document = element.ownerDocument;
  if (isPartOf(elementAt(document, x, y), element)) return true;
  // Something lies over it: it hides the code unless one sees through it, as through the link that makes a card one.
  const outermost = outermostHost(element);
  for (const over of document.elementsFromPoint(x, y)) {
    if (isPartOf(over, element) || over === outermost) return true;
    if (!isLayer(over) && !isClear(over)) return false;
  }
  return document.defaultView?.getComputedStyle(element).pointerEvents === 'none';
}

/** The topmost element of the page there, in whichever shadow root; our own layers do not count. */
export function elementAt(document: Document, x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y);
  if (hit && isLayer(hit)) hit = document.elementsFromPoint(x, y).find((element) => !isLayer(element)) ?? null;
  while (hit?.shadowRoot) {
    const within = hit.shadowRoot.elementFromPoint(x, y);
    if (!within || within === hit) break;
    hit = within;
  }
  return hit;
}

function outermostHost(element: Element): Element | null {
  let host: Element | null = null;
  for (let root = element.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) host = root.host;
  return host;
}

function isPartOf(hit: Element | null, element: Element): boolean {
  for (let node = hit; node; node = parentInView(node)) if (node === element) return true;
  return false;
}

function isClear(over: Element): boolean {
  if (over.matches('img, iframe, canvas, video, object, embed')) return false;
  const style = over.ownerDocument.defaultView?.getComputedStyle(over);
  if (!style) return false;
  const bare = /^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor) && style.backgroundImage === 'none';
  return (bare && style.backdropFilter === 'none') || style.opacity === '0';
}
