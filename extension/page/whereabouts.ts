import type { Finding } from '../detect/finding';
import { shared, type Box } from './beside';
import { isLayer, parentInView } from './layer';

/** Where the code is printed; null while it has no place on the screen. */
export function codeBox({ range, element }: Finding): Box | null {
  const boxes = [...(range ?? element).getClientRects()];
  return boxes.findLast(({ width, height }) => width > 0 && height > 0) ?? null;
}

const NEAR = 60; // characters: more than a button is wide

/** What is written just before and just after the code. */
export function textsAround({ range }: Finding): Box[] {
  if (!range) return [];
  return [...lettersFrom(range, 'before'), ...lettersFrom(range, 'after')];
}

function lettersFrom(code: Range, side: 'before' | 'after'): Box[] {
  const node = side === 'before' ? code.startContainer : code.endContainer;
  if (!(node instanceof Text)) return [];
  const range = node.ownerDocument.createRange();
  if (side === 'before') {
    range.setStart(node, Math.max(0, code.startOffset - NEAR));
    range.setEnd(node, code.startOffset);
  } else {
    range.setStart(node, code.endOffset);
    range.setEnd(node, Math.min(node.length, code.endOffset + NEAR));
  }
  const boxes = range.toString().trim() ? [...range.getClientRects()] : [];
  const next = side === 'before' ? node.previousSibling : node.nextSibling;
  return next instanceof Element ? [...boxes, ...next.getClientRects()] : boxes;
}

/** What of the page can show the element: the viewport, cut by every ancestor that cuts. */
export class Clips {
  readonly #view: Window;
  readonly #cutters = new Map<Element, Element | null>();

  constructor(view: Window) {
    this.#view = view;
  }

  of(element: Element): Box {
    const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
    let clip: Box = { x: 0, y: 0, width: clientWidth, height: clientHeight };
    if (element.ownerDocument.compatMode === 'BackCompat') {
      clip = { ...clip, width: this.#view.innerWidth, height: this.#view.innerHeight };
    }
    for (let node = this.#cutter(element); node; node = this.#cutter(node)) clip = shared(clip, inner(node));
    return clip;
  }

  /** The nearest ancestor with an overflow that is not shown; looked up once until `forget`. */
  #cutter(element: Element): Element | null {
    const known = this.#cutters.get(element);
    if (known !== undefined) return known;
    const parent = parentInView(element);
    const found =
      !parent || parent === parent.ownerDocument.documentElement || parent === parent.ownerDocument.body
        ? null
        : this.#view.getComputedStyle(parent).overflow === 'visible'
          ? this.#cutter(parent)
          : parent;
    this.#cutters.set(element, found);
    return found;
  }

  forget(): void {
    this.#cutters.clear();
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

/** Whether the code itself shows at its place, or a sticky header, a modal or the like lies over it. */
export function isExposed(element: Element, code: Box): boolean {
  const x = code.x + Math.max(0, code.width - 2);
  const y = code.y + code.height / 2;
  const document = element.ownerDocument;
  if (isPartOf(topmost(document, x, y), element)) return true;
  // Something lies over it: it hides the code unless one sees through it, as through the link that makes a card one.
  const outermost = outermostHost(element);
  for (const over of document.elementsFromPoint(x, y)) {
    if (isPartOf(over, element) || over === outermost) return true;
    if (!isLayer(over) && !isClear(over)) return false;
  }
  return document.defaultView?.getComputedStyle(element).pointerEvents === 'none';
}

function topmost(document: Document, x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y);
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
