import type { EffectiveSettings } from '../../settings';
import { AddSite } from '../AddSite';
import { useSpeech } from '../screen';
import type { Change } from '../settings-state';
import { Section } from './Section';
import { SiteRow } from './SiteRow';
import { useSites } from './sites';

/** Where codes are looked for without being asked, and what each site may do. */
export function SitesSection({ settings, change }: { readonly settings: EffectiveSettings; readonly change: Change }) {
  const { t } = useSpeech();
  const sites = useSites();
  return (
    <Section id="sites" title={t('options.sites.title')} text={t('options.sites.text')}>
      {sites.length === 0 && <p>{t('options.sites.none')}</p>}
      <ul class="rows">
        {sites.map((pattern) => (
          <SiteRow key={pattern} pattern={pattern} settings={settings} change={change} />
        ))}
      </ul>
      <AddSite />
    </Section>
  );
}
