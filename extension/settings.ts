import { browser } from 'wxt/browser';

import { isRecord } from './host/answers';
import type { Fault } from './json-schema';
import { checkProfile, isSiteProfile, type SiteProfile } from './site-profile';
import type { Language } from './ui/translate';

export type ButtonPosition = 'beside' | 'hover' | 'off';

/** What one site may do; a key is a match pattern as the browser grants it, such as `https://dpi.example/*`. */
export interface SiteSettings {
  /** False switches off a site that the administrator's build grants. */
  readonly enabled?: boolean;
  readonly buttons?: ButtonPosition;
  /** Whether the site's own scripts and `data-posos-guide` elements may ask. */
  readonly page_requests?: boolean;
}

export interface Settings {
  readonly language: Language | 'auto';
  /** What buttons, menu and shortcut open; the popup begins with it. */
  readonly guide: string;
  readonly buttons: ButtonPosition;
  readonly sites: Readonly<Record<string, SiteSettings>>;
  readonly profiles: readonly SiteProfile[];
}

/** Settings as they count, and what of them the administrator fixed. */
export interface EffectiveSettings extends Settings {
  readonly locked: ReadonlySet<keyof Settings>;
  /** The patterns and the names of profiles that the administrator gave. */
  readonly lockedSites: ReadonlySet<string>;
  readonly lockedProfiles: ReadonlySet<string>;
  /** What the administrator gave and does not count. */
  readonly refused: readonly Refused[];
}

/** A setting or a profile of the administrator that is not as it should be, and what is wrong with a profile. */
export interface Refused {
  readonly name: string;
  readonly faults: readonly Fault[];
}

export const DEFAULTS: Settings = {
  language: 'auto',
  guide: 'side_effects',
  buttons: 'beside',
  sites: {},
  profiles: [],
};

const POSITIONS: readonly unknown[] = ['beside', 'hover', 'off'];

/** A stored value that is not what it should be counts as absent: another version wrote it, or a policy with a slip. */
const CHECKS: { readonly [Key in keyof Settings]: (value: unknown) => value is Settings[Key] } = {
  language: (value) => value === 'auto' || value === 'fr' || value === 'en',
  guide: (value): value is string => typeof value === 'string' && value !== '',
  buttons: (value): value is ButtonPosition => POSITIONS.includes(value),
  sites: (value): value is Settings['sites'] => isRecord(value) && Object.values(value).every(isSiteSettings),
  profiles: (value): value is SiteProfile[] => Array.isArray(value) && value.every(isSiteProfile),
};

function isSiteSettings(value: unknown): value is SiteSettings {
  return (
    isRecord(value) &&
    (value.buttons === undefined || POSITIONS.includes(value.buttons)) &&
    [value.enabled, value.page_requests].every((flag) => flag === undefined || typeof flag === 'boolean')
  );
}

/** The person's settings under the administrator's; sites and profiles of both stand side by side. */
export function mergeSettings(stored: unknown, managed: unknown): EffectiveSettings {
  const own = { ...DEFAULTS, ...valid(stored) };
  const fixed = valid(managed);
  const lockedProfiles = new Set(fixed.profiles?.map(({ name }) => name));
  return {
    ...own,
    ...fixed,
    sites: { ...own.sites, ...fixed.sites },
    profiles: [...(fixed.profiles ?? []), ...own.profiles.filter(({ name }) => !lockedProfiles.has(name))],
    locked: new Set(SINGLE.filter((key) => key in fixed)),
    lockedSites: new Set(Object.keys(fixed.sites ?? {})),
    lockedProfiles,
    refused: refusedIn(managed),
  };
}

const SINGLE = ['language', 'guide', 'buttons'] as const satisfies readonly (keyof Settings)[];

function valid(values: unknown): Partial<Settings> {
  const given = withGoodProfiles(values);
  return Object.fromEntries(
    Object.entries(CHECKS)
      .filter(([key, check]) => key in given && check(given[key]))
      .map(([key]) => [key, given[key]]),
  );
}

/** One profile with a fault does not take the others with it. */
function withGoodProfiles(values: unknown): Record<string, unknown> {
  if (!isRecord(values)) return {};
  return Array.isArray(values.profiles) ? { ...values, profiles: values.profiles.filter(isSiteProfile) } : values;
}

function refusedIn(managed: unknown): Refused[] {
  const given = withGoodProfiles(managed);
  const settings = Object.entries(CHECKS).filter(([key, check]) => key in given && !check(given[key]));
  const profiles: unknown[] = isRecord(managed) && Array.isArray(managed.profiles) ? managed.profiles : [];
  const judged = profiles.map((profile, index) => ({ name: nameOf(profile, index), faults: checkProfile(profile) }));
  return [...settings.map(([name]) => ({ name, faults: [] })), ...judged.filter(({ faults }) => faults.length > 0)];
}

function nameOf(profile: unknown, index: number): string {
  return isRecord(profile) && typeof profile.name === 'string' ? profile.name : `profiles/${index}`;
}

/** So long the administrator's settings are waited for, in ms: Chromium reads them for seconds after its start. */
const PATIENCE = 100;

/** With the administrator's settings as they are, or as they were known last when the browser does not say them yet. */
export async function loadSettings(): Promise<EffectiveSettings> {
  const managed = readManaged();
  const stored = await browser.storage.local.get();
  if (!(REMEMBERED in stored)) return mergeSettings(stored, await managed);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, stored[REMEMBERED]));
  return mergeSettings(stored, await Promise.race([managed, late]));
}

/** Where the administrator's settings are kept for the next start. */
const REMEMBERED = 'managed';

/** Keeps the administrator's settings in mind, those of now and of later; who follows the settings hears of what is new. */
export function rememberManaged(): void {
  const remember = async (): Promise<void> => {
    const [managed, stored] = [await readManaged(), await browser.storage.local.get(REMEMBERED)];
    if (JSON.stringify(stored[REMEMBERED]) !== JSON.stringify(managed))
      await browser.storage.local.set({ [REMEMBERED]: managed });
  };
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'managed') void remember();
  });
  void remember();
}

/** Firefox rejects when there is no policy at all. */
async function readManaged(): Promise<unknown> {
  return browser.storage.managed.get().catch(() => ({}));
}

/** Stores what the person chose; what is locked stays as it is in effect, whatever is stored. */
export async function saveSettings(changes: Partial<Settings>): Promise<void> {
  await browser.storage.local.set(changes);
}

/** Calls `listener` with the settings now and after each change, until the signal. */
export async function followSettings(
  listener: (settings: EffectiveSettings) => void,
  signal?: AbortSignal,
): Promise<void> {
  const changed = () => {
    void loadSettings().then((settings) => {
      if (!signal?.aborted) listener(settings);
    });
  };
  browser.storage.onChanged.addListener(changed);
  signal?.addEventListener('abort', () => {
    browser.storage.onChanged.removeListener(changed);
  });
  listener(await loadSettings());
}
