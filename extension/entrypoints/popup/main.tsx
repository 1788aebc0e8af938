import { render } from 'preact';

import { sendMessage } from '../../messaging';
import { loadSettings } from '../../settings';
import { Popup } from '../../ui/popup/Popup';
import { tabOfPopup } from '../../ui/popup/tab';
import { SpeechContext, speech } from '../../ui/screen';
import { languageFor } from '../../ui/translate';

const [settings, tabId] = await Promise.all([loadSettings(), tabOfPopup()]);
const choice = await sendMessage('takeChoice', tabId);
const spoken = speech(languageFor(settings.language));
document.documentElement.lang = spoken.language;

/** The browser's own popup goes when its work is done; opened as a page, it stays and says so. */
const isPage = new URLSearchParams(location.search).has('tab');

render(
  <SpeechContext.Provider value={spoken}>
    <Popup
      tabId={tabId}
      choice={choice}
      usualGuide={settings.guide}
      onOpened={() => {
        if (!isPage) window.close();
      }}
    />
  </SpeechContext.Provider>,
  document.body,
);
