/** Work in steps, which can be left when the time is over and taken up again. */
import { beginTurn } from './turn';

export class Chore {
  readonly #begin: () => Iterator<unknown>;
  #steps: Iterator<unknown> | null = null;

  /** @param begin gives the steps, each of some microseconds: the clock is looked at after every eighth. */
  constructor(begin: () => Iterator<unknown>) {
    this.#begin = begin;
  }

  get isUnderWay(): boolean {
    return this.#steps !== null;
  }

  /** Goes on until it is done or the time has come; true when it is done. */
  advance(until: number): boolean {
    beginTurn();
    this.#steps ??= this.#begin();
    for (let n = 1; n % 8 !== 0 || performance.now() < until; n++) {
      if (!this.#steps.next().done) continue;
      this.#steps = null;
      return true;
    }
    return false;
  }
}

/** The items of a set, each taken out when its turn comes; what is put in meanwhile has its turn as well. */
export function* drain<T>(items: Set<T>): Generator<T> {
  for (const item of items) {
    items.delete(item);
    yield item;
  }
}
