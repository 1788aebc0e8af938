import { browser } from 'wxt/browser';

import { fromText } from '../detect';
import type { Host } from '../host/client';
import type { Settings } from '../settings';
import type { Choices } from './choose-codes';
import type { GuideOpener } from './open-guide';
import { activeTab, placeIn } from './order';
import { speechFor } from './speech';
import { suggest } from './suggest';
import { tell } from './tell';

interface AddressBar {
  readonly host: Host;
  readonly opener: GuideOpener;
  readonly choices: Choices;
  readonly settings: () => Promise<Pick<Settings, 'guide' | 'language'>>;
}

/** `posos 3400894203018 …` opens the guide; words of a name are looked up, and chosen from a list. */
export function answerAddressBar({ host, opener, choices, settings }: AddressBar): void {
  browser.omnibox.onInputStarted.addListener(() => {
    void host.warm();
    void settings().then(({ language }) =>
      browser.omnibox.setDefaultSuggestion({ description: speechFor(language).t('background.omnibox') }),
    );
  });

  browser.omnibox.onInputChanged.addListener((text, answer) => {
    void suggest(text, host).then(answer);
  });

  browser.omnibox.onInputEntered.addListener((text) => {
    void activeTab().then(async (tab) => {
      const { guide } = await settings();
      const codes = fromText(text);
      const ucds = codes.flatMap(({ ucd13 }) => ucd13 ?? []);
      if (ucds.length === 0 || ucds.length < codes.length) {
        await choices.offer({ ucds, text, guide }, tab);
        return;
      }
      const order = { guide, ucds, trigger: 'shortcut' } as const;
      const outcome = await opener.open(order, placeIn(tab));
      if (!outcome.ok) await tell({ kind: 'error', error: outcome.error, order }, tab, 0, choices);
    });
  });
}
