import schema from '../manifests/site-profile.schema.json';
import type { SiteProfile } from './detect';
import { faultsIn, type Fault } from './json-schema';

export type { SiteProfile };

/** What is wrong with a profile, each with its place; nothing when it is good. */
export function checkProfile(value: unknown): Fault[] {
  return faultsIn(value, schema, { 'css-selector': isSelector });
}

export function isSiteProfile(value: unknown): value is SiteProfile {
  return checkProfile(value).length === 0;
}

/** Service workers have no document; the page that uses the selector checks it again. */
function isSelector(text: string): boolean {
  if (typeof document === 'undefined') return true;
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

/** The profile for a page: the first whose pattern matches its address, the administrator's first. */
export function profileFor(url: string, profiles: readonly SiteProfile[]): SiteProfile | undefined {
  return profiles.find(({ matches }) => matches.some((pattern) => matchesPattern(url, pattern)));
}

/** Match patterns as the browsers define them, a port in them allowed. */
export function matchesPattern(url: string, pattern: string): boolean {
  const [, scheme, host, path] = /^(\*|https?|file):\/\/([^/]*)(\/.*)$/.exec(pattern) ?? [];
  if (scheme === undefined || host === undefined || path === undefined || !URL.canParse(url)) return false;
  const address = new URL(url);
  const schemes = scheme === '*' ? ['http:', 'https:'] : [`${scheme}:`];
  return (
    schemes.includes(address.protocol) &&
    [address.host, address.hostname].some((name) => matchesHost(name, host)) &&
    wildcard(path).test(address.pathname + address.search)
  );
}

function matchesHost(name: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.startsWith('*.')) return name === pattern;
  return name === pattern.slice(2) || name.endsWith(pattern.slice(1));
}

function wildcard(glob: string): RegExp {
  return new RegExp(`^${glob.split('*').map(escape).join('.*')}$`, 's');
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
