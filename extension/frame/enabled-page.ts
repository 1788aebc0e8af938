import { watch } from '../detect';
import { listenToPage, mountButtons, type Position } from '../page';
import type { SiteProfile } from '../site-profile';
import type { Language } from '../ui/translate';
import { speaksForSite } from './address';
import { belongsToExtension } from './deeds';
import { TableDrugs, ucdsInFhir } from './drugs';
import { noticesOn } from './notices';
import { practitionerOn } from './practitioner';
import { reveal } from './reveal';
import { tellSelection } from './selection';
import { serveFrame } from './service';
import { openFrameStage } from './stage';

/** What a site may do, and what is known of its pages. */
export interface PageRules {
  readonly language: Language;
  readonly position: Position;
  readonly pageRequests: boolean;
  readonly profile: SiteProfile | undefined;
}

/** Everything that happens on a page of an enabled site, until the signal takes it all away. */
export function attend(rules: PageRules, guide: () => string, ending: AbortController): void {
  const { signal } = ending;
  const { language, position, profile } = rules;
  const practitioner = () => (profile ? practitionerOn(document, profile) : null);
  const stage = openFrameStage({ guide, language, practitioner }, signal);
  const drugs = new TableDrugs(() => {
    buttons.refresh();
  });
  const buttons = mountButtons(stage, { position, drugs, signal });
  const watcher = watch(document, {
    ...(profile && { profile }),
    signal,
    onChange(change) {
      buttons.update(change);
      warmWhenSeen();
    },
  });
  const warmWhenSeen = () => {
    if (document.visibilityState !== 'visible' || watcher.size === 0) return;
    stage.deeds.warm();
    drugs.retry();
  };
  // A page that stays open all day is warm again by the time the pointer has crossed it. One whose extension was removed
  // or switched off meanwhile loses its buttons before they can be clicked in vain.
  const onUse = () => {
    if (belongsToExtension()) warmWhenSeen();
    else ending.abort();
  };
  for (const sign of ['visibilitychange', 'pointerover', 'focusin'])
    document.addEventListener(sign, onUse, { signal, passive: true, capture: true });

  serveFrame({
    findings: () => watcher.settle(),
    reveal,
    notify: noticesOn(stage),
    focusButtons: () => {
      buttons.focus();
    },
    ending,
  });
  if (rules.pageRequests && speaksForSite()) listenToPage(stage, { ucdsIn: ucdsInFhir, signal });
  tellSelection(document, signal);
}
