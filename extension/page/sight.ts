import type { Box } from './beside';
import { liesPlain } from './plain';

/** So long a button has stood where it is, in full view, before a click on it counts, in ms: time to see it and not click. */
const SETTLING = 300;

interface Record {
  readonly host: Element;
  box: Box;
  stillSince: number;
  seenSince: number;
  hoveredSince: number;
}

/** The second version of IntersectionObserver, which tells what is covered or faded; Chromium's alone. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible: boolean;
}

/**
 * Knows, before any click, since when each button can really be seen, so that the click itself waits for nothing.
 * A button counts as seen while nothing covers, fades, clips or distorts it; it has settled when that has lasted, at
 * the same place, under a window in front.
 */
export class Sight {
  readonly #view: Window;
  readonly #records = new Map<HTMLElement, Record>();
  readonly #observer: IntersectionObserver | null;
  #inFrontSince = -Infinity;
  #lastLook = -Infinity;

  constructor(view: Window, signal: AbortSignal) {
    this.#view = view;
    this.#observer = this.#observe();
    const toFront = (event: Event) => {
      if (event.isTrusted) this.#inFrontSince = performance.now();
    };
    view.addEventListener('focus', toFront, { signal });
    view.document.addEventListener('visibilitychange', toFront, { signal });
    if (!this.#observer) {
      view.addEventListener(
        'pointermove',
        () => {
          this.look(100);
        },
        { signal, capture: true, passive: true },
      );
    }
    signal.addEventListener('abort', () => this.#observer?.disconnect());
  }

  /** Says where the button stands now; a place other than the last starts the settling anew. */
  follow(button: HTMLElement, host: Element, box: Box): void {
    const record = this.#records.get(button);
    if (record) {
      if (moved(record.box, box)) Object.assign(record, { box, stillSince: performance.now() });
      return;
    }
    const now = performance.now();
    this.#records.set(button, { host, box, stillSince: now, seenSince: Infinity, hoveredSince: Infinity });
    button.addEventListener('pointerenter', (event) => {
      this.#hover(button, event, performance.now());
    });
    button.addEventListener('pointerleave', (event) => {
      this.#hover(button, event, Infinity);
    });
    this.#observer?.observe(button);
  }

  forget(button: HTMLElement): void {
    this.#records.delete(button);
    this.#observer?.unobserve(button);
  }

  /** Whether a person who presses the button now has been able to see it and to think. */
  proves(button: HTMLElement): boolean {
    const record = this.#records.get(button);
    if (!record || moved(record.box, button.getBoundingClientRect())) return false;
    if (!this.#observer) this.look(0);
    const inFront = Math.min(this.#inFrontSince, record.hoveredSince);
    return performance.now() - Math.max(record.stillSince, record.seenSince, inFront) >= SETTLING;
  }

  /** Where the browser does not tell: looks by itself, at most every so many ms. */
  look(every: number): void {
    const now = performance.now();
    if (this.#observer || now - this.#lastLook < every) return;
    this.#lastLook = now;
    const plain = new Map<Element, boolean>();
    for (const record of this.#records.values()) {
      const seen = plain.get(record.host) ?? liesPlain(record.host, this.#view);
      plain.set(record.host, seen);
      record.seenSince = seen ? Math.min(record.seenSince, now) : Infinity;
    }
  }

  #hover(button: HTMLElement, event: Event, since: number): void {
    const record = this.#records.get(button);
    if (record && event.isTrusted) record.hoveredSince = since;
  }

  #observe(): IntersectionObserver | null {
    if (!('trackVisibility' in IntersectionObserver.prototype)) return null;
    const options = { trackVisibility: true, delay: 100, threshold: [0, 1] };
    return new IntersectionObserver((entries) => {
      for (const { target, time, isVisible, intersectionRatio } of entries as VisibilityEntry[]) {
        const record = this.#records.get(target as HTMLElement);
        if (record)
          record.seenSince = isVisible && intersectionRatio > 0.99 ? Math.min(record.seenSince, time) : Infinity;
      }
    }, options);
  }
}

function moved(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) > 1 || Math.abs(a.y - b.y) > 1;
}
