import { browser, type Browser } from 'wxt/browser';

import type { Guide } from '../host/messages';
import type { Target } from '../messaging';
import type { Speech } from './speech';

/** The one item that pages show: browsers put an extension's items below each other as soon as there are two. */
const CHECK = 'check';
const GUIDES = 'guides';
const GUIDE = 'guide:';

/** Draws the menu anew: the item for pages, and the guides on the toolbar's button. */
export async function drawMenu(title: string, guides: readonly Guide[], { language, t }: Speech): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: CHECK,
    title,
    contexts: ['selection', 'link', 'editable', 'page', 'frame'],
  });
  if (guides.length === 0) return;
  browser.contextMenus.create({ id: GUIDES, title: t('background.guides'), contexts: ['action'] });
  for (const { name, labels } of guides)
    browser.contextMenus.create({ id: GUIDE + name, parentId: GUIDES, title: labels[language], contexts: ['action'] });
}

export async function retitle(title: string): Promise<void> {
  await browser.contextMenus.update(CHECK, { title });
}

type Click = Pick<Browser.contextMenus.OnClickData, 'menuItemId' | 'selectionText' | 'linkUrl' | 'editable'>;

/** What the person pointed at; null for the bare page. */
export function targetOf({ selectionText, linkUrl, editable }: Click): Target | null {
  if (selectionText) return { kind: 'selection' };
  if (linkUrl) return { kind: 'link', url: linkUrl };
  return editable ? { kind: 'editable' } : null;
}

/** The guide chosen on the toolbar's button; null for the item of the page. */
export function guideOf({ menuItemId }: Click): string | null {
  const id = String(menuItemId);
  return id.startsWith(GUIDE) ? id.slice(GUIDE.length) : null;
}
