import type { Change, Finding } from '../detect/finding';
import { codeMark, groupMark, type Drug, type Mark } from './marks';

/** So far outside the window a mark counts as near: about to be scrolled into view. */
const NEAR = '200px';

/** A code's mark and the group that it was counted in: a finding that has gone has none any more. */
interface Entry {
  readonly mark: Mark;
  readonly group: Element | null;
}

/** Knows every mark of the page, and which of them are near the window. */
export class MarkBook {
  readonly #drug: (finding: Finding) => Drug | null;
  readonly #changed: () => void;
  readonly #observer: IntersectionObserver;
  readonly #codes = new Map<Finding, Entry>();
  readonly #waiting = new Set<Finding>();
  readonly #groups = new Map<Element, Set<Finding>>();
  readonly #marks = new Map<Element, Set<Mark>>();
  readonly #groupMarks = new Map<Element, Mark>();
  readonly #near = new Set<Element>();
  readonly #empty = new Set<Element>();

  constructor(drug: (finding: Finding) => Drug | null, changed: () => void, signal: AbortSignal) {
    this.#drug = drug;
    this.#changed = changed;
    const options = { rootMargin: NEAR, scrollMargin: NEAR };
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#near[isIntersecting ? 'add' : 'delete'](target);
      changed();
    }, options);
    signal.addEventListener('abort', () => {
      this.#observer.disconnect();
    });
  }

  update({ added, removed }: Change): void {
    const groups = new Set<Element>();
    for (const finding of removed) this.#leave(finding, groups);
    for (const finding of added) this.#enter(finding, groups);
    for (const group of groups) this.#count(group);
    this.#letGo();
    this.#changed();
  }

  refresh(): void {
    const findings = [...this.#codes.keys(), ...this.#waiting];
    this.update({ removed: findings, added: findings });
  }

  all(): readonly Mark[] {
    return [...this.#marks.values()].flatMap((marks) => [...marks]);
  }

  near(): readonly Mark[] {
    return [...this.#near].flatMap((element) => [...(this.#marks.get(element) ?? [])]);
  }

  /** Counts as near at once, before the browser says so. */
  approach(mark: Mark): void {
    this.#near.add(mark.element);
  }

  #enter(finding: Finding, groups: Set<Element>): void {
    const drug = this.#drug(finding);
    if (!drug || drug.ucds.length === 0) {
      this.#waiting.add(finding);
      return;
    }
    const { group } = finding;
    const mark = codeMark(finding, drug);
    this.#codes.set(finding, { mark, group });
    this.#add(mark);
    if (!group) return;
    const members = this.#groups.get(group) ?? new Set();
    this.#groups.set(group, members.add(finding));
    groups.add(group);
  }

  #leave(finding: Finding, groups: Set<Element>): void {
    this.#waiting.delete(finding);
    const entry = this.#codes.get(finding);
    if (!entry) return;
    this.#codes.delete(finding);
    this.#remove(entry.mark);
    if (!entry.group) return;
    this.#groups.get(entry.group)?.delete(finding);
    groups.add(entry.group);
  }

  /** A group has a button of its own as soon as it holds two different drugs. */
  #count(group: Element): void {
    const members = this.#groups.get(group) ?? new Set();
    if (members.size === 0) this.#groups.delete(group);
    const ucds = [...new Set([...members].flatMap((finding) => this.#codes.get(finding)?.mark.ucds ?? []))];
    const before = this.#groupMarks.get(group);
    if (before) this.#remove(before);
    this.#groupMarks.delete(group);
    if (ucds.length < 2) return;
    const mark = groupMark(group, [...members], ucds);
    this.#groupMarks.set(group, mark);
    this.#add(mark);
  }

  #add(mark: Mark): void {
    const marks = this.#marks.get(mark.element);
    if (marks) {
      marks.add(mark);
      return;
    }
    this.#marks.set(mark.element, new Set([mark]));
    this.#observer.observe(mark.element);
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
      this.#near.delete(element);
      this.#observer.unobserve(element);
    }
    this.#empty.clear();
  }
}
