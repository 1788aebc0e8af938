import { useState } from 'preact/hooks';

import type { EffectiveSettings } from '../../settings';
import type { SiteProfile } from '../../site-profile';
import { useSpeech } from '../screen';
import type { Change } from '../settings-state';
import { exportProfile, readProfiles, type Refusal } from './profile-files';
import { ProfileEditor } from './ProfileEditor';
import { ProfileFaults } from './ProfileFaults';
import { Locked, Section } from './Section';

interface Props {
  readonly settings: EffectiveSettings;
  readonly change: Change;
}

/** What is being edited: a profile of the list, a new one, or nothing. */
type Editing = SiteProfile | 'new' | null;

/** The profiles of sites: own ones to edit, the administrator's to read. */
export function ProfilesSection({ settings, change }: Props) {
  const { t } = useSpeech();
  const [editing, setEditing] = useState<Editing>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const own = settings.profiles.filter(({ name }) => !settings.lockedProfiles.has(name));
  const without = (names: readonly string[]) => own.filter(({ name }) => !names.includes(name));

  const importFile = async (file: File) => {
    const read = readProfiles(await file.text());
    setRefusal(read.ok ? null : read.refusal);
    if (read.ok) change({ profiles: [...without(read.profiles.map(({ name }) => name)), ...read.profiles] });
  };

  return (
    <Section id="profiles" title={t('options.profiles.title')} text={t('options.profiles.text')}>
      {settings.profiles.length === 0 && editing === null && <p>{t('options.profiles.none')}</p>}
      <ul class="rows">
        {settings.profiles.map((profile) => (
          <ProfileRow
            key={profile.name}
            profile={profile}
            locked={settings.lockedProfiles.has(profile.name)}
            onEdit={() => {
              setEditing(profile);
            }}
            onDelete={() => {
              change({ profiles: without([profile.name]) });
            }}
          />
        ))}
      </ul>
      {editing === null ? (
        <div class="actions">
          <button
            type="button"
            class="button"
            onClick={() => {
              setEditing('new');
            }}
          >
            {t('options.profiles.new')}
          </button>
          <label class="button file">
            {t('options.profiles.import')}
            <input
              type="file"
              class="visually-hidden"
              accept=".json,application/json"
              onChange={({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                if (file) void importFile(file);
                currentTarget.value = '';
              }}
            />
          </label>
        </div>
      ) : (
        <ProfileEditor
          key={editing === 'new' ? '' : editing.name}
          profile={editing === 'new' ? null : editing}
          taken={settings.profiles.filter((profile) => profile !== editing).map(({ name }) => name)}
          onSave={(profile) => {
            change({ profiles: [...without(editing === 'new' ? [] : [editing.name]), profile] });
            setEditing(null);
          }}
          onCancel={() => {
            setEditing(null);
          }}
        />
      )}
      {refusal && <ProfileFaults refusal={refusal} />}
    </Section>
  );
}

interface RowProps {
  readonly profile: SiteProfile;
  readonly locked: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function ProfileRow({ profile, locked, onEdit, onDelete }: RowProps) {
  const { t } = useSpeech();
  const { name } = profile;
  return (
    <li class="row" data-profile={name}>
      <div class="head">
        <div>
          <h3>{name}</h3>
          <p class="hint digits">{profile.matches.join(' ')}</p>
        </div>
        {locked && <Locked />}
      </div>
      <div class="actions">
        {!locked && (
          <button
            type="button"
            class="button"
            aria-label={t('options.profiles.edit_profile', { name })}
            onClick={onEdit}
          >
            {t('options.profiles.edit')}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-label={t('options.profiles.export_profile', { name })}
          onClick={() => {
            exportProfile(profile);
          }}
        >
          {t('options.profiles.export')}
        </button>
        {!locked && (
          <button
            type="button"
            class="button"
            aria-label={t('options.profiles.delete_profile', { name })}
            onClick={onDelete}
          >
            {t('options.profiles.delete')}
          </button>
        )}
      </div>
    </li>
  );
}
