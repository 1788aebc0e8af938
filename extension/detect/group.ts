/** The table, the list or the order that a code belongs to. */
import { closestAcross } from './nodes';

const GROUP =
  'table,[role=grid],[role=treegrid],[role=table],[role=list],ul,ol,dl,fieldset,[role=group],[role=feed],article';

export const groupOf = (element: Element): Element | null => closestAcross(element, GROUP);

/** What the page calls the group: its caption, its label, or the heading before it; empty when it has none. */
export function captionOf(group: Element): string {
  const labelled = group.getAttribute('aria-labelledby')?.split(/\s+/)[0];
  const said =
    group.querySelector(':scope > caption, :scope > legend')?.textContent ??
    group.getAttribute('aria-label') ??
    (labelled ? group.ownerDocument.getElementById(labelled)?.textContent : null) ??
    headingBefore(group);
  return (said ?? '').replace(/\s+/g, ' ').trim().slice(0, 120);
}

function headingBefore(group: Element): string | null {
  const inside = group.querySelector(':scope > h1, :scope > h2, :scope > h3, :scope > h4, :scope > header');
  if (inside) return inside.textContent;
  for (let at: Element | null = group, up = 0; at && up < 3; at = at.parentElement, up++) {
    const before = at.previousElementSibling;
    if (before?.matches('h1,h2,h3,h4,h5,h6,header')) return before.textContent;
  }
  return null;
}
