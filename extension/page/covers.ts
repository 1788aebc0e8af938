import { isLayer } from './layer';
import type { Sighted } from './sight';

/** In a larger page nobody looks at each element: the button itself is guarded all the same. */
const MOST_ELEMENTS = 20_000;

/**
 * What is painted over the page and lets clicks through, which no hit test tells: bait, laid over the code, that has a
 * person click what stands beside it.
 */
export class Covers {
  readonly #document: Document;
  #found: readonly Element[] | null = null;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Whether such a cover lies over the button or over what it is about. */
  hide({ about, box }: Sighted): boolean {
    if (!about) return false;
    const code = about.getBoundingClientRect();
    const points = [centre(box), { x: box.x - 2, y: box.y + box.height / 2 }, centre(code)];
    this.#found ??= this.#find();
    return this.#found.some((cover) => {
      if (cover.contains(about) || about.contains(cover)) return false;
      const { left, right, top, bottom } = cover.getBoundingClientRect();
      return points.some(({ x, y }) => left <= x && x <= right && top <= y && y <= bottom);
    });
  }

  #find(): Element[] {
    const view = this.#document.defaultView;
    if (!view || this.#document.getElementsByTagName('*').length > MOST_ELEMENTS) return [];
    const { innerWidth, innerHeight } = view;
    return everyElement(this.#document).filter((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight || right === left) return false;
      const style = view.getComputedStyle(element);
      return style.pointerEvents === 'none' && isPainted(element, style);
    });
  }
}

/** Firefox lets extensions into closed shadow roots. */
interface Enterable extends Element {
  readonly openOrClosedShadowRoot?: ShadowRoot | null;
}

function everyElement(root: Document | ShadowRoot): Element[] {
  return Array.from(root.querySelectorAll<Enterable>('*')).flatMap((element) => {
    const inner = isLayer(element) ? null : (element.openOrClosedShadowRoot ?? element.shadowRoot);
    return inner ? [element, ...everyElement(inner)] : [element];
  });
}

function isPainted(element: Element, style: CSSStyleDeclaration): boolean {
  if (style.visibility !== 'visible' || Number(style.opacity) < 0.05) return false;
  if (element.matches('img, canvas, video, iframe, object, embed, svg, picture')) return true;
  const bare = /^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor);
  if (
    !bare ||
    [style.backgroundImage, style.backdropFilter, style.boxShadow].some((value) => value !== 'none' && value !== '')
  ) {
    return true;
  }
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
}

function centre({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: x + width / 2, y: y + height / 2 };
}
