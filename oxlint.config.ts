import { defineConfig } from 'oxlint';

/**
 * The house, as the linter holds it: which folder may import which, and through
 * which one file each hazard goes. tests/contract/lint.test.ts plants a fault
 * for every rule and walks the folders, so that neither can rot.
 *
 * One file may be named in several overrides, and a later one replaces a rule's
 * whole configuration: that is why the rules of a folder and of a door are
 * composed here by functions, from the same lists.
 */

/** Folder → folders that it may import, besides itself. The arrows point down only. */
export const MAY_IMPORT: Record<string, readonly string[]> = {
  'utils/schema': [],
  'utils/text': ['utils/schema'],
  'utils/i18n': ['utils/schema'],
  'utils/detection': ['utils/schema', 'utils/text'],
  'utils/adapters': ['utils/schema', 'utils/text'],
  'utils/telegram': ['utils/schema'],
  'utils/storage': ['utils/schema'],
  'utils/rpc': ['utils/schema', 'utils/detection'],
  'utils/feed': ['utils/schema', 'utils/text', 'utils/detection', 'utils/storage'],
  'utils/report': ['utils/schema', 'utils/text', 'utils/i18n', 'utils/adapters'],
  'utils/shield': ['utils/schema', 'utils/text', 'utils/i18n', 'utils/adapters'],
  'utils/reader': ['utils/schema', 'utils/i18n', 'utils/rpc', 'utils/storage', 'utils/feed'],
  components: ['utils/schema', 'utils/text', 'utils/i18n', 'utils/rpc', 'utils/report'],
  entrypoints: [
    'components',
    'utils/schema',
    'utils/text',
    'utils/i18n',
    'utils/detection',
    'utils/adapters',
    'utils/telegram',
    'utils/storage',
    'utils/rpc',
    'utils/feed',
    'utils/report',
    'utils/shield',
    'utils/reader',
  ],
};

/** The only files that may touch each hazard. The console has no door at all: mail text must never get there. */
export const DOORS = {
  fetch: ['utils/feed/packaged.ts', 'utils/feed/download.ts', 'utils/report/original.ts'],
  /** The second reads a setting of Telegram Web, in its page; of its caches, whether media is there already. */
  indexedDB: ['utils/storage/database.ts', 'utils/adapters/telegram-stores.ts'],
  caches: ['utils/adapters/telegram-caches.ts'],
  attachShadow: ['utils/shield/mount.ts'],
} as const satisfies Record<string, readonly string[]>;

/** Nothing but values in, values out: no page, no browser, no network, no clock, no chance, no console. */
const PURE = ['utils/schema', 'utils/text', 'utils/i18n', 'utils/detection'];
/** These may read or change a page, and never call the browser's extension API. */
const PAGE_ONLY = ['utils/adapters', 'utils/shield', 'utils/telegram'];
const COMPONENTS = ['components'];
const SHIPPED = ['utils/**', 'components/**', 'entrypoints/**'];

const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport', 'importScripts'];
const STORES = ['indexedDB', 'localStorage', 'sessionStorage', 'caches', 'cookieStore'];
const EXTENSION = ['browser', 'chrome'];
const PAGE = [
  'window',
  'self',
  'document',
  'location',
  'history',
  'navigator',
  'Node',
  'Element',
  'HTMLElement',
  'Document',
  'DOMParser',
  'MutationObserver',
  'getComputedStyle',
  'requestAnimationFrame',
  'alert',
];
const CLOCK = ['Date', 'performance', 'setTimeout', 'setInterval', 'queueMicrotask', 'Intl', 'crypto'];
/** A page can see, or a mail can become, code: nowhere. `eval` has its own rule. */
const CODE = ['Function'];

const globals = (names: readonly string[], why: string) => names.map((name) => ({ name, message: why }));

function restrictedGlobals(folder: string | undefined, open: readonly string[]) {
  const pure = folder !== undefined && PURE.includes(folder);
  const closed = [
    ...globals(CODE, 'Text never becomes code.'),
    ...globals(NETWORK, `The network has three doors: ${DOORS.fetch.join(', ')}.`),
    ...globals(STORES, `Storage has its doors: ${DOORS.indexedDB.join(', ')}, ${DOORS.caches[0]}.`),
    ...globals(EXTENSION, "Extension APIs come from 'wxt/browser', in the layers that may call them."),
    ...(pure
      ? globals([...PAGE, ...CLOCK], 'This layer is pure: what it needs comes in as an argument.')
      : []),
  ].filter(({ name }) => !open.includes(name));
  return ['error', { globals: closed, checkGlobalObject: true }];
}

