/** How a code was written: a UCD names the unit, a CIP names the box and needs the drug table to become a UCD. */
export type CodeKind = 'ucd13' | 'ucd7' | 'cip13' | 'cip7';

/** Where on the page a code was found. */
export type CodeSource = 'text' | 'attribute' | 'form' | 'fhir';

/** One code at one place of the page. It lives as long as the code stays there, and is the same object meanwhile. */
export interface Finding {
  readonly kind: CodeKind;
  /** The digits alone: 13 for `ucd13`, `ucd7` (already completed) and `cip13`, 7 for `cip7`. */
  readonly code: string;
  /** The code as it is printed on the page. */
  readonly printed: string;
  /** The UCD13 that the code names; null for a CIP, which only the drug table can turn into one. */
  readonly ucd13: string | null;
  readonly source: CodeSource;
  /** What the page calls the drug: the nearest name in its row, or null. */
  readonly label: string | null;
  /** The element that holds the code; buttons stand beside it. */
  readonly element: Element;
  /** The exact place, for codes in text; null elsewhere. */
  readonly range: Range | null;
  /** The table, list or order that the code belongs to, or null. */
  readonly group: Element | null;
  /** Where a site profile wants the button: a side of the code, or an element in its row; null where it says nothing. */
  readonly buttonPlace: 'before' | 'after' | Element | null;
  /** Whether the page still says so there at this moment: a change is told a little after it happened. */
  readonly stands: boolean;
}

/** What came and what went since the last call. A code that moved goes and comes. */
export interface Change {
  readonly added: readonly Finding[];
  readonly removed: readonly Finding[];
}
