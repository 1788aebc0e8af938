/** The order of the page, across shadow roots. */
import { everyNode, isShadowRoot } from './nodes';

/** Browsers compare two nodes by going through their siblings: more nodes than these are met sooner on a walk. */
const FEW = 100;

/** The nodes of a tree in the order of the page. */
export function inOrder(nodes: ReadonlySet<Text | Element>, root: Node): (Text | Element)[] {
  if (nodes.size <= FEW) return [...nodes].sort(byPosition);
  const ordered: (Text | Element)[] = [];
  for (const node of everyNode(root)) if (nodes.has(node)) ordered.push(node);
  return ordered;
}

function byPosition(a: Node, b: Node): number {
  if (a === b) return 0;
  const position = a.compareDocumentPosition(b);
  if (!(position & Node.DOCUMENT_POSITION_DISCONNECTED)) return sideOf(position);
  const [left, right] = inOneTree(a, b);
  // A host comes before its shadow tree, and that before what the host holds otherwise.
  if (left === right) return left === a ? -1 : 1;
  return sideOf(left.compareDocumentPosition(right));
}

const sideOf = (position: number): number => (position & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

/** The nodes, or the hosts of the shadow trees that they stand in, in the innermost tree that has both. */
function inOneTree(a: Node, b: Node): [Node, Node] {
  if (a.getRootNode() === b.getRootNode()) return [a, b];
  const others = hostPath(b);
  for (const left of hostPath(a)) {
    const right = others.find((other) => other.getRootNode() === left.getRootNode());
    if (right) return [left, right];
  }
  return [a, b];
}

/** The node, its shadow host, the host of that one… up to the document. */
function hostPath(node: Node): Node[] {
  const path = [node];
  for (let root = node.getRootNode(); isShadowRoot(root); root = root.host.getRootNode()) path.push(root.host);
  return path;
}
