import type { Host } from '../host/client';
import type { Choice, Notice, Outcome, TargetCodes, Trigger } from '../messaging';
import type { GuideOpener, Place } from './open-guide';

/** More than this the vendor does not take at once; the person chooses which. */
const MOST_UCDS = 100;
/** Longer than any line of an order; the rest of a page that was selected whole is of no use to a search. */
const MOST_TEXT = 5000;

export interface CheckTarget {
  readonly host: Host;
  readonly opener: GuideOpener;
  readonly notify: (notice: Notice) => void;
  readonly choose: (choice: Choice) => Promise<void>;
}

/**
 * Opens a guide on what a person pointed at. Where that does not name its drugs beyond doubt, the popup opens with what was
 * found, and nothing is sent before the person has chosen.
 */
export async function checkTarget(
  target: TargetCodes,
  wish: { readonly guide: string; readonly trigger: Trigger; readonly place: Place },
  { host, opener, notify, choose }: CheckTarget,
): Promise<void> {
  const { guide, trigger, place } = wish;
  const known = await ucdsOf(target, host);
  if (!known.ok) {
    notify({ kind: 'error', error: known.error });
    return;
  }
  const { ucds, settled } = known.value;
  if (!settled || ucds.length === 0 || ucds.length > MOST_UCDS) {
    await choose({ ucds, guide, text: target.text.slice(0, MOST_TEXT) });
    return;
  }
  const order = { guide, ucds, trigger };
  notify({ kind: 'working' });
  const outcome = await opener.open(order, place);
  notify(outcome.ok ? { kind: 'done' } : { kind: 'error', error: outcome.error, order });
}

interface Ucds {
  readonly ucds: readonly string[];
  /** False when a code stands for several UCDs, or for none that the table knows. */
  readonly settled: boolean;
}

async function ucdsOf({ codes }: TargetCodes, host: Host): Promise<Outcome<Ucds>> {
  const boxes = codes.filter(({ ucd13 }) => ucd13 === null).map(({ code }) => code);
  const resolved = await host.resolve(boxes);
  if (!resolved.ok) return resolved;
  const byBox = new Map(boxes.map((code, index) => [code, resolved.value[index]?.ucd13 ?? null]));
  const found = codes.map(({ code, ucd13 }) => ucd13 ?? byBox.get(code) ?? null);
  const ucds = [...new Set(found.filter((ucd13) => ucd13 !== null))];
  return { ok: true, value: { ucds, settled: !found.includes(null) } };
}
