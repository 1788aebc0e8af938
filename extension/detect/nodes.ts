/** Kinds of nodes, told by `nodeType`: a node adopted from another window is no instance of this window's classes. */

export const isText = (node: Node | null): node is Text =>
  node !== null && (node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE);

export const isElement = (node: Node | null): node is Element => node?.nodeType === Node.ELEMENT_NODE;

export const isShadowRoot = (node: Node | null): node is ShadowRoot =>
  node?.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;

/** The element around a node, across shadow roots. */
export function elementAround(node: Node): Element | null {
  const parent = node.parentNode;
  if (isElement(parent)) return parent;
  return isShadowRoot(parent) ? parent.host : null;
}

/** Like `closest`, across shadow roots. */
export function closestAcross(element: Element, selector: string): Element | null {
  const found = element.closest(selector);
  if (found) return found;
  const root = element.getRootNode();
  return isShadowRoot(root) ? closestAcross(root.host, selector) : null;
}

export const isTableCell = (element: Element): boolean => element.localName === 'td' || element.localName === 'th';

/** Every text and element of a tree, open shadow roots included. */
export function* everyNode(root: Node): Generator<Text | Element> {
  if (isText(root)) yield root;
  if (isElement(root)) {
    yield root;
    if (root.shadowRoot) yield* everyNode(root.shadowRoot);
  }
  for (let child = root.firstChild; child; child = child.nextSibling) yield* everyNode(child);
}
