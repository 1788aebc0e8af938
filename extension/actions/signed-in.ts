import { browser, type Browser } from 'wxt/browser';

import { failure } from '../host/failure';
import type { Practitioner } from '../host/messages';
import type { Outcome } from '../messaging';
import { matchesPattern } from '../site-profile';
import { enabledSites } from '../sites';
import { originOf } from './sender';

const WHO = '/who.js';
/** A page that does not answer for so long, in ms, hangs. */
const PATIENCE = 3000;

/** Who is signed in to a page, and the origin that says so. */
export interface SignedIn {
  readonly practitioner: Practitioner;
  readonly origin: string | null;
}

interface Said extends SignedIn {
  readonly frameId: number;
}

type Sender = Browser.runtime.MessageSender;

/**
 * Asks the frames of a tab who is signed in, each by its site profile. A frame says it by a message of its own, because the
 * browser vouches for a message's origin, and not for what a script gives back.
 */
export class SignedInPeople {
  readonly #ears = new Set<(practitioner: Practitioner, sender: Sender) => void>();

  hear(practitioner: Practitioner, sender: Sender): void {
    for (const ear of this.#ears) ear(practitioner, sender);
  }

  /** Whom the frame names that a person is at, else the first frame of the tab that names somebody; null when none does. */
  async in(tabId: number, frameId: number): Promise<Outcome<SignedIn | null>> {
    const sites = await enabledSites();
    const said: Said[] = [];
    const ear = (practitioner: Practitioner, { tab, frameId = 0, origin, url = '' }: Sender) => {
      const from = originOf(origin ?? url);
      const address = from === null ? url : `${from}/`;
      if (tab?.id === tabId && sites.some((site) => matchesPattern(address, site)))
        said.push({ frameId, practitioner, origin: from });
    };
    this.#ears.add(ear);
    const answered = await Promise.race([ask(tabId), silence()]);
    this.#ears.delete(ear);
    const [first = null] = said.sort((a, b) => rank(a) - rank(b));
    return answered || first ? { ok: true, value: first } : { ok: false, error: failure('internal') };

    function rank(one: Said): number {
      return one.frameId === frameId ? -1 : one.frameId;
    }
  }
}

/** True once every frame has been asked; a tab that may not be looked at has no profile either. */
async function ask(tabId: number): Promise<boolean> {
  const target = { tabId, allFrames: true };
  await browser.scripting.executeScript({ target, files: [WHO] }).catch(() => undefined);
  return true;
}

const silence = () => new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false));
