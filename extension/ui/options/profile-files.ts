import type { Fault } from '../../json-schema';
import { checkProfile, isSiteProfile, type SiteProfile } from '../../site-profile';

/** Why a file is not taken: what the parser said, or the faults of each profile in it. */
export interface Refusal {
  readonly parser: string | null;
  readonly faults: readonly Fault[];
}

export type ReadProfiles =
  { readonly ok: true; readonly profiles: readonly SiteProfile[] } | { readonly ok: false; readonly refusal: Refusal };

/** Reads a file with one profile or a list of them; all of it counts or nothing. */
export function readProfiles(text: string): ReadProfiles {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, refusal: { parser: error instanceof Error ? error.message : String(error), faults: [] } };
  }
  if (!Array.isArray(value)) return judged([value], checkProfile(value));
  const faults = value.flatMap((one, index) =>
    checkProfile(one).map((fault) => ({ ...fault, path: `/${index}${fault.path}` })),
  );
  return judged(value, faults);
}

function judged(values: readonly unknown[], faults: readonly Fault[]): ReadProfiles {
  if (faults.length > 0) return { ok: false, refusal: { parser: null, faults } };
  return { ok: true, profiles: values.filter(isSiteProfile) };
}

/** Hands the profile over as a file. */
export function exportProfile(profile: SiteProfile): void {
  const file = new Blob([`${JSON.stringify(profile, null, 2)}\n`], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${profile.name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
