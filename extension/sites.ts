import { browser } from 'wxt/browser';

import { sendMessage } from './messaging';

const SCRIPT = '/content-scripts/content.js';
const REGISTRATION = 'page';

/** The sites that a person enabled or the administrator's build grants, as match patterns. */
export async function enabledSites(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins;
}

/** The host permission that covers a page, or null for a page that no extension may read; patterns carry no port. */
export function sitePattern(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'file:') return 'file:///*';
  return /^https?:$/.test(protocol) ? `${protocol}//${hostname}/*` : null;
}

/** Lets the browser start the content script on enabled sites by itself, in every frame, from the next load on. */
async function registerSites(): Promise<string[]> {
  const matches = await enabledSites();
  const registered = (await browser.scripting.getRegisteredContentScripts({ ids: [REGISTRATION] })).length > 0;
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [REGISTRATION] });
    return matches;
  }
  const script = {
    id: REGISTRATION,
    js: [SCRIPT],
    matches,
    allFrames: true,
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
  };
  await (registered
    ? browser.scripting.updateContentScripts([script])
    : browser.scripting.registerContentScripts([script]));
  return matches;
}

/** Starts the content script on pages that are open already; each frame that may not be read refuses by itself. */
async function startOnOpenPages(): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.allSettled(
    tabs.map(async ({ id }) => {
      if (id !== undefined)
        await browser.scripting.executeScript({ target: { tabId: id, allFrames: true }, files: [SCRIPT] });
    }),
  );
}

/** Tells running content scripts which sites are left, so that the others clear their pages at once. */
async function tellOpenPages(sites: readonly string[]): Promise<void> {
  const tabs = await browser.tabs.query({ discarded: false });
  await Promise.allSettled(
    tabs.map(async ({ id }) => {
      if (id !== undefined) await sendMessage('sitesChanged', sites, id);
    }),
  );
}

/** Keeps pages and permissions in step: what is granted starts at once, what is taken back ends at once. */
export function followSites(): void {
  // One change after the other: two registrations at the same time would both try to be the first.
  let last = Promise.resolve();
  const inTurn = (step: () => Promise<void>) => {
    last = last.then(step, step);
  };
  const start = async () => {
    if ((await registerSites()).length > 0) await startOnOpenPages();
  };
  const stop = async () => tellOpenPages(await registerSites());
  for (const event of [browser.runtime.onInstalled, browser.runtime.onStartup, browser.permissions.onAdded])
    event.addListener(() => {
      inTurn(start);
    });
  browser.permissions.onRemoved.addListener(() => {
    inTurn(stop);
  });
}
