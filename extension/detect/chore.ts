/** Work in steps, which can be left when the time is over and taken up again. */
import { beginTurn } from './turn';

export class Chore {
  readonly #begin: () => Iterator<unknown>;
  #steps: Iterator<unknown> | null = null;

  /** @param begin gives the steps, most of some microseconds, a few of milliseconds. */
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
    do {
      if (this.#steps.next().done) {
        this.#steps = null;
        return true;
      }
    } while (performance.now() < until);
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
