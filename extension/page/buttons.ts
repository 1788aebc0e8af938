import type { Change } from '../detect';
import { Allowance } from './allowance';
import { ButtonRow, type Hands } from './button-row';
import { carryOut } from './carry-out';
import { byPlace, step } from './keyboard';
import { MarkBook } from './mark-book';
import type { Drugs, Mark } from './marks';
import { MOST_UCDS } from './order';
import { placer } from './placing';
import { trackPointer } from './pointer';
import { onRedraw } from './redraws';
import type { Stage } from './stage';

export type Position = 'beside' | 'hover' | 'off';

export interface ButtonSettings {
  readonly position: Position;
  readonly drugs: Drugs;
  readonly signal: AbortSignal;
}

export interface Buttons {
  /** What came and went, as the watcher of the page tells it. */
  readonly update: (change: Change) => void;
  /** To be called when more is known of the drugs. */
  readonly refresh: () => void;
  /** Puts the keyboard's focus on the first button in view. */
  readonly focus: () => void;
}

/** The second click of a double click comes up to so late, in ms: the longest that operating systems offer. */
const DOUBLE_CLICK = 900;

/** Draws a button beside each code and one over each group of codes, and keeps them there until the signal. */
export function mountButtons(stage: Stage, { position, drugs, signal }: ButtonSettings): Buttons {
  if (position === 'off') return { update: nothing, refresh: nothing, focus: nothing };
  let focused: Mark | null = null;
  // A page that has its own clicks fall on hidden buttons opens the popup so often, and no more.
  const doubts = new Allowance(5, 0.1);

  const press: Hands['press'] = (mark, button, seen) => {
    // What the page no longer says loses its button in a moment: nobody is to be asked about it.
    if (button.ariaBusy === 'true' || !mark.stands()) return;
    button.ariaBusy = 'true';
    const rest = (delay: number) => {
      setTimeout(() => {
        button.ariaBusy = null;
      }, delay);
    };
    if (!seen || mark.ucds.length > MOST_UCDS) {
      if (seen || doubts.take()) stage.deeds.choose(mark.ucds);
      rest(DOUBLE_CLICK);
      return;
    }
    const at = { at: button.getBoundingClientRect(), element: mark.element };
    void carryOut({ ucds: mark.ucds, trigger: 'button' }, at, stage).then(({ ok }) => {
      rest(ok ? DOUBLE_CLICK : 0);
    });
  };
  const key: Hands['key'] = (mark, event) => {
    const next = event.isTrusted ? step(event.key, mark, book.all()) : null;
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    void focus(next);
  };
  const row = new ButtonRow(stage, { press, key }, signal);
  const book = new MarkBook(
    drugs,
    () => {
      redraw();
    },
    signal,
  );
  const redraw = onRedraw(stage.document, () => void place(), signal);
  const isAt = trackPointer(
    stage.view,
    () => {
      redraw();
    },
    signal,
  );
  const asked = (mark: Mark) => mark === focused || isAt(mark);

  const wanted = () => book.near().filter((mark) => position === 'beside' || asked(mark));
  const place = placer({ view: stage.view, row, wanted, asked, signal });

  async function focus(mark: Mark): Promise<void> {
    focused = mark;
    mark.element.scrollIntoView({ block: 'nearest' });
    book.approach(mark);
    await place();
    const button = row.buttonOf(mark);
    button?.focus({ preventScroll: true });
    button?.addEventListener(
      'blur',
      () => {
        if (focused === mark) focused = null;
      },
      { once: true },
    );
  }

  return {
    update: (change) => {
      book.update(change);
    },
    refresh: () => {
      book.refresh();
    },
    focus: () => {
      const [first] = [...(position === 'hover' ? book.near() : row.marks())].sort(byPlace);
      if (first) void focus(first);
    },
  };
}

function nothing(): void {
  // The buttons are switched off.
}
