/** So far outside the window an element counts as near: about to be scrolled into view. */
const NEAR = '200px';
/** A browser asks after every observed element in each frame: of many, the first and the last stand for so many, … */
const CHUNK = 64;
/** … from this far away. */
const FAR = '10000px';

/** Elements that came together, hence stand together. */
interface Chunk {
  readonly elements: Set<Element>;
  /** The first and the last one, which are watched for all of them. */
  edges: readonly Element[];
  readonly nearEdges: Set<Element>;
}

/** Knows which of its elements are near the window, at a cost for each frame that hardly grows with their number. */
export class Nearness {
  readonly #near = new Set<Element>();
  readonly #chunks = new WeakMap<Element, Chunk>();
  readonly #fine: IntersectionObserver;
  readonly #coarse: IntersectionObserver;

  constructor(changed: () => void, signal: AbortSignal) {
    this.#fine = observer(NEAR, (element, isNear) => this.#near[isNear ? 'add' : 'delete'](element), changed);
    this.#coarse = observer(FAR, (element, isNear) => {
      const chunk = this.#chunks.get(element);
      if (chunk) this.#turn(chunk, () => chunk.nearEdges[isNear ? 'add' : 'delete'](element));
    });
    signal.addEventListener('abort', () => {
      this.#fine.disconnect();
      this.#coarse.disconnect();
    });
  }

  get elements(): ReadonlySet<Element> {
    return this.#near;
  }

  /** @param elements That come at once, in the order of the page. */
  add(elements: readonly Element[]): void {
    if (elements.length > CHUNK) {
      for (let at = 0; at < elements.length; at += CHUNK) this.#gather(elements.slice(at, at + CHUNK));
    } else for (const element of elements) if (!this.#rejoin(element)) this.#fine.observe(element);
  }

  remove(element: Element): void {
    this.#fine.unobserve(element);
    this.#near.delete(element);
    const chunk = this.#chunks.get(element);
    if (!chunk?.elements.delete(element) || !chunk.edges.includes(element)) return;
    this.#coarse.unobserve(element);
    const { edges, nearEdges } = chunk;
    this.#watch(chunk);
    // Its neighbour is as near, until the browser says otherwise.
    if (nearEdges.delete(element)) for (const edge of chunk.edges) if (!edges.includes(edge)) nearEdges.add(edge);
  }

  /** Counts as near at once, before the browser says so. */
  approach(element: Element): void {
    this.#near.add(element);
  }

  #gather(elements: readonly Element[]): void {
    const chunk: Chunk = { elements: new Set(elements), edges: [], nearEdges: new Set() };
    for (const element of elements) this.#chunks.set(element, chunk);
    this.#watch(chunk);
  }

  /** An element that comes back to where it was, as when its code is written anew, joins those that it came with. */
  #rejoin(element: Element): boolean {
    const chunk = this.#chunks.get(element);
    const [first, last] = chunk?.edges ?? [];
    if (!chunk || !first || !last || !isBefore(first, element) || !isBefore(element, last)) return false;
    chunk.elements.add(element);
    if (chunk.nearEdges.size > 0) this.#fine.observe(element);
    return true;
  }

  #watch(chunk: Chunk): void {
    const elements = [...chunk.elements];
    chunk.edges = [elements[0], elements.at(-1)].filter((element) => element !== undefined);
    for (const edge of chunk.edges) this.#coarse.observe(edge);
  }

  /** Has all of a chunk watched as soon as one of its edges is almost near, and no longer when none is. */
  #turn(chunk: Chunk, change: () => void): void {
    const wasNear = chunk.nearEdges.size > 0;
    change();
    const isNear = chunk.nearEdges.size > 0;
    if (isNear === wasNear) return;
    for (const element of chunk.elements) {
      this.#fine[isNear ? 'observe' : 'unobserve'](element);
      if (!isNear) this.#near.delete(element);
    }
  }
}

const isBefore = (a: Element, b: Element): boolean =>
  (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

function observer(
  margin: string,
  tell: (element: Element, isNear: boolean) => void,
  changed?: () => void,
): IntersectionObserver {
  const options = { rootMargin: margin, scrollMargin: margin };
  return new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) tell(target, isIntersecting);
    changed?.();
  }, options);
}
