import { onceATurn } from './turn';

/** Kinds of nodes, told by `nodeType`: a node adopted from another window is no instance of this window's classes. */

export const isText = (node: Node | null): node is Text =>
  node !== null && (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE);

export const isElement = (node: Node | null): node is Element => node?.nodeType === Node.ELEMENT_NODE;

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export const isField = (element: Element): element is Field =>
  element.localName === 'input' || element.localName === 'textarea' || element.localName === 'select';

const UNREAD = new Set(['password', 'hidden', 'file', 'range']);

/** What a field shows: its live value, the chosen options, all those of a list box. */
export function valuesOf(field: Field): string[] {
  if (field.localName !== 'select') return UNREAD.has(field.type) ? [] : [field.value];
  const select = field as HTMLSelectElement;
  const shown = select.multiple || select.size > 1 ? [...select.options] : [...select.selectedOptions];
  return shown.flatMap((option) => (option.hasAttribute('value') ? [option.label, option.value] : [option.label]));
}

export const isShadowRoot = (node: Node | null): node is ShadowRoot =>
  node?.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;

/** Whether a node stands in this page: what a script moved to another window is found there. */
export const isHere = (node: Node): boolean => node.isConnected && node.ownerDocument === document;

/** The text of an element, asked for once: engines put it together anew each time, and some copy it. */
export const wholeText = onceATurn((element: Element) => element.textContent);

/** The element around a node, across shadow roots. */
export function elementAround(node: Node): Element | null {
  const parent = node.parentElement;
  if (parent) return parent;
  const root = node.parentNode;
  return isShadowRoot(root) ? root.host : null;
}

/** Like `closest`, across shadow roots. */
export function closestAcross(element: Element, selector: string): Element | null {
  const found = element.closest(selector);
  if (found) return found;
  const root = element.getRootNode();
  return isShadowRoot(root) ? closestAcross(root.host, selector) : null;
}

/** Like `closest`, as the page is shown: across shadow roots, and from what a slot was given to the slot. */
export function closestShown(element: Element, selector: string): Element | null {
  for (let at: Element | null = element; at; at = at.assignedSlot ?? elementAround(at))
    if (at.matches(selector)) return at;
  return null;
}

/** The name of a node's class: of all that tells cells and rows from others, engines answer this the soonest. */
const classOf = (node: Node): unknown => (node as { readonly [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];

export const isTableCell = (node: Node): boolean => classOf(node) === 'HTMLTableCellElement';

/** What large pages are made of: never a field or a script, and never with a shadow root (DOM, “valid shadow host name”). */
const COMMON =
  'td,tr,th,li,a,b,i,u,em,strong,small,code,br,tbody,thead,table,ul,ol,dl,dt,dd,img,button,label,option,svg,path,g';

/** The elements of a tree that may have a shadow root, fields and scripts. */
export const notable = (tree: ParentNode): NodeListOf<Element> => tree.querySelectorAll(`:not(${COMMON})`);

/** Whether the text ends its table cell: nothing goes on from there. */
export const endsCell = (text: Text): boolean =>
  text.nextSibling === null && text.parentNode !== null && isTableCell(text.parentNode);

/** Every text and element of a tree, open shadow roots included. */
export function* everyNode(root: Node): Generator<Text | Element> {
  const walker = document.createTreeWalker(
    root,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION,
  );
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (isText(node) || isElement(node)) yield node;
    if (isElement(node) && node.shadowRoot) yield* everyNode(node.shadowRoot);
  }
}
