import { browser } from 'wxt/browser';

import type { Guide } from '../host/messages';
import { onMessage } from '../messaging';
import type { Settings } from '../settings';
import { drawMenu, retitle } from './menu';
import { countedOf, titleFor, type Counted } from './menu-title';
import { senderOf } from './sender';
import { speechFor } from './speech';

export interface Menu {
  /** Draws it again when the language is another one than it speaks. */
  speak(language: Settings['language']): void;
  /** Draws it again when the guides are others than it offers. */
  offer(guides: readonly Guide[]): void;
  /** Says in its title what would be checked. */
  count(counted: Counted): Promise<void>;
}

/** What the menu says beside its title. */
interface Saying {
  readonly language: Settings['language'];
  readonly guides: readonly Guide[];
}

const NOTHING: Counted = { count: 0, labels: [] };
const AT_FIRST: Saying = { language: 'auto', guides: [] };
/** Where it is kept what was drawn last: the background forgets it when it sleeps, and the menu stays. */
const DRAWN = 'menu';

/** Browsers keep a menu while the background sleeps: it is drawn at the start, and when what it says changes. */
export function keepMenu(): Menu {
  let said = AT_FIRST;
  let counted = NOTHING;
  let last = drawnLast().then((drawn) => {
    said = drawn;
  });
  const inTurn = (step: () => Promise<void>) => {
    last = last.then(step, step);
    return last;
  };
  const title = () => titleFor(counted, speechFor(said.language));
  const draw = async () => {
    await drawMenu(title(), said.guides, speechFor(said.language));
    // As text, for Chromium puts the keys of what it stores into an order of its own.
    await browser.storage.session.set({ [DRAWN]: JSON.stringify(said) });
  };
  const say = (news: Partial<Saying>) =>
    inTurn(async () => {
      const next = { ...said, ...news };
      if (JSON.stringify(next) === JSON.stringify(said)) return;
      said = next;
      await draw();
    });
  browser.runtime.onInstalled.addListener(() => void inTurn(draw));
  browser.runtime.onStartup.addListener(() => void inTurn(draw));
  return {
    speak: (language) => void say({ language }),
    offer: (guides) => void say({ guides }),
    count(found) {
      counted = found;
      return inTurn(() => retitle(title()));
    },
  };
}

async function drawnLast(): Promise<Saying> {
  const { [DRAWN]: drawn } = await browser.storage.session.get(DRAWN);
  return typeof drawn === 'string' ? (JSON.parse(drawn) as Saying) : AT_FIRST;
}

/**
 * Keeps the title in step with what is selected, as enabled pages tell it. Firefox could also be asked for another title while
 * its menu shows, but it draws the menu anew for that, and a quick click on the item that was there is lost.
 */
export function followTitle(menu: Menu): void {
  onMessage('selectionChanged', async (message) => {
    const counted = countedOf(message.data);
    // Pages in the background may go on selecting; the menu is that of the page that the person sees.
    if (senderOf(message).tab?.active) await menu.count(counted);
  });
  browser.tabs.onActivated.addListener(() => void menu.count(NOTHING));
}
