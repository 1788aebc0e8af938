import { useEffect } from 'preact/hooks';

import type { EffectiveSettings } from '../../settings';
import { useChain } from '../chain';
import { Logo } from '../Logo';
import { mount } from '../mount';
import { useSpeech } from '../screen';
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
  const { t, language } = useSpeech();
  const [settings, change] = useSettings(first);
  const [chain, check] = useChain();
  useEffect(() => {
    document.title = t('options.title');
  }, [t]);
  useEffect(() => {
    if (languageFor(settings.language) !== language) mount(<Options first={settings} />, settings.language);
  }, [settings]);
  return (
    <>
      <header class="masthead">
        <Logo size={34} />
        <h1>{t('options.title')}</h1>
      </header>
      <main>
        <RefusedSettings refused={settings.refused} />
        <SitesSection settings={settings} change={change} />
        <GeneralSections settings={settings} change={change} chain={chain} />
        <Shortcuts />
        <ProfilesSection settings={settings} change={change} />
        <ChainSection chain={chain} check={check} />
      </main>
    </>
  );
}
