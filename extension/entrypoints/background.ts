import { browser, type Browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';

import { checkTarget } from '../actions/check-target';
import { Choices } from '../actions/choose-codes';
import { lookAtSelection, lookAtTab, lookAtTarget } from '../actions/look-at-tab';
import { guideOf, targetOf } from '../actions/menu';
import { followTitle, keepMenu } from '../actions/menu-life';
import { GuideOpener } from '../actions/open-guide';
import { openTabBeside } from '../actions/open-tab';
import { answerAddressBar } from '../actions/address-bar';
import { choiceOf, codesOf, isPractitioner, orderOf, placeIn, placeOf } from '../actions/order';
import { isScreen, onScreenMessage, senderOf, withoutHint } from '../actions/sender';
import { SignedInPeople } from '../actions/signed-in';
import { tell } from '../actions/tell';
import { readText } from '../frame/target';
import { Host } from '../host/client';
import { HOST_NAME } from '../host/port';
import { onMessage, sendMessage, type Notice, type TargetCodes, type Trigger } from '../messaging';
import { DEFAULTS, followSettings, rememberManaged, type EffectiveSettings } from '../settings';
import { matchesPattern } from '../site-profile';
import { followSites } from '../sites';

type Tab = Browser.tabs.Tab;

export default defineBackground(() => {
  const menu = keepMenu();
  const host = new Host(
    {
      connect: () => browser.runtime.connectNative(HOST_NAME),
      reason: (port) => ('error' in port ? String(port.error) : (browser.runtime.lastError?.message ?? '')),
    },
    { extension_version: browser.runtime.getManifest().version, browser: import.meta.env.BROWSER },
    ({ guides }) => {
      menu.offer(guides);
    },
  );
  const choices = new Choices();
  // In memory, so that no click waits for the storage.
  let settings: Pick<EffectiveSettings, 'guide' | 'language' | 'profiles'> = DEFAULTS;
  rememberManaged();
  const known = followSettings((now) => {
    settings = now;
    menu.speak(now.language);
  });
  // A click may be what woke the background.
  const knownSettings = async () => {
    await known;
    return settings;
  };
  const people = new SignedInPeople();
  const whoIsIn = async (tabId: number | undefined, frameId: number) => {
    const { profiles } = await knownSettings();
    const isSaid = profiles.some(({ practitioner }) => practitioner);
    return isSaid && tabId !== undefined ? people.in(tabId, frameId) : { ok: true as const, value: null };
  };
  const opener = new GuideOpener(host, openTabBeside, ({ tab, frameId }) => whoIsIn(tab.id, frameId));

  followSites();
  followTitle(menu);
  answerAddressBar({ host, opener, choices, settings: knownSettings });

  onMessage('open', async (message) => {
    const sender = senderOf(message);
    const order = orderOf(message.data);
    const outcome = await opener.open(order, await placeOf(message.data, sender));
    return isScreen(sender) ? outcome : withoutHint(outcome);
  });
  onMessage('cancelOpen', (message) => {
    const sender = senderOf(message);
    const tabId = isScreen(sender) ? message.data : sender.tab?.id;
    return tabId !== undefined && opener.cancel(tabId);
  });
  onMessage('warm', async () => {
    const outcome = await host.warm();
    return outcome.ok ? { ok: true, value: undefined } : withoutHint(outcome);
  });
  onMessage('resolve', async ({ data }) => withoutHint(await host.resolve(codesOf(data))));
  onScreenMessage('hello', () => host.hello());
  onScreenMessage('status', () => host.status());
  onScreenMessage('search', ({ data: query }) => host.search(query));
  onScreenMessage('listTab', ({ data: tabId }) => lookAtTab(tabId));
  onScreenMessage('takeChoice', ({ data: tabId }) => choices.take(tabId));
  onMessage('signedIn', (message) => {
    if (isPractitioner(message.data)) people.hear(message.data, senderOf(message));
  });
  onScreenMessage('whoSignsIn', async ({ data: tabId }) => {
    const who = await whoIsIn(tabId, 0);
    return who.ok ? { ok: true, value: who.value?.practitioner ?? null } : who;
  });
  onMessage('choose', async (message) => {
    const { tab } = senderOf(message);
    if (tab) await choices.offer(choiceOf(message.data), tab);
  });

  /** Opens the usual guide on a target, with feedback in its frame. */
  const check = async (
    target: TargetCodes,
    tab: Tab,
    frame: { frameId?: number; frameUrl?: string },
    trigger: Trigger,
  ) => {
    const place = placeIn(tab, frame);
    const { guide } = await knownSettings();
    await checkTarget(
      target,
      { guide, trigger, place },
      {
        host,
        opener,
        notify: (notice: Notice) => void tell(notice, tab, place.frameId, choices),
        choose: (choice) => choices.offer(choice, tab),
      },
    );
  };

  const fromMenu = async (info: Browser.contextMenus.OnClickData, tab: Tab) => {
    const guide = guideOf(info);
    const target = targetOf(info);
    if (guide !== null || target === null) {
      await choices.offer({ ucds: [], ...(guide !== null && { guide }) }, tab);
      return;
    }
    const { frameId = 0, selectionText = '', linkUrl = '' } = info;
    const look = tab.id === undefined ? null : await lookAtTarget(tab.id, frameId, target);
    // Where no script may run (PDF viewers, the browser's own pages) the click itself tells the words.
    await check(look ?? readText(selectionText || linkUrl), tab, info, 'context_menu');
  };

  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (tab) void fromMenu(info, tab);
  });

  browser.commands.onCommand.addListener((command, tab) => {
    if (tab?.id === undefined) return;
    if (command === 'buttons') void sendMessage('focusButtons', undefined, tab.id).catch(() => undefined);
    if (command !== 'check') return;
    void lookAtSelection(tab.id).then((found) =>
      found ? check(found.target, tab, found, 'shortcut') : choices.offer({ ucds: [] }, tab),
    );
  });

  browser.permissions.onRemoved.addListener(({ origins = [] }) => {
    opener.cancelFrom((origin) => origins.some((pattern) => matchesPattern(`${origin}/`, pattern)));
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void welcome();
  });
});

/** Whoever installed it by themselves sees the first steps; on a fleet's machines the administrator took them. */
async function welcome(): Promise<void> {
  const { installType } = await browser.management.getSelf();
  if (installType === 'normal' || installType === 'sideload') await browser.tabs.create({ url: '/welcome.html' });
}
