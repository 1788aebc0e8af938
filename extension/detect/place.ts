import { ATTRIBUTES, textOfAttribute } from './attribute-text';
import { groupOf } from './group';
import { labelOf, rowOf } from './label';
import { isUnnamed, named, type Match, type Term } from './codes';
import { elementAround, isElement, isHere, isText, valuesOf, type Field } from './nodes';
import type { CodeKind, CodeSource, Finding } from './finding';
import { isSide, type SiteProfile } from './profile';

interface Found {
  readonly node: Text | Element;
  readonly kind: CodeKind | null;
  readonly code: string;
  /** What it is was for the page to say. */
  readonly isSaid?: boolean;
  readonly printed: string;
  readonly source: CodeSource;
  readonly seen: boolean;
  /** Offsets of a code in text: from `node` to `endNode`. */
  readonly start?: number;
  readonly end?: number;
  readonly endNode?: Text;
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
  private readonly named: CodeKind | null;
  private readonly isSaid: boolean;
  private readonly start: number;
  private readonly end: number;
  private readonly endNode: Text | null;
  private readonly name: string | null | undefined;
  private readonly profile: SiteProfile | undefined;

  constructor(found: Found) {
    this.node = found.node;
    this.code = found.code;
    this.printed = found.printed === found.code ? found.code : found.printed;
    this.source = found.source;
    this.seen = found.seen;
    this.named = found.kind;
    this.isSaid = found.isSaid ?? false;
    this.start = found.start ?? 0;
    this.end = found.end ?? 0;
    this.endNode = found.endNode ?? null;
    this.name = found.name;
    this.profile = found.profile;
  }

  /** Seen, and known for what it is. */
  get counts(): boolean {
    return this.seen && this.named !== null;
  }

  /** What stands around it in the page has a say: digits that it names, and codes cut by elements. */
  get dependsOnOthers(): boolean {
    return this.isSaid || (this.endNode !== null && this.endNode !== this.node);
  }

  get kind(): CodeKind {
    return this.named ?? 'ucd7';
  }

  get ucd13(): string | null {
    return this.named === 'ucd13' || this.named === 'ucd7' ? this.code : null;
  }

  get element(): Element {
    return isElement(this.node) ? this.node : (elementAround(this.node) ?? this.node.ownerDocument.documentElement);
  }

  get range(): Range | null {
    if (!this.endNode) return null;
    const range = this.node.ownerDocument.createRange();
    range.setStart(this.node, this.start);
    range.setEnd(this.endNode, this.end);
    return range;
  }

  get stands(): boolean {
    const { node, endNode, start, end } = this;
    if (!isHere(node)) return false;
    if (!endNode) return this.textsInElement().some((text) => text.includes(this.printed));
    if (!isText(node) || start > node.length || end > endNode.length) return false;
    const text = node === endNode ? node.data.slice(start, end) : (this.range?.toString() ?? '');
    let at = 0;
    for (const digit of this.printed.replace(/\D/g, '')) {
      at = text.indexOf(digit, at) + 1; // other text may stand between the digits, unseen
      if (at === 0) return false;
    }
    return true;
  }

  private textsInElement(): readonly string[] {
    const element = this.node as Element;
    if (this.source === 'form') return valuesOf(element as Field);
    if (this.source === 'fhir') return [element.textContent];
    return ATTRIBUTES.map((name) => textOfAttribute(element, name));
  }

  get buttonPlace(): 'before' | 'after' | Element | null {
    const wanted = this.profile?.buttons ?? null;
    return wanted === null || isSide(wanted) ? wanted : rowOf(this.element, this.profile).querySelector(wanted);
  }

  get label(): string | null {
    return this.name !== undefined ? this.name : labelOf(this, this.profile);
  }

  get group(): Element | null {
    return this.source === 'fhir' ? this.element : groupOf(this.element);
  }

  /** The same digits at the same place, seen and named alike: the older object goes on living. */
  equals(other: Place): boolean {
    return (
      this.node === other.node &&
      this.source === other.source &&
      this.named === other.named &&
      this.code === other.code &&
      this.printed === other.printed &&
      this.seen === other.seen &&
      this.name === other.name &&
      this.start === other.start &&
      this.end === other.end &&
      this.endNode === other.endNode
    );
  }
}

/** Kind and full code of a match; kind null while it is for the page to say, and nothing there does. */
export function known(
  match: Match,
  term: () => Term | null,
  isOther: () => boolean,
): { readonly kind: CodeKind | null; readonly code: string; readonly isSaid: boolean } {
  if (!isUnnamed(match.kind)) {
    // Whoever pads a number with zeros may pad others, too.
    const isPadded = match.kind === 'ucd7';
    return { kind: isPadded && isOther() ? null : match.kind, code: match.code, isSaid: isPadded };
  }
  const said = term();
  return { kind: null, code: match.code, ...(said && named(match.code, said)), isSaid: true };
}
