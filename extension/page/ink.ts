import { bottom, overlap, type Box } from './beside';
import { elementAt, neighboursOf } from './whereabouts';

const DRAWN = 'img, svg, canvas, video, iframe, object, embed, input, select, textarea, button, meter, progress';
const STEP = 9; // px between two looks: words are wider
/** In a larger page the browser takes milliseconds to say what stands at one point. */
const MOST_ELEMENTS = 100_000;
/** So many elements of a code's own row and of its neighbours are looked at there instead. */
const MOST_NEIGHBOURS = 200;
const SPARE = 4; // px above and below a button that may lie over the empty edge of another line

/** What is written or drawn on the page, so that no button covers it. Good for one look at a page that stands still. */
export class Ink {
  readonly #view: Window;
  /** Whether the page is that large. */
  readonly isCostly: boolean;
  readonly #taken: Box[] = [];
  readonly #written = new Map<Element, readonly Box[]>();
  readonly #displays = new Map<Element, string>();
  readonly #neighbours = new Map<Element, readonly Element[]>();

  constructor(view: Window) {
    this.#view = view;
    this.isCostly = view.document.getElementsByTagName('*').length > MOST_ELEMENTS;
  }

  /** Something that a button about an element would cover at this place; null where it would cover nothing. */
  under(place: Box, about: Element): Box | null {
    const core = { ...place, y: place.y + SPARE, height: Math.max(1, place.height - 2 * SPARE) };
    const taken = this.#taken.find((box) => overlap(box, core));
    if (taken) return taken;
    for (const element of this.isCostly ? this.#standingBy(about, core) : this.#shownIn(core)) {
      const covered = this.#drawnBy(element, about).find((box) => overlap(box, core));
      if (covered) return covered;
    }
    return null;
  }

  /** Keeps a place for a button. */
  take(place: Box): void {
    this.#taken.push(place);
  }

  #shownIn(box: Box): Set<Element> {
    const shown = new Set<Element>();
    const steps = Math.ceil(box.width / STEP);
    for (let step = 0; step <= steps; step++) {
      const x = box.x + 1 + (step / steps) * (box.width - 2);
      for (const y of [box.y, bottom(box)]) {
        const element = elementAt(this.#view.document, x, y);
        if (element) shown.add(element);
      }
    }
    return shown;
  }

  /** What of the element's row and of those beside it reaches into the place. */
  #standingBy(about: Element, box: Box): readonly Element[] {
    const known = this.#neighbours.get(about) ?? neighboursOf(about).slice(0, MOST_NEIGHBOURS);
    this.#neighbours.set(about, known);
    return known.filter((element) => overlap(element.getBoundingClientRect(), box));
  }

  /** A picture, a field or a label in a line as a whole; else the element's own words. */
  #drawnBy(element: Element, about: Element): readonly Box[] {
    const picture = element.closest(DRAWN);
    if (picture) return [picture.getBoundingClientRect()];
    const display = this.#displayOf(element);
    const whole = display === 'inline' || (display.startsWith('inline') && !element.contains(about));
    return whole ? [...element.getClientRects()] : this.#wordsOf(element);
  }

  #displayOf(element: Element): string {
    const display = this.#displays.get(element) ?? this.#view.getComputedStyle(element).display;
    this.#displays.set(element, display);
    return display;
  }

  #wordsOf(element: Element): readonly Box[] {
    const words = this.#written.get(element) ?? [...element.childNodes].flatMap(wordBoxes);
    this.#written.set(element, words);
    return words;
  }
}

function wordBoxes(node: Node): Box[] {
  if (!(node instanceof Text) || !node.data.trim()) return [];
  const range = node.ownerDocument.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}
