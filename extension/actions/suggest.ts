import { browser } from 'wxt/browser';

import { fromText } from '../detect';
import type { Host } from '../host/client';

export interface Suggestion {
  /** What is written into the address bar when it is chosen. */
  readonly content: string;
  readonly description: string;
}

/** What the address bar offers below `posos …`: the drugs of the codes in it, or of the words. */
export async function suggest(text: string, host: Host): Promise<Suggestion[]> {
  const codes = fromText(text).map(({ code }) => code);
  if (codes.length > 0) {
    const resolved = await host.resolve(codes);
    if (!resolved.ok) return [];
    const named = resolved.value.filter(({ ucd13 }) => ucd13 !== null);
    const names = named.map(({ label, ucd13 }) => label ?? ucd13 ?? '');
    const content = named.map(({ ucd13 }) => ucd13 ?? '').join(' ');
    return named.length > 0 ? [{ content, description: plain(names.join(' · ')) }] : [];
  }
  const words = text.trim();
  if (words.length < 2) return [];
  const matches = await host.search({ text: words.slice(0, 200), limit: 6 });
  if (!matches.ok) return [];
  return matches.value.map(({ ucd13, label }) => ({ content: ucd13, description: plain(label) }));
}

/** Chromium reads descriptions as XML, Firefox as text. */
function plain(text: string): string {
  if (browser.runtime.getURL('/').startsWith('moz-extension:')) return text;
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
