import { onTestFinished, vi } from 'vitest';

/** What the tests of this folder see and say in place of the browser, which alone knows what is near its window. */
interface Intersections {
  readonly observed: Set<Element>;
  /** Tells whoever observes the element whether it is near. */
  readonly report: (element: Element, isIntersecting: boolean) => void;
}

export function standInForIntersections(): Intersections {
  const observers: Observer[] = [];
  const observed = new Set<Element>();
  class Observer {
    readonly elements = new Set<Element>();

    constructor(readonly tell: (entries: object[]) => void) {
      observers.push(this);
    }

    observe(element: Element): void {
      this.elements.add(element);
      observed.add(element);
    }

    unobserve(element: Element): void {
      this.elements.delete(element);
      if (!observers.some(({ elements }) => elements.has(element))) observed.delete(element);
    }
  }
  vi.stubGlobal('IntersectionObserver', Observer);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return {
    observed,
    report(target, isIntersecting) {
      for (const { elements, tell } of observers) if (elements.has(target)) tell([{ target, isIntersecting }]);
    },
  };
}
