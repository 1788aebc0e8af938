/** Goes over everything that is known, for changes that no event tells of, and takes a small part of the time for it. */
import { Chore } from './chore';

/** A sweep takes at most this part of the time: after each stretch comes a pause as many times as long. */
const SHARE = 1 / 50;

export class Sweep {
  readonly #chore: Chore;
  #isWanted = false;
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

  /** Milliseconds until the next stretch may begin; null when there is no need of one. */
  get pause(): number | null {
    return this.#isWanted || this.#chore.isUnderWay ? Math.max(0, this.#next - performance.now()) : null;
  }

  /** A stretch of it, when its time has come. */
  advance(until: number): void {
    if (this.pause !== 0) return;
    const began = performance.now();
    if (!this.#chore.isUnderWay) this.#isWanted = false;
    this.#chore.advance(until);
    const now = performance.now();
    this.#next = now + (now - began) / SHARE;
  }
}
