import type { Box } from './beside';
import { Covers } from './covers';
import { FramePlace } from './frame-place';
import { isFaded, liesPlain } from './plain';

/** So long a button has stood where it is, in full view, before a press on it counts, in ms: time to see it and let be. */
const SETTLING = 300;
/** The same for a button that came to the pointer, and not the pointer to it. */
const SETTLING_BELOW_POINTER = 1000;
/** Between two surveys of everything that lies over buttons, and from a change to the first one, in ms. */
const SURVEYS = 500;
const SOON = 30;
/** Between two quick looks while the pointer is on its way, in ms, and how far ahead of it they go, in px. */
const LOOKS = 100;
const AHEAD = 200;

/** A button as the person should see it. */
export interface Sighted {
  readonly host: Element;
  /** What the button is about, which must be seen as well. */
  readonly about: Element | null;
  /** Where it stands in the viewport. */
  readonly box: Box;
}

interface Record extends Sighted {
  stillSince: number;
  /** Whether it came to where the pointer already was. */
  belowPointer: boolean;
  /** In full view, as the browser says it, where it does. */
  shownSince: number;
  /** Plain to see, as far as one can tell from the page. */
  clearSince: number;
  hoveredSince: number;
}

/** The second version of IntersectionObserver tells what is covered, faded or distorted; Chromium's alone. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible: boolean;
}

/**
 * Knows, before any click, since when each button can really be seen, so that the click itself waits for nothing.
 * A button counts as seen while nothing covers, fades, clips or distorts it or what it is about; it has settled when
 * that has lasted, at the same place, in a window in front.
 */
export class Sight {
  readonly #view: Window;
  readonly #records = new Map<HTMLElement, Record>();
  readonly #observer: IntersectionObserver | null;
  readonly #frame: FramePlace;
  readonly #isHeldByStranger: boolean;
  #pointer: { readonly x: number; readonly y: number } = { x: -1, y: -1 };
  #inFrontSince = -Infinity;
  #lookedAt = -Infinity;
  #surveyedAt = -Infinity;
  #survey = 0;

  constructor(view: Window, signal: AbortSignal) {
    this.#view = view;
    this.#observer = this.#observe();
    this.#frame = new FramePlace(view, signal);
    this.#isHeldByStranger = isHeldByStranger(view);
    const toFront = (event: Event) => {
      if (event.isTrusted) this.#inFrontSince = event.timeStamp;
    };
    view.addEventListener('focus', toFront, { signal });
    view.document.addEventListener('visibilitychange', toFront, { signal });
    view.addEventListener(
      'pointermove',
      (event) => {
        this.#lookAhead(event);
      },
      { signal, capture: true, passive: true },
    );
    signal.addEventListener('abort', () => {
      this.#observer?.disconnect();
      view.clearTimeout(this.#survey);
    });
  }

  /** Says where the button stands now; a place other than the last starts the settling anew. */
  follow(button: HTMLElement, sighted: Sighted): void {
    const now = performance.now();
    const record = this.#records.get(button);
    const arrival = { stillSince: now, belowPointer: contains(sighted.box, this.#pointer) };
    if (record) {
      Object.assign(record, sighted, moved(record.box, sighted.box) && arrival);
    } else {
      const shownSince = this.#observer ? Infinity : -Infinity;
      const fresh = { ...sighted, ...arrival, shownSince, clearSince: Infinity, hoveredSince: Infinity };
      this.#records.set(button, fresh);
      button.addEventListener('pointerenter', (event) => {
        this.#hover(button, event, event.timeStamp);
      });
      button.addEventListener('pointerleave', (event) => {
        this.#hover(button, event, Infinity);
      });
      button.addEventListener('focus', () => {
        this.#look([fresh]);
      });
      this.#observer?.observe(button);
    }
    const wait = Math.max(SOON, this.#surveyedAt + SURVEYS - now);
    this.#survey ||= this.#view.setTimeout(() => {
      this.#survey = 0;
      this.#surveyedAt = performance.now();
      this.#look([...this.#records.values()]);
    }, wait);
  }

  forget(button: HTMLElement): void {
    this.#records.delete(button);
    this.#observer?.unobserve(button);
  }

  /**
   * Whether a person who presses the button has been able to see it and to think.
   *
   * @param at When the press was made, which a busy page may hear of later; in ms, as events and `performance` count.
   */
  proves(button: HTMLElement, at: number): boolean {
    const record = this.#records.get(button);
    if (!record || moved(record.box, button.getBoundingClientRect())) return false;
    this.#look([record]);
    const inFrontSince = Math.min(this.#inFrontSince, record.hoveredSince);
    const heldSince = this.#isHeldByStranger && record.hoveredSince < Infinity ? record.hoveredSince : -Infinity;
    this.#frame.look();
    const placedSince = Math.max(record.stillSince, this.#frame.since, heldSince);
    const since = Math.max(placedSince, record.shownSince, record.clearSince, inFrontSince);
    return at - since >= (record.belowPointer ? SETTLING_BELOW_POINTER : SETTLING);
  }

  #hover(button: HTMLElement, event: Event, since: number): void {
    const record = this.#records.get(button);
    if (!record || !event.isTrusted) return;
    record.hoveredSince = since;
    if (since === Infinity) record.belowPointer = false;
    else if (this.#frame.look()) record.belowPointer = true;
    this.#look([record]);
  }

  /** What is hidden while the pointer comes near can't have been seen, whatever the page does about it in the end. */
  #lookAhead({ clientX, clientY }: PointerEvent): void {
    this.#pointer = { x: clientX, y: clientY };
    const now = performance.now();
    if (now - this.#lookedAt < LOOKS) return;
    this.#lookedAt = now;
    this.#frame.look();
    for (const record of this.#records.values()) {
      const { x, y } = record.box;
      if (Math.abs(x - clientX) > AHEAD || Math.abs(y - clientY) > AHEAD) continue;
      if (!this.#isPlain(record)) record.clearSince = Infinity;
    }
  }

  #look(records: readonly Record[]): void {
    const now = performance.now();
    const covers = new Covers(this.#view.document);
    for (const record of records) {
      const clear = this.#isPlain(record) && !covers.hide(record);
      record.clearSince = clear ? Math.min(record.clearSince, now) : Infinity;
    }
  }

  #isPlain({ host, about }: Record): boolean {
    if (host.attributes.length > 0) return false; // the page has put its hands on it
    if (about && isFaded(about)) return false;
    return this.#observer !== null || liesPlain(host, this.#view);
  }

  #observe(): IntersectionObserver | null {
    if (!('trackVisibility' in IntersectionObserver.prototype)) return null;
    const options = { trackVisibility: true, delay: 100, threshold: [0, 1] };
    return new IntersectionObserver((entries) => {
      for (const { target, time, isVisible, intersectionRatio } of entries as VisibilityEntry[]) {
        const record = this.#records.get(target as HTMLElement);
        const shown = isVisible && intersectionRatio > 0.99;
        if (record) record.shownSince = shown ? Math.min(record.shownSince, time) : Infinity;
      }
    }, options);
  }
}

/** Whether a page of another origin is around this frame: it may move it to the pointer, and nothing in the frame tells. */
function isHeldByStranger(view: Window): boolean {
  return view !== view.top && (view.frameElement === null || isHeldByStranger(view.parent));
}

function moved(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) > 1 || Math.abs(a.y - b.y) > 1;
}

function contains({ x, y, width, height }: Box, point: { readonly x: number; readonly y: number }): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}
