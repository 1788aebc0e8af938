/** The pages that hold this document in a frame: what of them hides it. A page of another site tells nothing. */
import { elementAround } from './nodes';
import { sameAllTurn } from './turn';

/** The frames that the document stands in, from the nearest out. */
function* frames(window: Window): Generator<Element> {
  for (let frame = window.frameElement; frame; frame = frame.ownerDocument.defaultView?.frameElement ?? null)
    yield frame;
}

/** Whether the frames around are drawn. */
export const areFramesSeen = sameAllTurn(() =>
  [...frames(self)].every((frame) => frame.checkVisibility({ checkVisibilityCSS: true })),
);

/** Hears of what may show or hide the frames: acts in the pages around, and changes of the elements around the frames. */
export function followFrames(window: Window, signal: AbortSignal, onSight: () => void): void {
  const observer = new MutationObserver(onSight);
  for (const frame of frames(window)) {
    for (const name of ['click', 'toggle', 'transitionend'])
      frame.ownerDocument.addEventListener(name, onSight, { capture: true, passive: true, signal });
    for (let at: Element | null = frame; at; at = elementAround(at)) observer.observe(at, { attributes: true });
  }
  // Of a page of another site only this is told: whether there is room for the frame.
  const sizes = new IntersectionObserver(onSight);
  if (window !== window.top) sizes.observe(window.document.documentElement);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    sizes.disconnect();
  });
}
