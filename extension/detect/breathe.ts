/** Longest stretch of work before the page gets its turn, in milliseconds. */
export const STRETCH = 5;
/** After so many stretches, work is long. */
const LONG = 20;
/** For so long, in milliseconds, a busy page keeps long work waiting. */
const PATIENCE = 25;

interface Scheduler {
  /** Not in Chromium before 129. */
  yield?(): Promise<void>;
  postTask(task: () => void, options: { priority: 'background' }): Promise<void>;
}

/**
 * The pauses of one piece of work: in each the page has its turn; input, drawing and its own scripts come first. In long
 * work the browser's own tasks have theirs too: it clears away what was touched in tasks that it puts off while others
 * press, until it has to do so in the middle of one.
 */
export function pauses(): () => Promise<void> {
  let stretches = 0;
  return () =>
    new Promise((resolve) => {
      const goOn = (): void => {
        removeEventListener('pageshow', goOn);
        resolve();
      };
      // Firefox forgets the turn that a page waits for while it lies in the cache of its history.
      addEventListener('pageshow', goOn);
      void (++stretches > LONG ? lastTurn() : nextTurn()).then(goOn);
    });
}

const { scheduler } = globalThis as { scheduler?: Scheduler };

function nextTurn(): Promise<void> {
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

function lastTurn(): Promise<void> {
  if (!scheduler) return nextTurn();
  const background = scheduler;
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE);
    void background.postTask(
      () => {
        clearTimeout(timer);
        resolve();
      },
      { priority: 'background' },
    );
  });
}
