/** Codes of a selection or of a text that somebody pasted. */
import { saysOther } from './terms';
import { recognise, type Term } from './codes';
import { fieldInText } from './columns';
import { termInField, termInText } from './context';
import type { CodeKind, Finding } from './finding';
import { isElement } from './nodes';
import { known } from './place';
import { scan, type ScanOptions } from './scan';

/** A code in a text that stands in no page. */
export interface TextCode {
  readonly kind: CodeKind;
  readonly code: string;
  readonly ucd13: string | null;
  readonly printed: string;
}

/** Codes of a text, in order; lines and tabs part it, a label names what follows in its line, and headings their columns. */
export function fromText(pasted: string): TextCode[] {
  const lines = pasted.replace(/\r\n?/g, '\n');
  const text = lines.replace(/[\n\t]/g, '\0');
  const matches = recognise(text);
  return matches.flatMap((match) => {
    const field = fieldInText(lines, match.start);
    const term = (): Term | null => (field ? termInField(field, match.code) : termInText(text, matches, match));
    const isOther = (): boolean =>
      field ? saysOther(field.before) || saysOther(field.heading) : saysOther(text.slice(0, match.start));
    const { kind, code } = known(match, term, isOther);
    if (!kind) return [];
    const ucd13 = kind.startsWith('ucd') ? code : null;
    return [{ kind, code, ucd13, printed: text.slice(match.start, match.end) }];
  });
}

/** Codes wholly inside a selection, each range of it: Firefox makes one for every cell that is selected. */
export function fromSelection(selection: Selection, options: ScanOptions = {}): Finding[] {
  const found = new Set<Finding>();
  for (let i = 0; i < selection.rangeCount; i++) {
    const range = selection.getRangeAt(i);
    if (range.collapsed) continue;
    const around = range.commonAncestorContainer;
    const root = isElement(around) ? around : (around.parentNode ?? around);
    for (const finding of scan(root, options)) if (isInside(finding, range)) found.add(finding);
  }
  return distinct([...found]);
}

function isInside(finding: Finding, selected: Range): boolean {
  const range = finding.range ?? aroundElement(finding.element);
  if (range.startContainer.getRootNode() !== selected.startContainer.getRootNode())
    return selected.intersectsNode(finding.element);
  return (
    selected.compareBoundaryPoints(Range.START_TO_START, range) <= 0 &&
    selected.compareBoundaryPoints(Range.END_TO_END, range) >= 0
  );
}

function aroundElement(element: Element): Range {
  const range = element.ownerDocument.createRange();
  range.selectNode(element);
  return range;
}

/** Ranges that overlap find a place twice. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, Range | null>();
  return findings.filter((finding) => {
    const range = finding.range;
    if (!range) return true;
    const key = `${finding.code} ${range.startOffset}`;
    const before = seen.get(key);
    if (before?.startContainer === range.startContainer) return false;
    seen.set(key, range);
    return true;
  });
}
