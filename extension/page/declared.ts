import { readCodes } from './request';

/** An element of the page that asks by its attributes: `data-posos-guide`, and `data-posos-ucds` where there are drugs. */
export interface Declared {
  readonly element: Element;
  readonly guide: string;
  /** Null when one of them is no UCD13. */
  readonly ucds: readonly string[] | null;
}

/** What the click is on, if that asks for a guide. */
export function declaredAt(event: Event): Declared | null {
  const element = event.composedPath().find((node) => node instanceof Element && node.hasAttribute('data-posos-guide'));
  if (!(element instanceof Element) || element.matches(':disabled, [aria-disabled="true"]')) return null;
  const guide = element.getAttribute('data-posos-guide')?.trim() ?? '';
  const list = element.getAttribute('data-posos-ucds') ?? '';
  return { element, guide, ucds: readCodes(list.split(/[\s,;]+/).filter(Boolean)) };
}
