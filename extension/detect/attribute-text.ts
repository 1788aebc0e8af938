/** The attributes that pages put codes into, and what a person would read in them. */
export const ATTRIBUTES = ['data-ucd', 'data-code', 'value', 'title', 'aria-label', 'alt', 'href'] as const;

/** Fields whose live value counts instead. */
const FIELDS = new Set(['input', 'textarea', 'select', 'option']);

/** Empty for what the element has not, or shows as it is now instead. */
export function textOfAttribute(element: Element, name: (typeof ATTRIBUTES)[number]): string {
  if (name === 'value' && FIELDS.has(element.localName)) return '';
  const value = element.getAttribute(name) ?? '';
  return name === 'href' ? readableAddress(value) : value;
}

/** An address as a person would read it; one that calls a number or holds data names no drug. */
function readableAddress(address: string): string {
  if (/^\s*(?:tel|sms|fax|callto|mailto|data|blob):/i.test(address)) return '';
  const spaced = address.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replace(/%[\da-f]{2}/gi, ' ');
  }
}
