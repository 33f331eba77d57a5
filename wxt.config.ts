import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { defineConfig } from 'wxt';

/**
 * The project's own modules, with their `@/` paths, which the loader of this file does not know. A tsconfig of
 * its own: the main one extends a file that WXT writes later than this runs, in a fresh clone.
 */
const load = <T>(path: string): Promise<T> =>
  tsImport(path, { parentURL: import.meta.url, tsconfig: join(import.meta.dirname, 'tsconfig.paths.json') });
const loadSites = () => load<typeof import('./utils/adapters/registry')>('./utils/adapters/registry.ts');
const loadHostBound = async () =>
  (await load<typeof import('./utils/adapters/host-bound')>('./utils/adapters/host-bound.ts')).hostBound;
const loadAnyHost = async () =>
  (await load<typeof import('./utils/adapters/any-host')>('./utils/adapters/any-host.ts')).anyHost;
const loadTelegram = () =>
  load<typeof import('./utils/adapters/telegram-hosts')>('./utils/adapters/telegram-hosts.ts');
const loadLists = () => load<typeof import('./scripts/lists/build-seed')>('./scripts/lists/build-seed.ts');
const loadPlace = () => load<typeof import('./scripts/lists/build-place')>('./scripts/lists/build-place.ts');
const loadAddresses = () => load<typeof import('./utils/feed/addresses')>('./utils/feed/addresses.ts');
const loadListForm = () => load<typeof import('./utils/feed/list-form')>('./utils/feed/list-form.ts');

/** What an administrator can set: other hosts to fetch lists from. What they serve is signed by the same keys. */
const POLICY = {
  type: 'object',
  properties: {
    feed: {
      title: 'Hosts of pattern lists',
      description: 'Addresses (https) of hosts that mirror the lists. Empty: no lists are fetched.',
      type: 'array',
      items: { type: 'string' },
    },
  },
};

/** Firefox names our install to hosts that it has not been allowed. */
async function feedHosts(): Promise<string[]> {
  const { feedMatches, settingAddresses } = await loadAddresses();
  return feedMatches(settingAddresses(process.env.UNBLUFF_FEED));
}

/** Files that are made from sources at build time: the seed list, the words, the browsers' own `_locales`. */
async function generatedFiles(root: string): Promise<{ relativeDest: string; contents: string }[]> {
  const { buildSeed } = await loadLists();
  const { buildCanaries, buildPlace } = await loadPlace();
  const { listText } = await loadListForm();
  const seed = buildSeed(root);
  const { UNBLUFF_FEED, UNBLUFF_FEED_ROOT } = process.env;
  const place = await buildPlace(root, seed, { UNBLUFF_FEED, UNBLUFF_FEED_ROOT });
  const folder = join(root, 'assets/locales');
  const names = readdirSync(folder).filter((name) => /^[a-z]{2}\.json$/.test(name));
  const locales = names.map((name) => {
    const strings = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
    return { language: name.slice(0, 2), strings };
  });
  return [
    { relativeDest: 'lists/seed.json', contents: listText(seed) },
    { relativeDest: 'lists/feed.json', contents: JSON.stringify(place) },
    {
      relativeDest: 'desks.json',
      contents: JSON.stringify(JSON.parse(readFileSync(join(root, 'assets/desks.json'), 'utf8'))),
    },
    { relativeDest: 'lists/canaries.json', contents: JSON.stringify(buildCanaries(root)) },
    // Named in Chrome's manifest only; Firefox takes any policy, and we parse it.
    { relativeDest: 'policy.json', contents: JSON.stringify(POLICY) },
    ...locales.map(({ language, strings }) => ({
      relativeDest: `locales/${language}.json`,
      contents: JSON.stringify(strings),
    })),
    ...locales.map(({ language, strings }) => ({
      relativeDest: `_locales/${language}/messages.json`,
      contents: JSON.stringify({
        extName: { message: strings.extName },
        extDescription: { message: strings.extDescription },
        checkMenu: { message: strings['check.menu'] },
      }),
    })),
  ];
}

export default defineConfig({
  webExt: { disabled: true },
  imports: false,
  modules: ['@wxt-dev/auto-icons'],
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  manifest: async ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['storage', 'activeTab', 'scripting', 'contextMenus', 'alarms'],
    commands: {
      'check-page': {
        suggested_key: { default: 'Alt+Shift+U' },
        description: '__MSG_checkMenu__',
      },
    },
    host_permissions: [
      ...(await loadSites()).adapters.flatMap(({ hosts }) => [...hosts]),
      ...(await loadTelegram()).TELEGRAM_HOSTS,
      ...(browser === 'firefox' ? await feedHosts() : []),
    ],
    optional_permissions: ['downloads'],
    optional_host_permissions: ['https://*/*'],
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
      : { minimum_chrome_version: '137', storage: { managed_schema: 'policy.json' } }),
  }),
  hooks: {
    'build:publicAssets': async (wxt, files) => {
      files.push(...(await generatedFiles(wxt.config.root)));
    },
    'build:manifestGenerated': async (_wxt, manifest) => {
      // What runs first is a few lines that bring the reader in; a content script of WXT would be more than those.
      const gate = (js: string, adapters: readonly { hosts: readonly string[] }[], all_frames = false) => {
        const matches = adapters.flatMap(({ hosts }) => [...hosts]);
        if (matches.length > 0)
          manifest.content_scripts?.push({
            matches,
            js: [js],
            run_at: 'document_end',
            ...(all_frames ? { all_frames } : {}),
          });
      };
      gate('gate.js', await loadHostBound());
      const anyHost = await loadAnyHost();
      gate(
        'hosted-gate.js',
        anyHost.filter(({ frames }) => !frames),
      );
      gate(
        'hosted-gate.js',
        anyHost.filter(({ frames }) => frames),
        true,
      );
    },
  },
  vite: () => ({ oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } }),
  zip: {
    includeSources: [
      'entrypoints/**',
      'components/**',
      'utils/**',
      'assets/**',
      'scripts/**',
      '*.ts',
      '*.json',
      '*.md',
      'LICENSE',
    ],
  },
});
