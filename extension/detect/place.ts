import { groupOf } from './group';
import { labelOf } from './label';
import { named, type Match, type Term } from './codes';
import type { CodeKind, CodeSource, Finding } from './finding';
import type { SiteProfile } from './profile';

/** A node and an offset in it, as in a Range. */
export interface Spot {
  readonly node: Text;
  readonly offset: number;
}

interface Found {
  readonly node: Text | Element;
  readonly kind: CodeKind | null;
  readonly code: string;
  readonly printed: string;
  readonly source: CodeSource;
  readonly seen: boolean;
  readonly start?: Spot;
  readonly end?: Spot;
  readonly name?: string | null;
  readonly profile?: SiteProfile | undefined;
}

/**
 * Digits at one place of a page: a finding when they are seen and, for seven digits, named. What costs time or memory,
 * the Range, the label and the group, is made when somebody asks for it.
 */
export class Place implements Finding {
  readonly node: Text | Element;
  readonly code: string;
  readonly printed: string;
  readonly source: CodeSource;
  seen: boolean;
  readonly #kind: CodeKind | null;
  readonly #start: Spot | undefined;
  readonly #end: Spot | undefined;
  readonly #name: string | null | undefined;
  readonly #profile: SiteProfile | undefined;

  constructor(found: Found) {
    this.node = found.node;
    this.code = found.code;
    this.printed = found.printed;
    this.source = found.source;
    this.seen = found.seen;
    this.#kind = found.kind;
    this.#start = found.start;
    this.#end = found.end;
    this.#name = found.name;
    this.#profile = found.profile;
  }

  /** Seen, and known for what it is. */
  get counts(): boolean {
    return this.seen && this.#kind !== null;
  }

  /** What stands around it in the page has a say: seven digits, and codes cut by elements. */
  get dependsOnOthers(): boolean {
    return (
      this.#kind === null || this.#kind === 'ucd7' || this.#kind === 'cip7' || this.#start?.node !== this.#end?.node
    );
  }

  get kind(): CodeKind {
    return this.#kind ?? 'ucd7';
  }

  get ucd13(): string | null {
    return this.#kind === 'ucd13' || this.#kind === 'ucd7' ? this.code : null;
  }

  get element(): Element {
    if (this.node instanceof Element) return this.node;
    const parent = this.node.parentNode;
    if (parent instanceof Element) return parent;
    return parent instanceof ShadowRoot ? parent.host : this.node.ownerDocument.documentElement;
  }

  get range(): Range | null {
    if (!this.#start || !this.#end) return null;
    const range = this.node.ownerDocument.createRange();
    range.setStart(this.#start.node, this.#start.offset);
    range.setEnd(this.#end.node, this.#end.offset);
    return range;
  }

  get label(): string | null {
    return this.#name !== undefined ? this.#name : labelOf(this, this.#profile);
  }

  get group(): Element | null {
    return this.source === 'fhir' ? this.element : groupOf(this.element);
  }

  /** The same digits at the same place, seen and named alike: the older object goes on living. */
  equals(other: Place): boolean {
    return (
      this.node === other.node &&
      this.source === other.source &&
      this.#kind === other.#kind &&
      this.code === other.code &&
      this.printed === other.printed &&
      this.seen === other.seen &&
      this.#name === other.#name &&
      sameSpot(this.#start, other.#start) &&
      sameSpot(this.#end, other.#end)
    );
  }
}

const sameSpot = (a: Spot | undefined, b: Spot | undefined): boolean => a?.node === b?.node && a?.offset === b?.offset;

/** Kind and full code of a match; kind null while nothing on the page names its seven digits. */
export function known(
  match: Match,
  term: () => Term | null,
): { readonly kind: CodeKind | null; readonly code: string } {
  if (match.kind !== 'seven') return { kind: match.kind, code: match.code };
  const said = term();
  return (said && named(match.code, said)) ?? { kind: null, code: match.code };
}
