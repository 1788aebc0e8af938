/** What a sighted person sees. `aria-hidden` and `inert` hide nothing from the eye. */
import { areFramesSeen } from './around';
import { isElement, isField, isShadowRoot, isTableCell } from './nodes';
import { onceATurn } from './turn';

const SEEN: CheckVisibilityOptions = { checkVisibilityCSS: true };

/** Whether the node is drawn: `display`, `visibility`, `hidden`, closed `details`, `content-visibility`. */
export const isSeen = onceATurn(
  (node: Text | Element) => (isElement(node) ? isElementSeen(node) : isTextSeen(node)) && areFramesSeen(),
);

/** Enough for what a table cell holds: cells take no part in `content-visibility` (CSS Containment 2: no size containment). */
export const isCellSeen = (cell: Element): boolean => cell.checkVisibility(SEEN) && areFramesSeen();

function isTextSeen(text: Text): boolean {
  const parent = text.parentNode;
  if (isElement(parent) && isTableCell(parent) && isCellSeen(parent)) return true;
  if (isShadowRoot(parent)) return showsContent(parent.host);
  if (!isElement(parent)) return false;
  if (isFilledSlot(parent)) return false;
  if (!parent.shadowRoot) return showsContent(parent);
  return text.assignedSlot !== null && showsContent(text.assignedSlot);
}

function isElementSeen(element: Element): boolean {
  if (element.checkVisibility(SEEN)) return isField(element) ? isDrawn(element) : !isDefinition(element);
  // `display: contents` has no box of its own; what it holds is seen all the same.
  const style = getComputedStyle(element);
  if (style.display !== 'contents' || style.visibility !== 'visible') return false;
  if (element.assignedSlot) return showsContent(element.assignedSlot);
  const parent = element.parentNode;
  if (isShadowRoot(parent)) return showsContent(parent.host);
  return isElement(parent) && !parent.shadowRoot && showsContent(parent);
}

/** Widgets keep the field that they stand for, faded or a pixel wide, and show what is chosen elsewhere. */
function isDrawn(field: Element): boolean {
  if (!field.checkVisibility({ opacityProperty: true })) return false;
  const { width, height } = field.getBoundingClientRect();
  return width > 1 && height > 1 && !(field.parentElement && isShrunk(field.parentElement));
}

/** Made so small that nothing of it shows, for screen readers alone. */
export function isShrunk(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width === 1 && height === 1 && getComputedStyle(element).overflow !== 'visible';
}

/** A slot that was given something shows that, not what it holds itself. */
const isFilledSlot = (element: Element): boolean =>
  element.localName === 'slot' && (element as HTMLSlotElement).assignedNodes().length > 0;

/** SVG keeps shapes that are drawn only where something refers to them. */
const isDefinition = (element: Element): boolean =>
  'ownerSVGElement' in element &&
  (element.closest('defs,symbol,clipPath,mask,pattern,marker') !== null ||
    // Chromium says of text in a group that is not displayed that it is.
    (element.matches('text,tspan,textPath') && element.getClientRects().length === 0));

/** An element can be seen while what it holds is skipped. */
function showsContent(element: Element): boolean {
  if (!isElementSeen(element)) return false;
  if (isTableCell(element)) return true;
  if (element.localName === 'details' && !element.hasAttribute('open')) return false;
  return getComputedStyle(element).contentVisibility !== 'hidden';
}
