import type { Speech } from './speech';

/** Longer names than this would make the menu wider than the page. */
const MOST_LETTERS = 60;

/** How many drugs something holds, and the names of those that have one. */
export interface Counted {
  readonly count: number;
  readonly labels: readonly string[];
}

export function countOf(codes: readonly { readonly code: string; readonly label: string | null }[]): Counted {
  const byCode = new Map(codes.map(({ code, label }) => [code, label]));
  return { count: byCode.size, labels: [...byCode.values()].filter((label) => label !== null) };
}

/** The title of the menu's item once it is known what it would check. */
export function titleFor({ count, labels }: Counted, { t }: Pick<Speech, 't'>): string {
  if (count === 0) return t('background.check');
  const names = labels.join(', ');
  if (labels.length < count || names.length > MOST_LETTERS) return t('background.check_count', { count });
  // In a title `&` marks an access key, and `%s` stands for the selection.
  return t('background.check_names', { names: names.replace(/&/g, '&&').replace(/%/g, '') });
}
