import { browser } from 'wxt/browser';

import type { Guide } from '../host/messages';
import { background as en } from '../locales/en.yml';
import { background as fr } from '../locales/fr.yml';
import { onMessage } from '../messaging';
import type { Settings } from '../settings';
import { languageFor, translator } from '../ui/translate';
import { lookAtTarget } from './look-at-tab';
import { drawMenu, retitle, targetOf, type MenuSpeech } from './menu';
import { countOf, titleFor, type Counted } from './menu-title';

export interface Menu {
  /** Draws it again when the language is another one than it speaks. */
  speak(language: Settings['language']): void;
  /** Draws it again when the guides are others than it offers. */
  offer(guides: readonly Guide[]): void;
  /** Says in its title what would be checked. */
  count(counted: Counted): Promise<void>;
}

/** Browsers keep a menu while the background sleeps: it is drawn at the start, and when what it says changes. */
export function keepMenu(): Menu {
  let language: Settings['language'] = 'auto';
  let guides: readonly Guide[] = [];
  let drawing = Promise.resolve();
  const speech = (): MenuSpeech => {
    const spoken = languageFor(language);
    return { language: spoken, t: translator(spoken, { en: { background: en }, fr: { background: fr } }) };
  };
  const draw = () => {
    drawing = drawing.then(() => drawMenu(speech(), guides));
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
    async count(counted) {
      await drawing;
      await retitle(titleFor(counted, speech()));
    },
  };
}

const NOTHING: Counted = { count: 0, labels: [] };

/** Firefox alone asks just before it shows a menu, and can show it again with another title. */
interface AskingMenus {
  readonly onShown: { addListener(listener: (info: Shown, tab?: { readonly id?: number }) => void): void };
  refresh(): Promise<void>;
}
type Shown = Parameters<typeof targetOf>[0] & { readonly frameId?: number };

/** Keeps the title in step with what is selected. */
export function followTitle(menu: Menu): void {
  if ('onShown' in browser.contextMenus) {
    const menus = browser.contextMenus as unknown as AskingMenus;
    menus.onShown.addListener((info, tab) => {
      const target = targetOf(info);
      if (target === null || tab?.id === undefined) return;
      void lookAtTarget(tab.id, info.frameId ?? 0, target)
        .then((found) => menu.count(found ? countOf(found.codes) : NOTHING))
        .then(() => menus.refresh());
    });
    return;
  }
  onMessage('selectionChanged', ({ data: counted }) => menu.count(counted));
  browser.tabs.onActivated.addListener(() => void menu.count(NOTHING));
}
