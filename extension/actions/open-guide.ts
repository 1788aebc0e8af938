import { failure } from '../host/failure';
import type { Host } from '../host/client';
import type { Order, Outcome } from '../messaging';
import { mayOpen } from './address';
import type { SignedIn } from './signed-in';

/** A tab, as far as another one can open beside it. */
export interface Beside {
  readonly id?: number | undefined;
  readonly windowId: number;
  readonly incognito: boolean;
}

/** From where a person asked: the tab, the frame in it, and that frame's origin. */
export interface Place {
  readonly tab: Beside;
  readonly frameId: number;
  readonly origin: string | null;
}

/** Who is signed in at a place, as a site profile reads it there; null where none does. */
export type WhoIsAt = (place: Place) => Promise<Outcome<SignedIn | null>>;

export type OpenTab = (url: string, beside: Beside) => Promise<void>;

/** What can be given up. */
interface Wish {
  readonly tabId: number | undefined;
  readonly origin: string | null;
  readonly abort: AbortController;
}

interface Running extends Wish {
  readonly outcome: Promise<Outcome>;
  /** When it was asked for last. */
  asked: number;
}

/** The second click of a double click comes up to so late, in ms: the longest that operating systems offer. */
const DOUBLE_CLICK = 900;

/**
 * Prepares guides and opens them; one tab an order, however often it is clicked while it runs, and one for a double click
 * whose second half comes when the tab is there already. Whoever closed that tab and clicks again has taken longer.
 */
export class GuideOpener {
  readonly #host: Host;
  readonly #openTab: OpenTab;
  readonly #whoIsAt: WhoIsAt;
  /** Orders of which it is being asked whom they are for. */
  readonly #unnamed = new Set<Wish>();
  readonly #running = new Map<string, Running>();

  constructor(host: Host, openTab: OpenTab, whoIsAt: WhoIsAt) {
    this.#host = host;
    this.#openTab = openTab;
    this.#whoIsAt = whoIsAt;
  }

  /** Opens a guide for whom the order names, else for who is signed in to its page, else for the configured practitioner. */
  async open(order: Order, place: Place): Promise<Outcome> {
    if (order.practitioner) return this.#openOnce(order, place);
    const wish = { tabId: place.tab.id, origin: place.origin, abort: new AbortController() };
    this.#unnamed.add(wish);
    const who = await this.#whoIsAt(place).finally(() => this.#unnamed.delete(wish));
    if (wish.abort.signal.aborted) return { ok: false, error: failure('cancelled') };
    if (!who.ok) return who;
    if (!who.value) return this.#openOnce(order, place);
    const { practitioner, origin } = who.value;
    return this.#openOnce({ ...order, practitioner }, { ...place, origin });
  }

  #openOnce(order: Order, place: Place): Promise<Outcome> {
    const key = keyOf(order, place);
    const before = this.#running.get(key);
    if (before) {
      before.asked = Date.now();
      return before.outcome;
    }
    const abort = new AbortController();
    const outcome = this.#prepareAndOpen(order, place, abort.signal).catch((): Outcome => {
      return { ok: false, error: failure('internal') };
    });
    const running = { tabId: place.tab.id, origin: place.origin, outcome, abort, asked: Date.now() };
    this.#running.set(key, running);
    void outcome.then(({ ok }) => {
      this.#forget(key, ok ? DOUBLE_CLICK : 0);
    });
    return outcome;
  }

  /** Forgets an order once nobody has asked for it for so long, in ms. */
  #forget(key: string, pause: number): void {
    const rest = (this.#running.get(key)?.asked ?? 0) + pause - Date.now();
    if (rest <= 0) this.#running.delete(key);
    else
      setTimeout(() => {
        this.#forget(key, pause);
      }, rest);
  }

  /** Gives up what is being prepared for a tab; false when there is nothing. */
  cancel(tabId: number): boolean {
    return this.#giveUp((wish) => wish.tabId === tabId);
  }

  /** Gives up what pages asked for whose sites were switched off meanwhile. */
  cancelFrom(isOff: (origin: string) => boolean): void {
    this.#giveUp(({ origin }) => origin !== null && isOff(origin));
  }

  #giveUp(which: (wish: Wish) => boolean): boolean {
    const wishes = [...this.#unnamed, ...this.#running.values()].filter(which);
    for (const { abort } of wishes) abort.abort();
    return wishes.length > 0;
  }

  async #prepareAndOpen(order: Order, { tab, origin }: Place, signal: AbortSignal): Promise<Outcome> {
    const prepared = await this.#host.prepare(
      {
        guide: order.guide,
        ucds: [...order.ucds],
        ...(order.practitioner && { practitioner: order.practitioner }),
        source: { origin, trigger: order.trigger },
      },
      signal,
    );
    if (!prepared.ok) return prepared;
    if (signal.aborted) return { ok: false, error: failure('cancelled') };
    const { url } = prepared.value;
    if (!(await mayOpen(url, this.#host))) return { ok: false, error: failure('untrusted_url') };
    await this.#openTab(url, tab);
    return { ok: true, value: undefined };
  }
}

/** The same key, the same order: who clicks twice asks the same for the same person, from the same page. */
function keyOf({ guide, ucds, practitioner }: Order, { tab, origin }: Place): string {
  const who = practitioner && [practitioner.rpps, practitioner.first_name, practitioner.last_name];
  return JSON.stringify([tab.id, origin, who, guide, ucds]);
}
