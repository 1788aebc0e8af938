/** What a site profile says about the pages of one application; selectors only, no code. */
export interface SiteProfile {
  readonly name: string;
  /** Match patterns of the pages it speaks of. */
  readonly matches: readonly string[];
  /** One drug each: the label is looked for inside, and a code counts once. */
  readonly rows?: string;
  /** Where codes stand; nothing is looked for elsewhere, and seven digits there are a UCD. */
  readonly codes?: string;
  /** The drug's name inside its row. */
  readonly labels?: string;
  readonly practitioner?: { readonly rpps: string; readonly first_name: string; readonly last_name: string };
  /** Side of the code, or a selector inside the row. */
  readonly buttons?: 'before' | 'after' | (string & {});
  /** Parts of the page that are never looked at. */
  readonly ignore?: string;
}

/** Which side of a code a profile wants its buttons on, where it names a side. */
export const isSide = (wanted: string): wanted is 'before' | 'after' => wanted === 'before' || wanted === 'after';

/** Whether a profile lets codes be looked for in an element. */
export const isInProfile = (element: Element, profile: SiteProfile | undefined): boolean =>
  profile === undefined ||
  ((profile.ignore === undefined || !element.closest(profile.ignore)) &&
    (profile.codes === undefined || element.closest(profile.codes) !== null));
