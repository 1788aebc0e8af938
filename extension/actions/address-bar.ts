import { browser } from 'wxt/browser';

import { fromText } from '../detect';
import type { Host } from '../host/client';
import type { Choices } from './choose-codes';
import type { GuideOpener } from './open-guide';
import { activeTab, placeIn } from './order';
import { suggest } from './suggest';
import { tell } from './tell';

interface AddressBar {
  readonly host: Host;
  readonly opener: GuideOpener;
  readonly choices: Choices;
  readonly guide: () => string;
}

/** `posos 3400894203018 …` opens the guide; words of a name are looked up, and chosen from a list. */
export function answerAddressBar({ host, opener, choices, guide }: AddressBar): void {
  browser.omnibox.onInputStarted.addListener(() => void host.warm());

  browser.omnibox.onInputChanged.addListener((text, answer) => {
    void suggest(text, host).then(answer);
  });

  browser.omnibox.onInputEntered.addListener((text) => {
    void activeTab().then(async (tab) => {
      const codes = fromText(text);
      const ucds = codes.flatMap(({ ucd13 }) => ucd13 ?? []);
      if (ucds.length === 0 || ucds.length < codes.length) {
        await choices.offer({ ucds, text, guide: guide() }, tab);
        return;
      }
      const order = { guide: guide(), ucds, trigger: 'shortcut' } as const;
      const outcome = await opener.open(order, placeIn(tab));
      if (!outcome.ok) await tell({ kind: 'error', error: outcome.error, order }, tab, 0, choices);
    });
  });
}
