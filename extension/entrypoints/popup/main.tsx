import { sendMessage } from '../../messaging';
import { loadSettings } from '../../settings';
import { mount } from '../../ui/mount';
import { Popup } from '../../ui/popup/Popup';
import { tabOfPopup } from '../../ui/popup/tab';

const [settings, tabId] = await Promise.all([loadSettings(), tabOfPopup()]);
const choice = await sendMessage('takeChoice', tabId);

/** The browser's own popup goes when its work is done; opened as a page, it stays and says so. */
const isPage = new URLSearchParams(location.search).has('tab');

mount(
  <Popup
    tabId={tabId}
    choice={choice}
    usualGuide={settings.guide}
    asPage={isPage}
    onOpened={() => {
      if (!isPage) window.close();
    }}
  />,
  settings.language,
);
