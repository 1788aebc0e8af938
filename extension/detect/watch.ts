/** Follows the codes of a document through its life. */
import { breathe, STRETCH } from './breathe';
import { Dirty } from './dirty';
import type { Change, Finding } from './finding';
import { Ledger } from './ledger';
import type { SiteProfile } from './profile';
import { isShadowRoot } from './nodes';
import { Sights } from './sights';
import { forgetTables } from './tables';
import { OTHERS, Walk } from './walk';

export interface WatchOptions {
  readonly profile?: SiteProfile | undefined;
  readonly onChange?: (change: Change) => void;
  readonly signal: AbortSignal;
}

export interface Watcher {
  /** How many codes are known to be seen. */
  readonly size: number;
  /** The codes known to be seen, in the order of the page. */
  readonly findings: readonly Finding[];
  /** Catches up with the page at once, also with what no event announces, and gives its codes: for a person who asks. */
  settle(): readonly Finding[];
}

const CHANGES: MutationObserverInit = { subtree: true, childList: true, characterData: true, attributes: true };

/** Sweeps over everything take at most this part of the time. */
const SWEEP_SHARE = 1 / 40;

export function watch(document: Document, { profile, onChange, signal }: WatchOptions): Watcher {
  const ledger = new Ledger(profile);
  const dirty = new Dirty();
  const walks: Walk[] = [];
  const roots = new Set<Node>();
  let running: Promise<void> | null = null;
  let sweep: Iterator<Text | Element> | null = null;
  let unsettled = false;
  let nextSweep = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling = false;
  let ordered: readonly Finding[] | null = null;

  const observer = new MutationObserver((records) => {
    take(records);
    start();
  });
  const sights = new Sights(document, signal, (element) => {
    if (element) dirty.element(element);
    unsettled = true;
    start();
  });

  function take(records: readonly MutationRecord[]): void {
    for (const record of records) {
      dirty.add(record);
      for (const removed of record.removedNodes)
        for (const walk of walks) walk.leave(removed, record.target, record.previousSibling);
      if (record.target === document) sights.listen();
    }
    if (records.length > 0) unsettled = true;
  }

  function enter(root: Document | ShadowRoot): void {
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, CHANGES);
  }

  function read(root: Node): void {
    walks.push(new Walk(root, enter));
  }

  /** One stretch of work; true when there is more. */
  function work(until: number): boolean {
    take(observer.takeRecords());
    forgetTables();
    for (const node of dirty.removed) ledger.drop(node);
    dirty.removed.clear();
    for (const node of dirty.takeNodes()) ledger.read(node);
    for (const element of dirty.left) ledger.touch(element);
    dirty.left.clear();
    for (const tree of dirty.trees) if (tree.isConnected) read(tree);
    dirty.trees.clear();
    for (const element of dirty.looks) lookInside(element);
    dirty.looks.clear();
    if (dirty.restyled) read(document);
    dirty.restyled = false;
    if (dirty.gone) for (const node of ledger.places.keys()) if (!node.isConnected) ledger.read(node);
    dirty.gone = false;

    for (let walk = walks[0]; walk; walk = walks[0]) {
      for (let n = 1; !walk.isOver; n++) {
        const node = walk.next();
        if (node) ledger.read(node);
        if ((!node || n % 64 === 0) && performance.now() > until) return true;
      }
      walks.shift();
    }
    return false;
  }

  /** Asks every known place whether it is still seen and still means the same, and looks for new shadow roots. */
  function sweepOn(until: number): boolean {
    const began = performance.now();
    if (!sweep) {
      if (!unsettled || began < nextSweep) return false;
      unsettled = false;
      sweep = ledger.known();
      nextSweep = 0;
      for (const root of roots) if (root.isConnected) findShadows(root as Document | ShadowRoot);
    }
    let more = true;
    for (let n = 1; more && (n % 32 !== 0 || performance.now() < until); n++) {
      const step = sweep.next();
      if (step.done) more = false;
      else ledger.look(step.value);
    }
    // The pause after a sweep is as many times its length as its share of the time says.
    const now = performance.now();
    nextSweep += (now - began) / SWEEP_SHARE;
    if (more) return true;
    nextSweep += now;
    sweep = null;
    return walks.length > 0;
  }

  function findShadows(root: Document | ShadowRoot): void {
    for (const element of root.querySelectorAll(OTHERS)) {
      const shadow = element.shadowRoot;
      if (shadow && isShadowRoot(shadow) && !roots.has(shadow)) {
        enter(shadow);
        read(shadow);
      }
    }
  }

  /** Known places inside an element whose look may have changed; large ones wait for the sweep. */
  function lookInside(element: Element): void {
    if (ledger.places.size === 0 || !element.isConnected) return;
    let n = 0;
    for (const node of new Walk(element, enter)) {
      ledger.read(node);
      if (++n > 500) return;
    }
  }

  function tell(): void {
    const change = ledger.account();
    ordered = null;
    sights.follow(ledger.unseen);
    if (change.added.length + change.removed.length === 0) return;
    telling = true;
    try {
      onChange?.(change);
    } finally {
      telling = false;
    }
  }

  function start(): void {
    if (signal.aborted) return;
    running ??= run().finally(() => {
      running = null;
      if (unsettled && !signal.aborted) {
        clearTimeout(timer);
        timer = setTimeout(start, Math.max(0, nextSweep - performance.now()));
      }
    });
  }

  const isOver = (): boolean => signal.aborted;

  async function run(): Promise<void> {
    for (let more = true; more && !isOver();) {
      await breathe();
      if (isOver()) return;
      more = work(performance.now() + STRETCH);
      tell();
      if (!more) {
        await breathe();
        if (isOver()) return;
        more = sweepOn(performance.now() + STRETCH);
        tell();
      }
      take(observer.takeRecords());
      more ||= !dirty.isEmpty;
    }
  }

  /** Everything once more: there are changes that no event announces. */
  function catchUp(): void {
    if (telling || signal.aborted) return;
    read(document);
    nextSweep = 0;
    unsettled = true;
    while (work(Infinity) || sweepOn(Infinity)) continue;
    tell();
  }

  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    walks.length = 0;
  });
  enter(document);
  read(document);
  start();

  return {
    get size() {
      return ledger.size;
    },
    get findings() {
      return (ordered ??= ledger.shownInOrder());
    },
    settle() {
      catchUp();
      return this.findings;
    },
  };
}
