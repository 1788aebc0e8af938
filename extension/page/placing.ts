import { pauses } from '../detect';
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
/** In such a page one place in so many is asked whether something lies over it. */
const SAMPLE = 8;

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
    const { isCostly } = look.ink;
    while (isCostly && isScrolled() && !isOver()) {
      row.follow();
      await frame(view);
    }
    let isCut = false;
    const pause = pauses();
    let until = performance.now() + STRETCH;
    /** Lets the page have its turn when it is time; false once there is no use in going on. */
    const goesOn = async (): Promise<boolean> => {
      if (performance.now() > until && !isCut) {
        row.follow();
        await pause();
        if (isCostly && isScrolled()) isAsked = isCut = true;
        until = performance.now() + STRETCH;
      }
      return !isCut && !isOver();
    };
    const places: Place[] = [];
    for (const mark of wanted().toSorted(byPlace)) {
      if (!(await goesOn())) return;
      const box = mark.locate(look);
      if (!box || !(isCostly || mark.shows(box))) continue;
      look.ink.take(box);
      places.push({ mark, name: mark.name, box, about: mark.element.getBoundingClientRect() });
    }
    const shown = isCostly
      ? await inPlainView(places, async (place) => (await goesOn()) && place.mark.shows(place.box))
      : places;
    if (await goesOn()) row.show(shown);
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

/** The places that nothing lies over, as far as samples tell: what stands between two of those does too. */
async function inPlainView(places: readonly Place[], shows: (place: Place) => Promise<boolean>): Promise<Place[]> {
  const shown = new Set<Place>();
  for (let at = 0; at < places.length; at += SAMPLE) {
    const stretch = places.slice(at, at + SAMPLE + 1);
    const ends = [stretch.at(0), stretch.at(-1)].filter((place) => place !== undefined);
    for (const end of ends) if (!shown.has(end) && (await shows(end))) shown.add(end);
    const isPlain = ends.every((end) => shown.has(end));
    for (const place of stretch) if (isPlain || (!ends.includes(place) && (await shows(place)))) shown.add(place);
  }
  return places.filter((place) => shown.has(place));
}
