import { isLayer } from './layer';
import type { Mark } from './marks';

const ROW = 'tr, li, dt, dd, p, label, [role="row"], [role="listitem"]';

/** Tells which marks the pointer is at: on their row, or still on their button beside it. */
export function trackPointer(view: Window, changed: () => void, signal: AbortSignal): (mark: Mark) => boolean {
  let at: Element | null = null;
  const note = (event: PointerEvent) => {
    const [element] = event.composedPath();
    if (!(element instanceof Element) || element === at || isLayer(element)) return;
    at = element;
    changed();
  };
  view.addEventListener('pointerover', note, { signal, capture: true, passive: true });
  return ({ element, count }) => {
    const row = count === null ? (element.closest(ROW) ?? element) : element;
    return at !== null && row.contains(at);
  };
}
