import { useEffect, useState } from 'preact/hooks';

import type { Practitioner } from '../../host/messages';
import { sendMessage } from '../../messaging';

/** Who is signed in to the tab's page; null when it does not say, undefined until that is known. */
export function useSignedIn(tabId: number): Practitioner | null | undefined {
  const [who, setWho] = useState<Practitioner | null>();
  useEffect(() => {
    void sendMessage('whoSignsIn', tabId).then((answer) => {
      if (answer.ok) setWho(answer.value);
    });
  }, [tabId]);
  return who;
}
