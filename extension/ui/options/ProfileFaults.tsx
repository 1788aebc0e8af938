import type { Fault } from '../../json-schema';
import { useSpeech, type Speech } from '../screen';
import type { Refusal } from './profile-files';

/** Why a profile was not taken, each fault with its place. */
export function ProfileFaults({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useSpeech();
  return (
    <div class="notice" role="alert">
      <p>{t('options.profiles.not_saved')}</p>
      <ul>
        {refusal.parser !== null && <li>{t('options.profiles.not_json', { reason: refusal.parser })}</li>}
        {refusal.faults.map((fault) => (
          <li key={fault.path + fault.rule + fault.expected}>
            {t('options.profiles.fault.at', {
              path: fault.path || t('options.profiles.fault.whole'),
              what: faultText(fault, t),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function faultText({ rule, expected }: Fault, t: Speech['t']): string {
  if (rule === 'unknown' || rule === 'format') return t(`options.profiles.fault.${rule}`);
  return t(`options.profiles.fault.${rule}`, { expected });
}
