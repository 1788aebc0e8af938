import type { Finding } from '../detect';

/** Scrolls to a code and selects it: the one highlight that needs nothing of the page and goes with the next click. */
export function reveal({ element, range }: Finding): void {
  element.scrollIntoView({ block: 'center', inline: 'nearest' });
  const selection = element.ownerDocument.getSelection();
  selection?.removeAllRanges();
  if (range) selection?.addRange(range);
  else selection?.selectAllChildren(element);
}
