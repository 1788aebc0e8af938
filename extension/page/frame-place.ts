/** Knows since when this frame has stood where it is: a page around it may move it to the pointer, and nothing in it tells. */
export class FramePlace {
  readonly #view: Window;
  #at: readonly DOMRect[];
  #since = -Infinity;

  /** The pages around are heard when they scroll, so that a person who has just scrolled needs not wait. */
  constructor(view: Window, signal: AbortSignal) {
    this.#view = view;
    this.#at = boxesOf(view);
    const look = () => {
      this.look();
    };
    for (let at = view; at !== at.top && at.frameElement; at = at.parent)
      at.parent.addEventListener('scroll', look, { signal, capture: true, passive: true });
  }

  /** As of the last look, in ms as `performance` counts. */
  get since(): number {
    return this.#since;
  }

  /** Whether it has been moved since the look before. */
  look(): boolean {
    const at = boxesOf(this.#view);
    const isMoved = at.some((box, i) => !isSame(box, this.#at[i]));
    this.#at = at;
    if (isMoved) this.#since = performance.now();
    return isMoved;
  }
}

/** Of the frame and those around it, as far up as pages of its own origin hold them. */
function boxesOf(view: Window): DOMRect[] {
  const frame = view === view.top ? null : view.frameElement;
  return frame ? [frame.getBoundingClientRect(), ...boxesOf(view.parent)] : [];
}

const isSame = (a: DOMRect, b: DOMRect | undefined): boolean =>
  b !== undefined && [a.x - b.x, a.y - b.y, a.width - b.width, a.height - b.height].every((by) => Math.abs(by) <= 1);
