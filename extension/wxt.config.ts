import { resolve } from 'node:path';

import preact from '@preact/preset-vite';
import { defineConfig, type WxtViteConfig } from 'wxt';

import { catalogues } from './locales/vite';
import { noMarkupFromStrings } from './ui/no-markup';

/** Fixes the id of an unpacked Chromium build: nfbmclelljpdkapljppnhakiknhdfaeh. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxX856hCxEp9ecHXcsYYiWD3GVWiwk+oSduwD5o66tLV1s4hSpGXBMUbXHVEXNyAHQSzSIdGyRFg4SxIE8D7QZ94pcYa4b/tkGlBo41xsWTghnwQfKj4jrCK8jcFP+jRv5SJLE36A7pt9NQDAF9gXjTsitgxx0ExqhJI5z++GtQUBLUTDyCwqfYs2vfH+eVp0B3imbxR0zoarx34QwBM0gzQokdK5aRUzQRPbFRBX+ZAVu7JNVOEPcP2r7Z6Bz80wwy0oqSqFSRXNW4/DvicpBAWIZ2UNlWvoJf/cot99h0aU+9iphS0qzinyBpMXusxtGXh2i5J9n+/L+7uikf6kbwIDAQAB';

const MANAGED_SCHEMA = 'managed-storage.schema.json';

export default defineConfig({
  modules: ['@wxt-dev/i18n/module'],
  // The tests' runner brings another Vite than WXT's; a plugin is the same for both, its type is not.
  vite: () => ({
    plugins: [preact(), catalogues(), noMarkupFromStrings()] as unknown as NonNullable<WxtViteConfig['plugins']>,
  }),
  outDir: process.env.WXT_OUT ?? '.output',
  manifestVersion: 3,
  hooks: {
    'build:publicAssets': (wxt, files) => {
      if (wxt.config.browser !== 'firefox')
        files.push({ absoluteSrc: resolve('../manifests', MANAGED_SCHEMA), relativeDest: MANAGED_SCHEMA });
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['nativeMessaging', 'contextMenus', 'activeTab', 'scripting', 'storage'],
    optional_host_permissions: ['https://*/*', 'http://*/*', 'file:///*'],
    omnibox: { keyword: 'posos' },
    commands: {
      check: { suggested_key: { default: 'Alt+Shift+E' }, description: '__MSG_command_check__' },
      _execute_action: { suggested_key: { default: 'Alt+Shift+O' }, description: '__MSG_command_popup__' },
      buttons: { suggested_key: { default: 'Alt+Shift+U' }, description: '__MSG_command_buttons__' },
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'posos-bridge@native-host',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          key: CHROMIUM_KEY,
          minimum_chrome_version: '120',
          // Chromium gives an extension no policy that it has not declared; Firefox knows no such declaration.
          storage: { managed_schema: MANAGED_SCHEMA },
        }),
  }),
});
