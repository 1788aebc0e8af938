/** What a reader sees in an element, line by line: blocks, cells and breaks part lines, room is a space. */
import { edgeOf } from './edges';
import { isElement, isText } from './nodes';

export interface Line {
  readonly text: string;
  /** The element that the line begins in. */
  readonly element: Element;
}

/** Controls say what they do, not what the page is about. */
const UNREAD = /^(?:script|style|template|button|select|option|textarea|input)$/;
/** Raised and lowered signs part a number, not a name. */
const RAISED = /^(?:sup|sub)$/;
const MOST_NODES = 1000;

export function linesOf(root: Element): Line[] {
  const lines: Line[] = [];
  let line = { text: '', element: root };
  let nodes = 0;

  const cut = (): void => {
    const text = line.text.replace(/\s+/g, ' ').trim();
    if (text !== '') lines.push({ text, element: line.element });
    line = { text: '', element: root };
  };
  const read = (element: Element): void => {
    for (const child of element.childNodes) {
      if (++nodes > MOST_NODES) return;
      if (isText(child)) {
        if (line.text === '') line.element = element;
        line.text += child.data;
      } else if (isElement(child) && !UNREAD.test(child.localName)) enter(child);
    }
  };
  const enter = (element: Element): void => {
    const edge = RAISED.test(element.localName) ? '' : edgeOf(element);
    if (edge === 'hidden') return;
    if (edge === 'cut') cut();
    else line.text += edge;
    read(element);
    if (edge === 'cut') cut();
    else line.text += edge;
  };
  read(root);
  cut();
  return lines;
}

/** The whole as one line. */
export const wordsOf = (element: Element): string =>
  linesOf(element)
    .map((line) => line.text)
    .join(' ');
