/** Longest stretch of work before the page gets its turn, in milliseconds. */
export const STRETCH = 5;

interface Scheduler {
  yield?(): Promise<void>;
}

/** Lets the page have its turn: input, drawing and its own scripts come first. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      removeEventListener('pageshow', goOn);
      resolve();
    };
    // Firefox forgets the turn that a page waits for while it lies in the cache of its history.
    addEventListener('pageshow', goOn);
    void turn().then(goOn);
  });
}

function turn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
