import { defineConfig } from 'wxt';

export default defineConfig({
  webExt: { disabled: true },
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['storage'],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'unbluff@unbluff.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'], optional: ['personalCommunications'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '137' }),
  }),
  vite: () => ({ oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } }),
});
