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
  #found: readonly Cover[] | null = null;

  constructor(document: Document) {
    this.#document = document;
  }

  /** Whether such a cover lies over the button or over what it is about. */
  hide({ about, box }: Sighted): boolean {
    if (!about) return false;
    const code = about.getBoundingClientRect();
    const points = [centre(box), { x: box.x - 2, y: box.y + box.height / 2 }, centre(code)];
    this.#found ??= this.#find();
    return this.#found.some(({ element, left, right, top, bottom }) => {
      if (element.contains(about) || about.contains(element)) return false;
      return points.some(({ x, y }) => left <= x && x <= right && top <= y && y <= bottom);
    });
  }

  #find(): Cover[] {
    const view = this.#document.defaultView;
    if (!view || this.#document.getElementsByTagName('*').length > MOST_ELEMENTS) return [];
    const { innerWidth, innerHeight } = view;
    return everyElement(this.#document).flatMap((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight || right === left) return [];
      const style = view.getComputedStyle(element);
      const reach = reachOf(style);
      if (!isShown(style) || (reach === 0 && (style.pointerEvents !== 'none' || !isPainted(element, style)))) return [];
      return [{ element, left: left - reach, right: right + reach, top: top - reach, bottom: bottom + reach }];
    });
  }
}

/** Where an element paints in the viewport. */
interface Cover {
  readonly element: Element;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
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

const BARE = /^(transparent|rgba\(.*, 0\))$/;

/** Shadows, outlines and borders count as covers from this width on, in px. */
const FAR = 100;

/** How far an element paints with what no hit test hears of: around its box, or from its edge into it. */
function reachOf(style: CSSStyleDeclaration): number {
  const { boxShadow, textShadow, borderImageOutset, borderWidth, outlineStyle, outlineWidth } = style;
  const paints = [boxShadow, textShadow, borderImageOutset, borderWidth, outlineStyle === 'none' ? '' : outlineWidth];
  const widths = paints.join(' ').match(/[\d.]+(?=px)/g) ?? [];
  const widest = Math.max(0, ...widths.map(Number));
  return widest >= FAR ? widest : 0;
}

function isShown({ visibility, opacity }: CSSStyleDeclaration): boolean {
  return visibility === 'visible' && Number(opacity) >= 0.05;
}

function isPainted(element: Element, style: CSSStyleDeclaration): boolean {
  if (element.matches('img, canvas, video, iframe, object, embed, picture')) return true;
  if (element instanceof SVGElement || !BARE.test(style.backgroundColor)) return true;
  const pictures = [style.backgroundImage, style.backdropFilter, style.boxShadow];
  if (pictures.some((value) => value !== 'none' && value !== '')) return true;
  return [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '') || hasWords(element);
}

/** What a style sheet puts into the element. */
function hasWords(element: Element): boolean {
  const view = element.ownerDocument.defaultView;
  return ['::before', '::after'].some((pseudo) => {
    const style = view?.getComputedStyle(element, pseudo);
    if (!style || ['none', 'normal', ''].includes(style.content)) return false;
    return style.content !== '""' || !BARE.test(style.backgroundColor);
  });
}

function centre({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: x + width / 2, y: y + height / 2 };
}
