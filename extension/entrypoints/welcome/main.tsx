import { loadSettings } from '../../settings';
import { mount } from '../../ui/mount';
import { Welcome } from '../../ui/welcome/Welcome';

const settings = await loadSettings();
mount(<Welcome />, settings.language);
