/** So long a gesture of the person can stand behind a request of the page, in ms; as long as browsers let it. */
const LASTS = 5000;

const NO_WISH = new Set(['Escape', 'Tab', 'Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'AltGraph']);

/** Remembers what the person really did, so that each request of a page can be paid with one gesture. */
export class Gestures {
  #at = -Infinity;
  #heard = -Infinity;

  constructor(view: Window, signal: AbortSignal) {
    const options = { signal, capture: true, passive: true };
    view.addEventListener(
      'pointerdown',
      (event) => {
        if (event.pointerType === 'mouse') this.#note(event);
      },
      options,
    );
    view.addEventListener(
      'pointerup',
      (event) => {
        if (event.pointerType !== 'mouse') this.#note(event);
      },
      options,
    );
    view.addEventListener(
      'keydown',
      (event) => {
        if (!event.repeat && !NO_WISH.has(event.key)) this.#note(event);
      },
      options,
    );
    // Assistive software presses without pointer and key; any other click was heard when it began.
    view.addEventListener(
      'click',
      (event) => {
        if (event.detail === 0 && performance.now() - this.#heard > 1000) this.#note(event);
      },
      options,
    );
  }

  /** Uses up the last gesture; false when there is none, or it is too old. */
  spend(): boolean {
    const valid = performance.now() - this.#at <= LASTS;
    this.#at = -Infinity;
    return valid;
  }

  #note(event: Event): void {
    if (event.isTrusted) this.#at = this.#heard = performance.now();
  }
}
