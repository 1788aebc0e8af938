import type { Refused } from '../../settings';
import { useSpeech } from '../screen';
import { faultText } from './ProfileFaults';

/** What the administrator fixed and does not count, in words that can be passed on. */
export function RefusedSettings({ refused }: { readonly refused: readonly Refused[] }) {
  const { t } = useSpeech();
  if (refused.length === 0) return null;
  return (
    <div class="notice warn" role="status" data-refused>
      <p>{t('options.refused')}</p>
      <ul>
        {refused.flatMap(({ name, faults }) =>
          faults.length === 0 ? (
            <li key={name}>{name}</li>
          ) : (
            faults.map((fault) => (
              <li key={name + fault.path + fault.rule}>
                {t('options.profiles.fault.at', { path: name + fault.path, what: faultText(fault, t) })}
              </li>
            ))
          ),
        )}
      </ul>
    </div>
  );
}
