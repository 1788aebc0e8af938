import { failure } from '../host/failure';
import type { ErrorCode } from '../host/messages';
import type { Outcome } from '../messaging';
import { Allowance } from './allowance';
import { carryOut } from './carry-out';
import { declaredAt, type Declared } from './declared';
import { Gestures } from './gestures';
import { MOST_UCDS, type PageOrder } from './order';
import { isRecord, readRequest, REQUEST, type PageRequest } from './request';
import type { Stage } from './stage';

/** UCD13s, and whether they are all the drugs that were named: a box may hold several units, or one that nobody knows. */
export interface FoundUcds {
  readonly ucds: readonly string[];
  readonly settled: boolean;
}

export interface PageListening {
  /** The drugs in a FHIR resource. */
  readonly ucdsIn: (resource: unknown) => Promise<Outcome<FoundUcds>>;
  readonly signal: AbortSignal;
}

/** Why a page's request was not carried out; beside these, what the host says. */
type Refusal = ErrorCode | 'gesture_required' | 'too_many_codes';

const HELLO = 'posos-bridge/hello';

/** Carries out what the page itself asks for: by elements with `data-posos-guide`, and by messages. */
export function listenToPage(stage: Stage, { ucdsIn, signal }: PageListening): void {
  const { view } = stage;
  const gestures = new Gestures(view, signal);
  const allowance = new Allowance(6, 0.2);
  const busy = new WeakSet<Element>();
  /** What is under way, by everything but its id: a double click asks twice for the same. */
  const running = new Map<string, Promise<Refusal | null>>();

  const onClick = (event: MouseEvent) => {
    if (!event.isTrusted || event.button !== 0) return;
    const declared = declaredAt(event);
    if (!declared) return;
    event.preventDefault(); // its way without the extension: a link, a form
    if (!gestures.spend() || busy.has(declared.element)) return; // a message has already been paid with this click
    busy.add(declared.element);
    void carryOutDeclared(declared, stage, allowance.take()).finally(() => busy.delete(declared.element));
  };

  const onMessage = (event: MessageEvent<unknown>) => {
    if (!event.isTrusted || event.source !== view || event.origin !== view.origin || !isRecord(event.data)) return;
    if (event.data.type === HELLO) say(view, { type: 'posos-bridge/ready' });
    if (event.data.type !== REQUEST) return;
    const reading = readRequest(event.data);
    if (!reading.ok) {
      answer(reading.id, reading.code);
      return;
    }
    void outcomeOf(reading.request).then((outcome) => {
      answer(reading.request.id, outcome);
    });
  };

  async function outcomeOf(request: PageRequest): Promise<Refusal | null> {
    const key = JSON.stringify({ ...request, id: null });
    const hasGesture = gestures.spend(); // used up by what is under way already, too: no page saves it for later
    const same = running.get(key);
    if (same) return same;
    if (!hasGesture) return 'gesture_required';
    if (!allowance.take()) return 'rate_limited';
    const outcome = carryOutRequest(request).finally(() => running.delete(key));
    running.set(key, outcome);
    return outcome;
  }

  async function carryOutRequest({ guide, ucds, resources, practitioner }: PageRequest): Promise<Refusal | null> {
    const all = new Set(ucds);
    let isSettled = true;
    for (const found of await Promise.all(resources.map(ucdsIn))) {
      if (!found.ok) return found.error.code;
      for (const ucd of found.value.ucds) all.add(ucd);
      isSettled &&= found.value.settled;
    }
    // What is not all, or too much, the person looks through.
    if (!isSettled || all.size > MOST_UCDS) {
      stage.deeds.choose([...all], guide);
      return isSettled ? 'too_many_codes' : 'invalid_code';
    }
    const order: PageOrder = { guide, ucds: [...all], trigger: 'page', ...(practitioner && { practitioner }) };
    const outcome = await carryOut(order, stage.lastPress(), stage);
    return outcome.ok ? null : outcome.error.code;
  }

  function answer(id: string | null, refusal: Refusal | null): void {
    const head = { type: 'posos-bridge/response', version: 1, id };
    if (!refusal) say(view, { ...head, ok: true });
    else say(view, { ...head, ok: false, error: { code: refusal, message: sentence(refusal, stage) } });
  }

  view.addEventListener('click', onClick, { signal, capture: true });
  view.addEventListener('message', onMessage, { signal });
  signal.addEventListener('abort', () => {
    say(view, { type: 'posos-bridge/ended' });
  });
  say(view, { type: 'posos-bridge/ready' });
}

async function carryOutDeclared({ element, guide, ucds }: Declared, stage: Stage, allowed: boolean): Promise<void> {
  const at = { at: element.getBoundingClientRect(), element };
  const refusal = !ucds ? 'invalid_code' : allowed ? null : 'rate_limited';
  if (refusal) stage.notices.show({ kind: 'error', text: sentence(refusal, stage), at });
  else if (ucds && ucds.length > MOST_UCDS) stage.deeds.choose(ucds, guide);
  else if (ucds) await carryOut({ guide, ucds, trigger: 'page' }, at, stage);
}

function sentence(refusal: Refusal, { deeds, t }: Stage): string {
  if (refusal === 'gesture_required') return t('page.gesture_required');
  if (refusal === 'unsupported_version') return t('page.unsupported_version');
  if (refusal === 'too_many_codes') return t('page.too_many_codes', { most: MOST_UCDS });
  return deeds.explain(failure(refusal));
}

/** To the page alone; a page without an origin (a local file) has no other way to name itself. */
function say(view: Window, message: unknown): void {
  view.postMessage(message, view.origin === 'null' ? '*' : view.origin);
}
