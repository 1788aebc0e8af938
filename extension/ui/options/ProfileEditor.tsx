import { useState } from 'preact/hooks';

import { isSiteProfile, type SiteProfile } from '../../site-profile';
import { useSpeech } from '../screen';
import { faultText } from './ProfileFaults';
import { faultsByField, formOf, PERSON, profileOf, SELECTORS, type Field, type Form } from './profile-form';
import { TextField } from './TextField';
import { TryProfile } from './TryProfile';

interface Props {
  readonly profile: SiteProfile | null;
  /** The names of the other profiles. */
  readonly taken: readonly string[];
  readonly onSave: (profile: SiteProfile) => void;
  readonly onCancel: () => void;
}

/** A profile as a form; what is wrong stands at its field, and nothing wrong is saved. */
export function ProfileEditor({ profile, taken, onSave, onCancel }: Props) {
  const { t } = useSpeech();
  const [form, setForm] = useState<Form>(() => formOf(profile));
  const [judged, setJudged] = useState(false);
  const faults = faultsByField(form);
  const isTaken = taken.includes(form.name.trim());
  const made = profileOf(form);
  const good = !isTaken && isSiteProfile(made);

  const faultOf = (field: Field): string | null => {
    const fault = faults.get(field);
    if (field === 'name' && isTaken) return t('options.profiles.taken');
    // An empty form is not yet wrong.
    return fault && (judged || form[field] !== '') ? faultText(fault, t) : null;
  };
  const text = (field: Field, help: string | null, rows = 1) => (
    <TextField
      key={field}
      id={`profile-${field}`}
      label={t(`options.profiles.field.${field}`)}
      help={help}
      fault={faultOf(field)}
      rows={rows}
      value={form[field]}
      onText={(value) => {
        setForm({ ...form, [field]: value });
      }}
    />
  );

  return (
    <form
      class="editor"
      onSubmit={(event) => {
        event.preventDefault();
        setJudged(true);
        if (!isTaken && isSiteProfile(made)) onSave(made);
      }}
    >
      {text('name', t('options.profiles.help.name'))}
      {text('matches', t('options.profiles.help.matches'), 2)}
      {SELECTORS.map((field) => text(field, t(`options.profiles.help.${field}`)))}
      <fieldset>
        <legend>{t('options.profiles.field.practitioner')}</legend>
        <p class="hint">{t('options.profiles.help.practitioner')}</p>
        {PERSON.map((field) => text(field, null))}
      </fieldset>
      {good && <TryProfile profile={made} />}
      {judged && !good && (
        <p class="fault" role="alert">
          {t('options.profiles.not_saved')}
        </p>
      )}
      <div class="actions">
        <button type="submit" class="button primary">
          {t('options.profiles.save')}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {t('options.profiles.cancel')}
        </button>
      </div>
    </form>
  );
}
