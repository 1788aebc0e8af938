/** The table, the list or the order that a code belongs to. */
import { wordsOf } from './lines';
import { closestAcross } from './nodes';

const GROUP =
  'table,[role=grid],[role=treegrid],[role=table],[role=list],ul,ol,dl,fieldset,[role=group],[role=feed],article';

export const groupOf = (element: Element): Element | null => closestAcross(element, GROUP);

const TITLE = 'h1,h2,h3,h4,h5,h6';
const HEADING = `${TITLE},header`;

/** What the page calls the group: its caption, its label, or the heading before it; empty when it has none. */
export function captionOf(group: Element): string {
  const labelled = group.getAttribute('aria-labelledby')?.split(/\s+/)[0];
  const label = group.getAttribute('aria-label')?.trim();
  const heading =
    group.querySelector(':scope > caption, :scope > legend') ??
    (labelled ? group.ownerDocument.getElementById(labelled) : null) ??
    (label ? null : headingOf(group));
  // A header may hold dates and buttons beside the title.
  const title = (heading?.localName === 'header' ? heading.querySelector(TITLE) : null) ?? heading;
  return (title ? wordsOf(title) : (label ?? '')).slice(0, 120);
}

function headingOf(group: Element): Element | null {
  const inside = group.querySelector(':scope > h1, :scope > h2, :scope > h3, :scope > h4, :scope > header');
  if (inside) return inside;
  for (let at: Element | null = group, up = 0; at && up < 3; at = at.parentElement, up++) {
    const before = at.previousElementSibling;
    if (before?.matches(HEADING)) return before;
    // The head of a card; a list with a heading of its own is another group.
    const heading = before?.querySelector(HEADING);
    if (heading && !before?.querySelector('table,ul,ol,dl,[role]')) return heading;
  }
  return null;
}
