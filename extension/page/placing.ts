import { breathe } from '../detect/breathe';
import type { ButtonRow, Place } from './button-row';
import { Ink } from './ink';
import { byPlace } from './keyboard';
import type { Mark } from './marks';
import { Clips } from './whereabouts';

/**
 * So long buttons may be placed before the page has its turn, in ms: in one of a hundred thousand rows the question what
 * stands somewhere takes a browser longer than this.
 */
const STRETCH = 10;
/** In such a page no place is looked for before it has come to rest, for so many ms. */
const REST = 150;

export interface Placing {
  readonly view: Window;
  readonly row: ButtonRow;
  /** The marks that are to have a button now. */
  readonly wanted: () => readonly Mark[];
  readonly asked: (mark: Mark) => boolean;
  readonly signal: AbortSignal;
}

/** Gives a way to place all buttons anew; what is asked for while that is done, is done after it. */
export function placer({ view, row, wanted, asked, signal }: Placing): () => Promise<void> {
  let isAsked = false;
  let placing: Promise<void> | null = null;
  let scrolledAt = -Infinity;
  view.document.addEventListener('scroll', ({ timeStamp }) => (scrolledAt = timeStamp), {
    signal,
    capture: true,
    passive: true,
  });
  const isOver = () => signal.aborted;
  const isScrolled = () => performance.now() - scrolledAt < REST;

  async function placeAll(): Promise<void> {
    const look = { clips: new Clips(view), ink: new Ink(view), asked };
    while (look.ink.isCostly && isScrolled() && !isOver()) {
      row.follow();
      await frame(view);
    }
    const places: Place[] = [];
    let until = performance.now() + STRETCH;
    for (const mark of wanted().toSorted(byPlace)) {
      if (performance.now() > until) {
        row.follow();
        await breathe();
        if (isOver()) return;
        if (look.ink.isCostly && isScrolled()) {
          isAsked = true;
          return;
        }
        until = performance.now() + STRETCH;
      }
      const box = mark.locate(look);
      if (!box) continue;
      look.ink.take(box);
      places.push({ mark, box, about: mark.element.getBoundingClientRect() });
    }
    row.show(places);
  }

  async function placeWhileAsked(): Promise<void> {
    while (isAsked && !isOver()) {
      isAsked = false;
      await placeAll();
    }
  }

  return () => {
    isAsked = true;
    placing ??= placeWhileAsked().finally(() => {
      placing = null;
    });
    return placing;
  };
}

const frame = (view: Window): Promise<unknown> => new Promise((resolve) => view.requestAnimationFrame(resolve));
