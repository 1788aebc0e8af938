/** Goes over everything that is known, for changes that no event tells of, and takes a small part of the time for it. */
import { Chore } from './chore';

/** Sweeps take at most this part of the time. */
const SHARE = 1 / 40;

export class Sweep {
  readonly #chore: Chore;
  #isWanted = false;
  /** When the next one may begin; while one is under way, the pause that it has earned so far. */
  #next = 0;

  constructor(begin: () => Iterator<unknown>) {
    this.#chore = new Chore(begin);
  }

  /** Something may have changed. */
  want(): void {
    this.#isWanted = true;
  }

  /** Somebody waits for it. */
  hurry(): void {
    this.#isWanted = true;
    this.#next = 0;
  }

  /** Milliseconds until the next one may begin; null when there is no need of one. */
  get pause(): number | null {
    return this.#isWanted ? Math.max(0, this.#next - performance.now()) : null;
  }

  get isDue(): boolean {
    return this.#chore.isUnderWay || this.pause === 0;
  }

  /** A stretch of it, when its time has come; true when there is more. */
  advance(until: number): boolean {
    if (!this.isDue) return false;
    const began = performance.now();
    if (!this.#chore.isUnderWay) {
      this.#isWanted = false;
      this.#next = 0;
    }
    const isOver = this.#chore.advance(until);
    const now = performance.now();
    this.#next += (now - began) / SHARE;
    if (isOver) this.#next += now;
    return !isOver;
  }
}
