/** What makes things appear and vanish without a change of the document: events, media, stylesheets, layout. */
import { followFrames } from './around';
import { elementAround, isElement } from './nodes';

/** After these, something may be seen that was not, or hold another value. */
const EVENTS =
  'input change reset click keyup focusin focusout toggle load transitionend animationstart animationend fullscreenchange pointerover'.split(
    ' ',
  );
const WINDOW_EVENTS = ['resize', 'hashchange', 'popstate', 'pageshow', 'beforeprint', 'afterprint'];
/** So long after a person's act a page may fill its fields, which no event tells of, in ms; later it has asked its server. */
const ECHOES = [300, 1500];
/** So long after an answer of the server, in ms: what it brought is drawn at once, or after one more answer. */
const DIGESTIONS = [100, 1000];

export interface Senses {
  /** Something may have come into view, or out of it; in this element, if that is known. */
  readonly onSight: (changed?: Element) => void;
  /** Fields may have been filled. */
  readonly onEcho: () => void;
}

export class Sights {
  readonly #document: Document;
  readonly #signal: AbortSignal;
  readonly #senses: Senses;
  #echoes: ReturnType<typeof setTimeout>[] = [];
  #isDigesting = false;
  readonly #sizes: ResizeObserver | null;
  /** What hides each unseen node, and how many of them. */
  readonly #hiding = new Map<Node, Element>();
  readonly #followed = new Map<Element, number>();

  constructor(document: Document, signal: AbortSignal, senses: Senses) {
    this.#document = document;
    this.#signal = signal;
    this.#senses = senses;
    this.#sizes =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver((entries) => {
            this.#sized(entries);
          });
    followFrames(self, signal, () => {
      senses.onSight();
    });
    const answers = this.#hearAnswers();
    signal.addEventListener('abort', () => {
      this.#sizes?.disconnect();
      answers?.disconnect();
      for (const timer of this.#echoes) clearTimeout(timer);
    });
    this.listen();
  }

  /** Scripts and data that come late bring components and values. */
  #hearAnswers(): PerformanceObserver | null {
    if (typeof PerformanceObserver === 'undefined') return null;
    const observer = new PerformanceObserver(() => {
      if (this.#isDigesting) return;
      this.#isDigesting = true;
      const look = (): void => {
        this.#isDigesting = false;
        if (!this.#signal.aborted) this.#senses.onSight();
      };
      for (const delay of DIGESTIONS) setTimeout(look, delay);
    });
    observer.observe({ type: 'resource' });
    return observer;
  }

  /** Also after `document.open`, which takes every listener away. */
  listen(): void {
    const options = { capture: true, passive: true, signal: this.#signal };
    for (const name of EVENTS) this.#document.addEventListener(name, this.#heard, options);
    for (const name of WINDOW_EVENTS) this.#document.defaultView?.addEventListener(name, this.#heard, options);
  }

  /** Watches what hides the unseen ones of these nodes for the moment when it gets a size. */
  follow(nodes: Iterable<Text | Element>, unseen: ReadonlySet<Text | Element>): void {
    if (!this.#sizes) return;
    let hiding: Element | null = null;
    for (const node of nodes) {
      if (unseen.has(node) && !hiding?.contains(node)) hiding = hidingElement(node);
      this.#note(node, unseen.has(node) ? hiding : null);
    }
  }

  #note(node: Node, hiding: Element | null): void {
    const before = this.#hiding.get(node) ?? null;
    if (hiding === before) return;
    if (before) {
      const count = (this.#followed.get(before) ?? 1) - 1;
      if (count === 0) this.#sizes?.unobserve(before);
      if (count === 0) this.#followed.delete(before);
      else this.#followed.set(before, count);
      this.#hiding.delete(node);
    }
    if (hiding) {
      const count = this.#followed.get(hiding) ?? 0;
      if (count === 0) this.#sizes?.observe(hiding);
      this.#followed.set(hiding, count + 1);
      this.#hiding.set(node, hiding);
    }
  }

  readonly #heard = (event: Event): void => {
    if (event.type === 'pointerover') this.#senses.onEcho();
    if (event.type === 'pointerover' && this.#followed.size === 0) return;
    this.#echo();
    const tells = event.type === 'input' || event.type === 'change' || event.type === 'load';
    const target = tells ? (event.composedPath()[0] as Node | Window | undefined) : undefined;
    this.#senses.onSight(target && 'nodeType' in target && isElement(target) ? target : undefined);
  };

  #echo(): void {
    for (const timer of this.#echoes) clearTimeout(timer);
    this.#echoes = ECHOES.map((delay) =>
      setTimeout(() => {
        this.#senses.onEcho();
      }, delay),
    );
  }

  #sized(entries: readonly ResizeObserverEntry[]): void {
    if (entries.some(({ contentRect: { width, height } }) => width > 0 || height > 0)) this.#senses.onSight();
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
