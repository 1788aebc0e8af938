import type { Box } from './beside';
import type { Layers } from './layer';
import { onPress } from './press';
import type { Sight } from './sight';
import type { PageText, Press } from './stage';

export interface Notice {
  readonly kind: 'working' | 'error';
  readonly text: string;
  /** Where it belongs; by default, where the person last pressed. */
  readonly at?: Press;
  /** What one can do about it. `run` is told whether the person can be shown to have seen the button. */
  readonly action?: { readonly label: string; readonly run: (seen: boolean) => void };
}

interface Surroundings {
  readonly view: Window;
  readonly layers: Layers;
  readonly sight: Sight;
  readonly t: PageText;
  readonly lastPress: () => Press;
  readonly signal: AbortSignal;
}

/** One sentence at a time, beside the place that it is about. */
export class Notices {
  readonly #around: Surroundings;
  #shown: { readonly card: HTMLElement; readonly buttons: readonly HTMLElement[] } | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
    around.view.addEventListener(
      'keydown',
      (event) => {
        if (event.isTrusted && event.key === 'Escape') this.clear();
      },
      { signal: around.signal, capture: true },
    );
  }

  /** Shows a notice in the place of the one before; the answer takes it away, if it is still there. */
  show({ kind, text, at = this.#around.lastPress(), action }: Notice): () => void {
    this.clear();
    const { layers, sight, t, view, signal } = this.#around;
    if (signal.aborted) return () => undefined; // what is answered late has no page to say it on any more
    const document = view.document;
    const card = document.createElement('div');
    card.className = 'notice';
    card.dataset.kind = kind;
    card.setAttribute('role', kind === 'error' ? 'alert' : 'status');
    const sentence = document.createElement('p');
    const buttons: HTMLElement[] = [];
    const button = (kind: 'action' | 'dismiss', label: string, run: (seen: boolean) => void) => {
      const element = document.createElement('button');
      element.type = 'button';
      element.className = kind;
      element.textContent = label;
      onPress(element, (at) => sight.proves(element, at), run);
      buttons.push(element);
      return element;
    };
    card.append(sentence);
    if (action) card.append(button('action', action.label, action.run));
    const dismiss = button('dismiss', '×', () => {
      this.clear();
    });
    dismiss.setAttribute('aria-label', t('page.dismiss'));
    card.append(dismiss);
    const layer = layers.for(at.element);
    layer.root.append(card);
    sentence.textContent = text; // once it is in the page, so that a screen reader says it
    stand(card, at.at, view);
    for (const element of buttons)
      sight.follow(element, { host: layer.host, about: null, box: element.getBoundingClientRect() });
    this.#shown = { card, buttons };
    return () => {
      if (this.#shown?.card === card) this.clear();
    };
  }

  clear(): void {
    for (const button of this.#shown?.buttons ?? []) this.#around.sight.forget(button);
    this.#shown?.card.remove();
    this.#shown = null;
  }
}

const MARGIN = 8;

/** Below the place, or above it where there is no room below; inside the window in any case. */
function stand(card: HTMLElement, at: Box, view: Window): void {
  const { width, height } = card.getBoundingClientRect();
  const below = at.y + at.height + MARGIN;
  const y = below + height + MARGIN <= view.innerHeight ? below : at.y - height - MARGIN;
  const x = Math.min(at.x, view.innerWidth - width - MARGIN);
  card.style.left = `${Math.max(MARGIN, x)}px`;
  card.style.top = `${Math.max(MARGIN, y)}px`;
}
