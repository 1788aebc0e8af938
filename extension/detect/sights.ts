/** What makes things appear and vanish without a change of the document: events, media, stylesheets, layout. */
import { elementAround, isElement } from './nodes';

/** After these, something may be seen that was not, or hold another value. */
const EVENTS =
  'input change reset click keyup focusin focusout toggle load transitionend animationstart animationend fullscreenchange pointerover'.split(
    ' ',
  );
const WINDOW_EVENTS = ['resize', 'hashchange', 'popstate', 'pageshow', 'beforeprint', 'afterprint'];

export class Sights {
  readonly #document: Document;
  readonly #signal: AbortSignal;
  readonly #onSight: (changed?: Element) => void;
  readonly #sizes: ResizeObserver | null;
  #followed = new Set<Element>();

  constructor(document: Document, signal: AbortSignal, onSight: (changed?: Element) => void) {
    this.#document = document;
    this.#signal = signal;
    this.#onSight = onSight;
    this.#sizes =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver((entries) => {
            this.#sized(entries);
          });
    signal.addEventListener('abort', () => this.#sizes?.disconnect());
    this.listen();
  }

  /** Also after `document.open`, which takes every listener away. */
  listen(): void {
    const options = { capture: true, passive: true, signal: this.#signal };
    for (const name of EVENTS) this.#document.addEventListener(name, this.#heard, options);
    for (const name of WINDOW_EVENTS) this.#document.defaultView?.addEventListener(name, this.#heard, options);
  }

  /** Watches what hides the unseen codes for the moment when it gets a size. */
  follow(unseen: ReadonlySet<Text | Element>): void {
    if (!this.#sizes) return;
    const wanted = new Set<Element>();
    for (const node of unseen) {
      const hiding = hidingElement(node);
      if (hiding) wanted.add(hiding);
    }
    for (const element of this.#followed) if (!wanted.has(element)) this.#sizes.unobserve(element);
    for (const element of wanted) if (!this.#followed.has(element)) this.#sizes.observe(element);
    this.#followed = wanted;
  }

  readonly #heard = (event: Event): void => {
    if (event.type === 'pointerover' && this.#followed.size === 0) return;
    const tells = event.type === 'input' || event.type === 'change' || event.type === 'load';
    const target = tells ? (event.composedPath()[0] as Node | Window | undefined) : undefined;
    this.#onSight(target && 'nodeType' in target && isElement(target) ? target : undefined);
  };

  #sized(entries: readonly ResizeObserverEntry[]): void {
    if (entries.some(({ contentRect: { width, height } }) => width > 0 || height > 0)) this.#onSight();
  }
}

/** The outermost element around a node that is not seen. */
function hidingElement(node: Text | Element): Element | null {
  let hiding = isElement(node) ? node : elementAround(node);
  for (let at = hiding; at; at = elementAround(at)) {
    if (at.checkVisibility({ visibilityProperty: true })) break;
    hiding = at;
  }
  return hiding;
}
