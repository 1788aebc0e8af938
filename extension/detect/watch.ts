/** Follows the codes of a document through its life. */
import { pauses, STRETCH } from './breathe';
import { Chore, drain } from './chore';
import { Dirty } from './dirty';
import type { Change, Finding } from './finding';
import { Ledger } from './ledger';
import { isHere } from './nodes';
import type { SiteProfile } from './profile';
import { Sights } from './sights';
import { Sweep } from './sweep';
import { forgetTables } from './tables';
import { Walk } from './walk';

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

/** So many places inside an element are asked at once whether they are still seen; of a large one, now and then. */
const FEW = 500;
const MANY = 20_000;
/** After a large one, many times as long passes before the next. */
const REST = 10;

const CHANGES: MutationObserverInit = { subtree: true, childList: true, characterData: true, attributes: true };

export function watch(document: Document, { profile, onChange, signal }: WatchOptions): Watcher {
  const ledger = new Ledger(profile);
  const dirty = new Dirty();
  const trees = new Set<Node>();
  const roots = new Set<Document | ShadowRoot>();
  let running: Promise<void> | null = null;
  const walks = new Set<Walk>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let telling = false;
  const large = new Set<Element>();
  let restUntil = 0;
  let ordered: readonly Finding[] | null = null;

  const observer = new MutationObserver((records) => {
    take(records);
    start();
  });
  const sights = new Sights(document, signal, {
    onSight(element) {
      if (element) dirty.element(element);
      wantSweeps();
      start();
    },
    onEcho() {
      filling.want();
      start();
    },
  });

  function take(records: readonly MutationRecord[]): void {
    for (const record of records) {
      dirty.add(record);
      for (const removed of record.removedNodes)
        for (const walk of walks) walk.leave(removed, record.target, record.previousSibling);
      if (record.target === document) sights.listen();
    }
    if (records.length === 0) return;
    forgetTables();
    wantSweeps();
  }

  function enter(root: Document | ShadowRoot): void {
    if (roots.has(root)) return;
    roots.add(root);
    observer.observe(root, CHANGES);
  }

  /** What changes have left to do. */
  const changes = new Chore(function* () {
    for (const node of drain(dirty.removed)) {
      ledger.drop(node);
      yield;
    }
    for (const node of dirty.nodes()) {
      if (node) ledger.read(node);
      yield;
    }
    for (const element of drain(dirty.left)) ledger.touch(element);
    for (const tree of drain(dirty.trees)) trees.add(tree);
    if (performance.now() >= restUntil) for (const element of drain(large)) dirty.looks.add(element);
    for (const element of drain(dirty.looks)) yield* lookInside(element);
    if (dirty.restyled) trees.add(document);
    dirty.restyled = false;
    if (!dirty.gone) return;
    dirty.gone = false;
    for (const node of ledger.places.keys()) {
      if (!isHere(node)) ledger.read(node);
      yield;
    }
  });

  /** Reads what stands in a tree, and goes on when parts of it leave the page meanwhile. */
  function* readIn(tree: Node): Generator<void> {
    const walk = new Walk(tree, enter);
    walks.add(walk);
    try {
      for (const handful of walk.handfuls()) {
        yield;
        for (const node of handful) {
          ledger.read(node);
          yield;
        }
      }
    } finally {
      walks.delete(walk);
    }
  }

  /** Reads the trees that are new. */
  const reading = new Chore(function* () {
    for (const tree of drain(trees)) {
      if (tree.isConnected) yield* readIn(tree);
    }
  });

  /** Asks every known place whether it is still seen and still means the same. */
  const looking = new Sweep(function* () {
    for (const node of ledger.known()) {
      ledger.look(node);
      yield;
    }
    for (const root of roots) if (!root.isConnected) roots.delete(root);
  });

  /** Reads everything once more: styles join and part what stands on a line, and shadow roots come without a sound. */
  const rereading = new Sweep(() => readIn(document));
  /** Asks the fields for their values. */
  const filling = new Sweep(function* () {
    for (const field of ledger.fields) {
      ledger.read(field);
      yield;
    }
  });
  const sweeps = [filling, looking, rereading];

  function wantSweeps(): void {
    for (const sweep of sweeps) sweep.want();
  }

  /** One stretch of work; true when there is more. */
  function work(until: number): boolean {
    take(observer.takeRecords());
    return !changes.advance(until) || !reading.advance(until);
  }

  /** Known places inside an element whose look may have changed; a large one waits when another was looked through lately. */
  function* lookInside(element: Element): Generator<void> {
    if (ledger.places.size === 0 || !element.isConnected) return;
    const began = performance.now();
    const most = began < restUntil ? FEW : MANY;
    let n = 0;
    for (const step of readIn(element)) {
      yield step;
      if (++n > most) {
        if (most === FEW) large.add(element);
        return;
      }
      if (n > FEW) restUntil = performance.now() + REST * (performance.now() - began);
    }
  }

  function tell(): void {
    sights.follow(ledger.touched, ledger.unseen);
    const change = ledger.account();
    ordered = null;
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
      const pauses = sweeps.flatMap((sweep) => sweep.pause ?? []);
      if (large.size > 0) pauses.push(Math.max(0, restUntil - performance.now()));
      if (pauses.length === 0 || signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(start, Math.min(...pauses));
    });
  }

  const isOver = (): boolean => signal.aborted;

  async function run(): Promise<void> {
    const pause = pauses();
    for (let more = true; more && !isOver();) {
      await pause();
      if (isOver()) return;
      more = work(performance.now() + STRETCH);
      tell();
      for (const sweep of sweeps) {
        if (more || sweep.pause !== 0) continue;
        await pause();
        if (isOver()) return;
        sweep.advance(performance.now() + STRETCH);
        tell();
      }
      take(observer.takeRecords());
      more ||= !dirty.isEmpty || trees.size > 0;
    }
  }

  /** Everything once more: there are changes that no event announces. */
  function catchUp(): void {
    if (telling || signal.aborted) return;
    trees.add(document);
    looking.hurry();
    work(Infinity);
    looking.advance(Infinity);
    while (trees.size > 0) work(Infinity);
    tell();
  }

  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  enter(document);
  trees.add(document);
  start();

  return {
    get size() {
      return ledger.size;
    },
    get findings() {
      return (ordered ??= ledger.shownInOrder(document));
    },
    settle() {
      catchUp();
      return this.findings;
    },
  };
}
