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

const NOTHING: Counted = { count: 0, labels: [] };

/** Browsers keep a menu while the background sleeps: it is drawn at the start, and when what it says changes. */
export function keepMenu(): Menu {
  let language: Settings['language'] = 'auto';
  let guides: readonly Guide[] = [];
  let counted = NOTHING;
  let drawing = Promise.resolve();
  const title = () => titleFor(counted, speechFor(language));
  const draw = () => {
    drawing = drawing.then(() => drawMenu(title(), guides, speechFor(language)));
  };
  browser.runtime.onInstalled.addListener(draw);
  browser.runtime.onStartup.addListener(draw);
  return {
    speak(wanted) {
      if (wanted === language) return;
      language = wanted;
      draw();
    },
    offer(offered) {
      if (JSON.stringify(offered) === JSON.stringify(guides)) return;
      guides = offered;
      draw();
    },
    async count(found) {
      counted = found;
      await drawing;
      await retitle(title());
    },
  };
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
