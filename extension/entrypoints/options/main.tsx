import { loadSettings } from '../../settings';
import { mount } from '../../ui/mount';
import { Options } from '../../ui/options/Options';

const settings = await loadSettings();
mount(<Options first={settings} />, settings.language);
