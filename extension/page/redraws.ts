/** Between two looks at a page that keeps changing, in ms. */
const PAUSE = 100;
/** So long after its start a transition or animation is followed frame by frame, in ms. */
const MOTION = 600;

/**
 * Calls back before the next frame whenever things in the page may have moved: at once for scrolling and the window's
 * size, at most every 100 ms for changes of the page's structure, and while something is in motion.
 *
 * @returns A way to ask for the next call.
 */
export function onRedraw(document: Document, look: () => void, signal: AbortSignal): () => void {
  const view = document.defaultView;
  if (!view) return look;
  let waiting = 0;
  let later = 0;
  let lookedAt = -Infinity;
  let movingUntil = -Infinity;

  const soon = () => {
    waiting ||= view.requestAnimationFrame(() => {
      waiting = 0;
      lookedAt = performance.now();
      look();
      if (lookedAt < movingUntil) soon();
    });
  };
  const inTime = () => {
    later ||= view.setTimeout(
      () => {
        later = 0;
        soon();
      },
      Math.max(0, lookedAt + PAUSE - performance.now()),
    );
  };
  const follow = () => {
    movingUntil = performance.now() + MOTION;
    soon();
  };

  const passive = { signal, capture: true, passive: true };
  document.addEventListener('scroll', soon, passive);
  for (const name of ['resize', 'pageshow', 'orientationchange']) view.addEventListener(name, soon, passive);
  for (const name of ['load', 'toggle', 'input', 'transitionend', 'animationend', 'fullscreenchange']) {
    document.addEventListener(name, inTime, passive);
  }
  for (const name of ['transitionrun', 'animationstart']) document.addEventListener(name, follow, passive);
  view.addEventListener('pointermove', inTime, passive);

  const changes = new MutationObserver(inTime);
  changes.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const sizes = new ResizeObserver(soon);
  sizes.observe(document.documentElement);
  signal.addEventListener('abort', () => {
    changes.disconnect();
    sizes.disconnect();
    view.cancelAnimationFrame(waiting);
    view.clearTimeout(later);
  });
  return soon;
}