function restrictedProperties(folder: string | undefined, open: readonly string[]) {
  const html = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment'];
  const list = [
    ...html.map((property) => ({ property, message: 'Elements are built, never parsed from a string.' })),
    ...['write', 'writeln'].map((property) => ({ object: 'document', property })),
    { object: 'navigator', property: 'sendBeacon', message: 'Nothing leaves the device.' },
    { property: 'attachShadow', message: `Only ${DOORS.attachShadow[0]} makes a shadow root.` },
    ...(folder !== undefined && PURE.includes(folder) ? [{ object: 'Math', property: 'random' }] : []),
  ];
  return ['error', ...list.filter(({ property }) => !open.includes(property))];
}

function restrictedImports(folder: string | undefined, open: readonly string[]) {
  const patterns: { group: string[]; message: string }[] = [
    { group: ['../**', './**', '.', '..'], message: "Imports inside the project begin with '@/'." },
    {
      group: ['zod', 'zod/v3', 'zod/v4', 'zod/v4/**'],
      message: "zod's full build needs eval and 17 kB: 'zod/mini'.",
    },
    { group: ['webextension-polyfill', '#imports'], message: "Extension APIs come from 'wxt/browser'." },
    { group: ['node:*', 'fs', 'path'], message: 'Shipped code runs in a browser.' },
  ];
  if (!open.includes('indexedDB'))
    patterns.push({
      group: ['idb', 'idb/**'],
      message: `Storage has its doors: ${DOORS.indexedDB.join(', ')}.`,
    });
  if (folder !== undefined) {
    const may = MAY_IMPORT[folder] ?? [];
    const above = Object.keys(MAY_IMPORT).filter((other) => other !== folder && !may.includes(other));
    patterns.push({
      group: [...above.map((other) => `@/${other}/**`), '@/scripts/**', '@/tests/**'],
      message: `${folder} may import ${may.join(', ') || 'no other folder'}: arrows point down only.`,
    });
    if ([...PURE, ...PAGE_ONLY, ...COMPONENTS].includes(folder))
      patterns.push({
        group: ['wxt', 'wxt/**'],
        message: `${folder} does not touch the browser's extension API.`,
      });
    if (!['components', 'entrypoints', 'utils/reader'].includes(folder))
      patterns.push({
        group: ['preact', 'preact/**'],
        message: 'Drawing is done in components, and started by entrypoints.',
      });
    if (folder === 'components')
      patterns.push({
        group: ['@/utils/rpc/client', '@/utils/rpc/server'],
        message: 'A component gets props and gives events; it makes no calls.',
      });
  }
  return ['error', { patterns }];
}

/** Rules of shipped code; `folder` its layer, `open` what this one file is the door of. */
function house(folder: string | undefined, open: readonly string[] = []) {
  return {
    'no-restricted-globals': restrictedGlobals(folder, open),
    'no-restricted-properties': restrictedProperties(folder, open),
    'no-restricted-imports': restrictedImports(folder, open),
    'no-console': 'error',
  };
}

const folderOf = (file: string) => Object.keys(MAY_IMPORT).find((folder) => file.startsWith(`${folder}/`));

export default defineConfig({
  plugins: ['typescript', 'import', 'oxc', 'unicorn', 'react'],
  categories: { correctness: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['.output', '.wxt', 'node_modules', 'test-results', 'pictures', 'public'],
  rules: {
    'no-eval': 'error',
    'no-new-func': 'error',
    'import/no-cycle': 'error',
    'import/no-namespace': ['error', { ignore: ['zod/mini', 'fast-check'] }],
    'react/no-danger': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-implied-eval': 'error',
    'typescript/await-thenable': 'error',
    // The classes of invisible characters are ranges on purpose.
    'no-misleading-character-class': 'off',
    // Native getters are taken off prototypes on purpose, where a page may have redefined them.
    'typescript/unbound-method': 'off',
    'react/react-in-jsx-scope': 'off',
    // Live lists are copied before they are changed, and text is split by code point, on purpose.
    'unicorn/no-useless-spread': 'off',
    'typescript/no-misused-spread': 'off',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  },
  overrides: [
    {
      files: ['tests/**'],
      rules: {
        // Playwright reads the names of fixtures from the pattern.
        'no-empty-pattern': 'off',
        // What a browser's protocol answers is JSON of unknown shape.
        'typescript/no-base-to-string': 'off',
      },
    },
    { files: SHIPPED, rules: house(undefined) },
    ...Object.keys(MAY_IMPORT).map((folder) => ({ files: [`${folder}/**`], rules: house(folder) })),
    ...Object.entries(DOORS).flatMap(([hazard, files]) =>
      files.map((file) => ({ files: [file], rules: house(folderOf(file), [hazard]) })),
    ),
  ],
} as Parameters<typeof defineConfig>[0]);
