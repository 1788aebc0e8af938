import { useEffect, useState } from 'preact/hooks';

import type { Guide } from '../../host/messages';
import type { Chain } from '../chain';
import { lastGuide, lastGuides, rememberGuide, rememberGuides } from './remembered';

/** The guides to choose from, and the one chosen: what was asked for with the popup, else last time's, else the usual one. */
export function useGuide(
  chain: Chain,
  asked: string | undefined,
  usual: string,
): [guides: readonly Guide[], guide: Guide | undefined, choose: (name: string) => void] {
  const [name, setName] = useState(asked ?? lastGuide() ?? usual);
  const told = chain.state === 'checking' ? undefined : chain.hello?.guides;
  useEffect(() => {
    if (told) rememberGuides(told);
  }, [told]);
  const guides = told ?? lastGuides();
  const guide = guides.find((one) => one.name === name) ?? guides.find((one) => one.name === usual) ?? guides[0];
  const choose = (chosen: string) => {
    setName(chosen);
    rememberGuide(chosen);
  };
  return [guides, guide, choose];
}
