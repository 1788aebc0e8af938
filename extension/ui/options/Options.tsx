import { useLayoutEffect, useMemo } from 'preact/hooks';

import type { EffectiveSettings } from '../../settings';
import { useChain } from '../chain';
import { Logo } from '../Logo';
import { speech, SpeechContext } from '../screen';
import { useSettings } from '../settings-state';
import { languageFor } from '../translate';
import { ChainSection } from './ChainSection';
import { GeneralSections } from './GeneralSections';
import { ProfilesSection } from './ProfilesSection';
import { RefusedSettings } from './RefusedSettings';
import { Shortcuts } from './Shortcuts';
import { SitesSection } from './SitesSection';

/** Everything that a person can set, and what the administrator has fixed. */
export function Options({ first }: { readonly first: EffectiveSettings }) {
  const [settings, change] = useSettings(first);
  const [chain, check] = useChain();
  // The language is one of these settings: it changes under the open page.
  const language = languageFor(settings.language);
  const spoken = useMemo(() => speech(language), [language]);
  const title = spoken.t('options.title');
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language]);
  return (
    <SpeechContext.Provider value={spoken}>
      <header class="masthead">
        <Logo size={34} />
        <h1>{title}</h1>
      </header>
      <main>
        <RefusedSettings refused={settings.refused} />
        <SitesSection settings={settings} change={change} />
        <GeneralSections settings={settings} change={change} chain={chain} />
        <Shortcuts />
        <ProfilesSection settings={settings} change={change} />
        <ChainSection chain={chain} check={check} />
      </main>
    </SpeechContext.Provider>
  );
}
