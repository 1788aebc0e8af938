import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

import type { Look } from '../actions/look-at-tab';
import { scan } from '../detect';
import { frameOrigin } from '../frame/address';
import { openFrameStage } from '../frame/stage';
import { noticesOn } from '../frame/notices';
import { reveal } from '../frame/reveal';
import { currentService, serveFrame } from '../frame/service';
import { loadSettings } from '../settings';
import { languageFor } from '../ui/translate';

/** One look at a frame, after a click in popup or menu: where its site is enabled, its content script knows already. */
export default defineUnlistedScript((): Look => {
  const service = currentService() ?? lookOnce();
  return { origin: frameOrigin(), codes: service.list() };
});

function lookOnce() {
  // Until there is something to say the page is left as it is.
  let tell: Promise<ReturnType<typeof noticesOn>> | undefined;
  const ending = new AbortController();
  return serveFrame({
    findings: () => scan(document),
    reveal,
    notify(notice) {
      tell ??= loadSettings().then(({ guide, language }) =>
        noticesOn(openFrameStage({ guide: () => guide, language: languageFor(language) }, ending.signal)),
      );
      void tell.then((say) => {
        say(notice);
      });
    },
    ending,
  });
}
