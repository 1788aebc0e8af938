import type { Translate, KeyUnder } from '../ui/translate';
import type { Box } from './beside';
import { Layers } from './layer';
import { Notices } from './notice';
import type { Deeds } from './order';
import { Sight } from './sight';

export type PageText = Translate<KeyUnder<'page'>>;

/** What everything that shows in one page shares. */
export interface Stage {
  readonly document: Document;
  readonly view: Window;
  readonly layers: Layers;
  readonly sight: Sight;
  readonly notices: Notices;
  readonly deeds: Deeds;
  readonly t: PageText;
  /** Where the person last pressed, with the pointer or a key, and on what. */
  readonly lastPress: () => Press;
}

export interface Press {
  readonly at: Box;
  readonly element: Element;
}

/** Sets up a page for buttons, notices and requests; the signal takes all of it away again. */
export function openStage(document: Document, deeds: Deeds, t: PageText, signal: AbortSignal): Stage {
  const view = document.defaultView;
  if (!view) throw new Error('A stage needs a document that is shown.');
  const layers = new Layers(document, signal);
  const sight = new Sight(view, signal);
  const lastPress = trackPress(document, signal);
  const notices = new Notices({ view, layers, sight, t, lastPress, signal });
  return { document, view, layers, sight, notices, deeds, t, lastPress };
}

function trackPress(document: Document, signal: AbortSignal): () => Press {
  let last: Press = { at: { x: 8, y: 8, width: 0, height: 0 }, element: document.documentElement };
  const note = (event: Event, at: (element: Element) => Box) => {
    const [element] = event.composedPath();
    if (event.isTrusted && element instanceof Element) last = { at: at(element), element };
  };
  const options = { signal, capture: true, passive: true };
  const onPointer = (event: PointerEvent) => {
    note(event, () => ({ x: event.clientX, y: event.clientY, width: 0, height: 0 }));
  };
  const onKey = (event: KeyboardEvent) => {
    const presses = event.key === 'Enter' || event.key === ' ';
    if (presses && event.target !== document.body) note(event, (element) => element.getBoundingClientRect());
  };
  document.defaultView?.addEventListener('pointerdown', onPointer, options);
  document.defaultView?.addEventListener('keydown', onKey, options);
  return () => last;
}
