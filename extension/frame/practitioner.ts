import type { Practitioner } from '../host/messages';
import type { SiteProfile } from '../site-profile';

/** Who is signed in, where a site profile says that it stands; null when any part is missing. */
export function practitionerOn(
  document: Document,
  { practitioner }: Pick<SiteProfile, 'practitioner'>,
): Practitioner | null {
  if (!practitioner) return null;
  const read = (selector: string) => textAt(document.querySelector(selector));
  const [rpps, first_name, last_name] = [practitioner.rpps, practitioner.first_name, practitioner.last_name].map(read);
  return rpps && first_name && last_name ? { rpps, first_name, last_name } : null;
}

function textAt(element: Element | null): string {
  const text = element instanceof HTMLInputElement ? element.value : element?.textContent;
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
