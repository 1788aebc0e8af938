import { isRecord, isTexts } from '../host/answers';
import type { Speech } from './speech';

/** Longer names than this would make the menu wider than the page. */
const MOST_LETTERS = 60;
/** More than these do not fit, however short they are. */
const MOST_LABELS = 20;

/** How many drugs something holds, and the names of those that have one, as many as a title can hold. */
export interface Counted {
  readonly count: number;
  readonly labels: readonly string[];
}

export function countOf(codes: readonly { readonly code: string; readonly label: string | null }[]): Counted {
  const byCode = new Map(codes.map(({ code, label }) => [code, label]));
  const labels = [...byCode.values()].filter((label) => label !== null);
  return { count: byCode.size, labels: labels.slice(0, MOST_LABELS) };
}

/** What a content script says of its page; its word is checked, for it shares its process with the page. */
export function countedOf(message: unknown): Counted {
  const { count, labels } = isRecord(message) ? message : {};
  if (!isCount(count) || !isTexts(labels) || labels.length > MOST_LABELS) throw new TypeError('Not what is selected.');
  return { count, labels };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** The title of the menu's item once it is known what it would check. */
export function titleFor({ count, labels }: Counted, { t }: Pick<Speech, 't'>): string {
  if (count === 0) return t('background.check');
  const names = labels.join(', ');
  if (labels.length < count || names.length > MOST_LETTERS) return t('background.check_count', { count });
  // In a title `&` marks an access key, and `%s` stands for the selection.
  return t('background.check_names', { names: names.replace(/&/g, '&&').replace(/%/g, '') });
}
