import { useCallback, useEffect, useState } from 'preact/hooks';

import { followSettings, saveSettings, type EffectiveSettings, type Settings } from '../settings';

export type Change = (changes: Partial<Settings>) => void;

/** The settings in effect, followed, and the way to change one's own. */
export function useSettings(first: EffectiveSettings): [settings: EffectiveSettings, change: Change] {
  const [settings, setSettings] = useState(first);
  useEffect(() => {
    const abort = new AbortController();
    void followSettings(setSettings, abort.signal);
    return () => {
      abort.abort();
    };
  }, []);
  const change = useCallback((changes: Partial<Settings>) => void saveSettings(changes), []);
  return [settings, change];
}
