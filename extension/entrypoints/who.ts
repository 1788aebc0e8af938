import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

import { frameAddress } from '../frame/address';
import { practitionerOn } from '../frame/practitioner';
import { rulesFor } from '../frame/rules';
import { sendMessage } from '../messaging';
import { loadSettings } from '../settings';

/** Tells the background who is signed in to this frame, where its site profile says so. */
export default defineUnlistedScript({
  async main() {
    const profile = rulesFor(frameAddress(), await loadSettings())?.profile;
    const practitioner = profile ? practitionerOn(document, profile) : null;
    if (practitioner) await sendMessage('signedIn', practitioner);
  },
});
