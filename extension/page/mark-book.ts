import type { Change, Finding } from '../detect';
import { CodeMark, groupMark, type Drugs, type Group, type Mark } from './marks';
import { Nearness } from './nearness';

/** A code's mark and the group that it was counted in: a finding that has gone has none any more. */
interface Entry {
  readonly mark: Mark;
  readonly group: Element | null;
}

/** A group with how many of its codes stand for each UCD, and the mark for as long as these UCDs stay the same. */
interface CountedGroup extends Group {
  readonly members: Set<Finding>;
  readonly counts: Map<string, number>;
  mark: Mark | null;
  isChanged: boolean;
}

/** Knows every mark of the page, and which of them are near the window. */
export class MarkBook {
  readonly #drugs: Drugs;
  readonly #changed: () => void;
  readonly #nearness: Nearness;
  readonly #codes = new Map<Finding, Entry>();
  readonly #waiting = new Set<Finding>();
  readonly #groups = new Map<Element, CountedGroup>();
  readonly #marks = new Map<Element, Set<Mark>>();
  /** Elements that got their first mark in this change, and those that lost their last one. */
  #fresh: Element[] = [];
  readonly #empty = new Set<Element>();

  constructor(drugs: Drugs, changed: () => void, signal: AbortSignal) {
    this.#drugs = drugs;
    this.#changed = changed;
    this.#nearness = new Nearness(changed, signal);
  }

  update({ added, removed }: Change): void {
    const groups = new Set<CountedGroup>();
    for (const finding of removed) this.#leave(finding, groups);
    for (const finding of added) this.#enter(finding, groups);
    for (const group of groups) if (group.isChanged) this.#markGroup(group);
    this.#letGo();
    this.#nearness.add(this.#fresh);
    this.#fresh = [];
    this.#changed();
  }

  /** Asks again about the boxes whose units were not known. */
  refresh(): void {
    const waiting = [...this.#waiting];
    this.update({ removed: waiting, added: waiting });
  }

  all(): readonly Mark[] {
    return [...this.#marks.values()].flatMap((marks) => [...marks]);
  }

  near(): readonly Mark[] {
    return [...this.#nearness.elements].flatMap((element) => [...(this.#marks.get(element) ?? [])]);
  }

  /** Counts as near at once, before the browser says so. */
  approach(mark: Mark): void {
    this.#nearness.approach(mark.element);
  }

  #enter(finding: Finding, groups: Set<CountedGroup>): void {
    const ucds = this.#drugs.ucdsOf(finding);
    if (ucds.length === 0) {
      this.#waiting.add(finding);
      return;
    }
    const mark = new CodeMark(finding, ucds, this.#drugs);
    const group = finding.group;
    this.#codes.set(finding, { mark, group });
    this.#add(mark);
    if (group) groups.add(this.#count(group, finding, ucds, 1));
  }

  #leave(finding: Finding, groups: Set<CountedGroup>): void {
    this.#waiting.delete(finding);
    const entry = this.#codes.get(finding);
    if (!entry) return;
    this.#codes.delete(finding);
    this.#remove(entry.mark);
    if (entry.group) groups.add(this.#count(entry.group, finding, entry.mark.ucds, -1));
  }

  #count(element: Element, finding: Finding, ucds: readonly string[], step: 1 | -1): CountedGroup {
    const known = this.#groups.get(element);
    const group: CountedGroup = known ?? {
      element,
      members: new Set(),
      counts: new Map(),
      mark: null,
      isChanged: false,
    };
    this.#groups.set(element, group);
    group.members[step === 1 ? 'add' : 'delete'](finding);
    for (const ucd of ucds) {
      const count = (group.counts.get(ucd) ?? 0) + step;
      if (count === 0) group.counts.delete(ucd);
      else group.counts.set(ucd, count);
      group.isChanged ||= count === 0 || (count === 1 && step === 1);
    }
    return group;
  }

  /** A group has a button of its own as soon as it holds two different drugs. */
  #markGroup(group: CountedGroup): void {
    group.isChanged = false;
    if (group.mark) this.#remove(group.mark);
    group.mark = group.counts.size < 2 ? null : groupMark(group);
    if (group.mark) this.#add(group.mark);
    if (group.members.size === 0) this.#groups.delete(group.element);
  }

  #add(mark: Mark): void {
    const marks = this.#marks.get(mark.element);
    if (marks) {
      marks.add(mark);
      return;
    }
    this.#marks.set(mark.element, new Set([mark]));
    this.#fresh.push(mark.element);
  }

  #remove(mark: Mark): void {
    const marks = this.#marks.get(mark.element);
    marks?.delete(mark);
    if (marks?.size === 0) this.#empty.add(mark.element);
  }

  /** Only after a whole change: what goes and comes at once is near all the time. */
  #letGo(): void {
    for (const element of this.#empty) {
      if (this.#marks.get(element)?.size !== 0) continue;
      this.#marks.delete(element);
      this.#nearness.remove(element);
    }
    this.#empty.clear();
  }
}
