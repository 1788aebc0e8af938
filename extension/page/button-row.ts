import type { Box } from './beside';
import type { Layer } from './layer';
import { arch } from './look';
import type { Mark } from './marks';
import { MOST_UCDS } from './order';
import { onPress } from './press';
import type { Stage } from './stage';

export interface Place {
  readonly mark: Mark;
  readonly name: string | null;
  readonly box: Box;
  /** Where what the mark is about stood when the place was found. */
  readonly about: Box;
}

/** What a person does to a button. */
export interface Hands {
  readonly press: (mark: Mark, button: HTMLElement, seen: boolean) => void;
  readonly key: (mark: Mark, event: KeyboardEvent) => void;
}

interface Drawn {
  readonly button: HTMLButtonElement;
  readonly layer: Layer;
  mark: Mark;
  box: Box;
  about: Box;
}

/** The buttons that are drawn now. In each layer they are one stop of the tab key, after all stops of the page. */
export class ButtonRow {
  readonly #stage: Stage;
  readonly #hands: Hands;
  readonly #toolbars = new WeakMap<Layer, HTMLElement>();
  #drawn = new Map<Mark, Drawn>();

  constructor(stage: Stage, hands: Hands, signal: AbortSignal) {
    this.#stage = stage;
    this.#hands = hands;
    signal.addEventListener('abort', () => {
      this.show([]);
    });
  }

  /** Draws these buttons and no others. */
  show(places: readonly Place[]): void {
    const before = this.#drawn;
    const leaving = new Map([...before.values()].map((drawn) => [nameOf(drawn.mark, drawn.box), drawn]));
    for (const { mark } of places) {
      const drawn = before.get(mark);
      if (drawn) leaving.delete(nameOf(drawn.mark, drawn.box));
    }
    const originOf = origins();
    this.#drawn = new Map(
      carried(places).map((now) => {
        const { mark } = now;
        const drawn = before.get(mark) ?? this.#takeOver(leaving, mark, now.box) ?? this.#draw(now);
        this.#label(drawn.button, now);
        this.#move(drawn, now, originOf);
        return [mark, drawn];
      }),
    );
    for (const { button } of leaving.values()) this.#erase(button);
    this.#setTabStops();
  }

  /** Keeps each button beside what it is about, while new places are being looked for. */
  follow(): void {
    const originOf = origins();
    for (const now of carried([...this.#drawn.values()])) {
      const drawn = this.#drawn.get(now.mark);
      if (drawn) this.#move(drawn, now, originOf);
    }
  }

  marks(): readonly Mark[] {
    return [...this.#drawn.keys()];
  }

  buttonOf(mark: Mark): HTMLButtonElement | null {
    return this.#drawn.get(mark)?.button ?? null;
  }

  /** A page that redraws a row takes its code away and brings it back: same drug, same place, same button. */
  #takeOver(leaving: Map<string, Drawn>, mark: Mark, box: Box): Drawn | null {
    const name = nameOf(mark, box);
    const drawn = leaving.get(name);
    if (drawn?.layer !== this.#stage.layers.for(mark.element)) return null;
    leaving.delete(name);
    drawn.mark = mark;
    return drawn;
  }

  #draw({ mark, box, about }: Place): Drawn {
    const { document, layers, sight, deeds } = this.#stage;
    const layer = layers.for(mark.element);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'drug';
    button.tabIndex = -1;
    const drawn: Drawn = { button, layer, mark, box, about };
    const proves = (at: number) => drawn.mark.stands() && sight.proves(button, at);
    onPress(button, proves, (seen) => {
      this.#hands.press(drawn.mark, button, seen);
    });
    button.addEventListener('keydown', (event) => {
      this.#hands.key(drawn.mark, event);
    });
    button.addEventListener('pointerenter', () => {
      deeds.warm();
    });
    button.addEventListener('focus', () => {
      deeds.warm();
    });
    this.#toolbar(layer).append(button);
    return drawn;
  }

  #label(button: HTMLButtonElement, { mark: { count }, name }: Place): void {
    const { t, document } = this.#stage;
    const label = count === null ? t('page.check', { drug: name ?? '' }) : t('page.check_all', { count });
    if (button.ariaLabel === label) return;
    button.ariaLabel = label;
    button.title = label;
    button.replaceChildren(arch(document), ...(count === null ? [] : [String(count)]));
    if (count !== null) button.dataset.count = String(count);
  }

  #move(drawn: Drawn, { box, about }: Pick<Place, 'box' | 'about'>, originOf: (layer: Layer) => Box): void {
    const { button, layer } = drawn;
    const origin = originOf(layer);
    // Transforms, because moving by them is no shift of the layout.
    const transform = `translate(${Math.round(box.x - origin.x)}px, ${Math.round(box.y - origin.y)}px)`;
    if (button.style.transform !== transform) button.style.transform = transform;
    const size = `${box.width}px`;
    if (button.style.width !== size) Object.assign(button.style, { width: size, height: `${box.height}px` });
    Object.assign(drawn, { box, about });
    this.#stage.sight.follow(button, { host: layer.host, about: drawn.mark.element, box });
  }

  #erase(button: HTMLElement): void {
    this.#stage.sight.forget(button);
    button.remove();
  }

  #toolbar(layer: Layer): HTMLElement {
    const known = this.#toolbars.get(layer);
    if (known) return known;
    const toolbar = this.#stage.document.createElement('div');
    toolbar.setAttribute('role', 'toolbar');
    toolbar.ariaLabel = this.#stage.t('page.toolbar');
    toolbar.ariaOrientation = 'vertical';
    layer.root.append(toolbar);
    this.#toolbars.set(layer, toolbar);
    return toolbar;
  }

  #setTabStops(): void {
    const stops = new Map<Layer, HTMLElement>();
    for (const { layer, button } of this.#drawn.values()) {
      if (!stops.has(layer) || layer.root.activeElement === button) stops.set(layer, button);
    }
    for (const { layer, button } of this.#drawn.values()) {
      const index = stops.get(layer) === button ? 0 : -1;
      if (button.tabIndex !== index) button.tabIndex = index;
    }
  }
}

/** The same places after what they are about has moved: all at once, since a question after each button would lay the page out anew. */
function carried<Spot extends Pick<Place, 'mark' | 'box' | 'about'>>(spots: readonly Spot[]): Spot[] {
  return spots.map((spot) => {
    const { mark, box, about } = spot;
    const now = mark.element.getBoundingClientRect();
    const [x, y] = [box.x + now.x - about.x, box.y + now.y - about.y];
    return { ...spot, box: { ...box, x: Math.round(x), y: Math.round(y) }, about: now };
  });
}

/** Where layers begin, asked once each. */
function origins(): (layer: Layer) => Box {
  const known = new Map<Layer, Box>();
  return (layer) => {
    const origin = known.get(layer) ?? layer.host.getBoundingClientRect();
    known.set(layer, origin);
    return origin;
  };
}

/** Drugs too many for one order are chosen from in the popup anyway: there, which they are makes no difference. */
function nameOf(mark: Mark, { x, y }: Box): string {
  return `${x} ${y} ${mark.count !== null && mark.count > MOST_UCDS ? 'many' : mark.ucds.join(' ')}`;
}
