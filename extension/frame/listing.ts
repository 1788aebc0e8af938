import { captionOf, type Finding } from '../detect';
import type { ListedCode } from '../messaging';

/** Numbers for the findings of one frame, the same as long as a finding lives. */
export class Listing {
  readonly #ids = new WeakMap<object, number>();
  #last = 0;

  list(findings: readonly Finding[]): ListedCode[] {
    const captions = new Map<Element, string>();
    const captionOnce = (group: Element): string => {
      const caption = captions.get(group) ?? captionOf(group);
      captions.set(group, caption);
      return caption;
    };
    return findings.map((finding) => this.#listed(finding, captionOnce));
  }

  find(findings: readonly Finding[], id: number): Finding | undefined {
    return findings.find((finding) => this.#ids.get(finding) === id);
  }

  #listed(finding: Finding, captionOnce: (group: Element) => string): ListedCode {
    const { kind, code, ucd13, printed, label, source, group } = finding;
    return {
      id: this.#id(finding),
      kind,
      code,
      ucd13,
      printed,
      label,
      source,
      group: group && { id: this.#id(group), caption: captionOnce(group) },
    };
  }

  #id(thing: object): number {
    const known = this.#ids.get(thing);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#ids.set(thing, this.#last);
    return this.#last;
  }
}
