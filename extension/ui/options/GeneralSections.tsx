import type { ButtonPosition, EffectiveSettings } from '../../settings';
import type { Chain } from '../chain';
import { lastGuides } from '../popup/remembered';
import { useSpeech } from '../screen';
import type { Change } from '../settings-state';
import type { Language } from '../translate';
import { RadioGroup } from './RadioGroup';
import { Section } from './Section';

interface Props {
  readonly settings: EffectiveSettings;
  readonly change: Change;
  readonly chain: Chain;
}

export const POSITIONS = ['beside', 'hover', 'off'] as const satisfies readonly ButtonPosition[];
const LANGUAGES = ['auto', 'fr', 'en'] as const satisfies readonly (Language | 'auto')[];

/** Where buttons stand, which guide comes first, which language is spoken. */
export function GeneralSections({ settings, change, chain }: Props) {
  const { t, language } = useSpeech();
  const guides = (chain.state === 'checking' ? null : chain.hello?.guides) ?? lastGuides();
  return (
    <>
      <Section id="buttons" title={t('options.buttons.title')} locked={settings.locked.has('buttons')}>
        <RadioGroup
          name="buttons"
          labelledBy="buttons-title"
          disabled={settings.locked.has('buttons')}
          value={settings.buttons}
          choices={POSITIONS.map((position) => [position, t(`options.buttons.${position}`)])}
          onChoose={(buttons) => {
            change({ buttons });
          }}
        />
      </Section>
      <Section
        id="guide"
        title={t('options.guide.title')}
        text={t('options.guide.text')}
        locked={settings.locked.has('guide')}
      >
        <select
          aria-labelledby="guide-title"
          disabled={settings.locked.has('guide') || guides.length === 0}
          value={settings.guide}
          onChange={({ currentTarget }) => {
            change({ guide: currentTarget.value });
          }}
        >
          {guides.map(({ name, labels }) => (
            <option key={name} value={name}>
              {labels[language]}
            </option>
          ))}
        </select>
      </Section>
      <Section id="language" title={t('options.language.title')} locked={settings.locked.has('language')}>
        <RadioGroup
          name="language"
          labelledBy="language-title"
          disabled={settings.locked.has('language')}
          value={settings.language}
          choices={LANGUAGES.map((choice) => [choice, t(`options.language.${choice}`)])}
          onChoose={(choice) => {
            change({ language: choice });
          }}
        />
      </Section>
    </>
  );
}
