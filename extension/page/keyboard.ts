import type { Mark } from './marks';

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowRight: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  ArrowLeft: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Where a key leads from a mark, through all marks of the page in the order in which it is read; null for other keys. */
export function step(key: string, from: Mark, marks: readonly Mark[]): Mark | null {
  const move = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined;
  if (!move) return null;
  const order = marks.toSorted(byPlace);
  return order[move(order.indexOf(from), order.length - 1)] ?? null;
}

export function byPlace({ element: a }: Mark, { element: b }: Mark): number {
  if (a === b) return 0;
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
