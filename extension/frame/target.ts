import { fromSelection, fromText, scan, type TextCode } from '../detect';
import type { Target, TargetCodes } from '../messaging';

/** What stands where a person clicked with the other button, or what is selected: its codes and its words. */
export function readTarget(document: Document, target: Target): TargetCodes {
  switch (target.kind) {
    case 'selection':
      return readSelection(document);
    case 'editable':
      return readText(fieldText(document.activeElement));
    case 'link': {
      const link = [...document.links].find(({ href }) => href === target.url);
      const codes = link ? plain(scan(link)) : [];
      return codes.length > 0 ? { codes, text: '' } : { ...readText(target.url), text: words(link?.textContent) };
    }
  }
}

function readSelection(document: Document): TargetCodes {
  const field = selectedInField(document.activeElement);
  if (field !== null) return readText(field);
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return { codes: [], text: '' };
  return { codes: plain(fromSelection(selection)), text: linesOf(selection) };
}

/** Codes and words of a text that stands in no page, or in one that no script may read. */
export function readText(text: string): TargetCodes {
  return { codes: plain(fromText(text)), text };
}

/** Elements and ranges do not leave their frame. */
function plain(found: readonly (TextCode & { readonly label?: string | null })[]): TargetCodes['codes'] {
  return found.map(({ code, ucd13, label = null }) => ({ code, ucd13, label }));
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function fieldText(element: Element | null): string {
  return isTextField(element) ? element.value : (element?.textContent ?? '');
}

/** A selection in a text field is no selection of the document; null when there is none, or the field has none. */
function selectedInField(element: Element | null): string | null {
  if (!isTextField(element)) return null;
  const { selectionStart, selectionEnd, value } = element;
  return selectionStart === null || selectionStart === selectionEnd
    ? null
    : value.slice(selectionStart, selectionEnd ?? 0);
}

/** Firefox selects a table's cells one by one, each a range of its own: the cells of a row make one line. */
function linesOf(selection: Selection): string {
  if (selection.rangeCount === 1) return selection.toString();
  const rows = new Map<Node, string[]>();
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index);
    const { parentElement } = range.startContainer;
    const element = range.startContainer instanceof Element ? range.startContainer : parentElement;
    const row = element?.closest('tr, [role="row"], li') ?? range.startContainer;
    rows.set(row, [...(rows.get(row) ?? []), words(range.toString())]);
  }
  return [...rows.values()].map((cells) => cells.join(' ')).join('\n');
}

function words(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
