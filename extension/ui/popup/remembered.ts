import type { Guide } from '../../host/messages';

/** What the popup keeps between two openings, read at once so that nothing waits for it. */
const GUIDE = 'guide';
const GUIDES = 'guides';

export const lastGuide = (): string | null => localStorage.getItem(GUIDE);

export function rememberGuide(name: string): void {
  localStorage.setItem(GUIDE, name);
}

/** The guides as the host named them last; it is asked again each time. */
export function lastGuides(): readonly Guide[] {
  return JSON.parse(localStorage.getItem(GUIDES) ?? '[]') as Guide[];
}

export function rememberGuides(guides: readonly Guide[]): void {
  localStorage.setItem(GUIDES, JSON.stringify(guides));
}
