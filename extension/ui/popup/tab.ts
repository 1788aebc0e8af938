import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';

import { sendMessage, type FrameCodes } from '../../messaging';

/** What the popup could see of its tab. */
export type TabView =
  | { readonly state: 'looking' }
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly frames: readonly FrameCodes[] };

const LOOKING: TabView = { state: 'looking' };

/** The tab named in the address, else the one under the popup. */
export async function tabOfPopup(): Promise<number> {
  const named = new URLSearchParams(location.search).get('tab');
  if (named !== null) return Number(named);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? browser.tabs.TAB_ID_NONE;
}

export function useTab(tabId: number): [view: TabView, look: () => void] {
  const [view, setView] = useState(LOOKING);
  const look = useCallback(() => {
    void sendMessage('listTab', tabId).then((answer) => {
      setView(answer.ok ? { state: 'open', frames: answer.value } : { state: 'closed' });
    });
  }, [tabId]);
  useEffect(look, [look]);
  return [view, look];
}
