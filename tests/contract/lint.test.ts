import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOORS, MAY_IMPORT } from '@/oxlint.config';

/**
 * The layers and doors of the house are only as good as the linter that holds
 * them. Every rule is shown one file that breaks it, planted in a copy of the
 * house that holds nothing else, and must name it; every door is shown the very
 * hazard that it is the door of, and must let it pass.
 */

const ROOT = join(import.meta.dirname, '..', '..');
const LINT_TIMEOUT_MS = 120_000;

interface Fault {
  readonly file: string;
  readonly code: string;
  readonly rule: string;
  readonly by: 'oxlint' | 'biome';
}

const faults: Fault[] = [];
const harmless: { file: string; code: string }[] = [];

function plant(folder: string, name: string, code: string, rule: string, by: Fault['by'] = 'oxlint'): void {
  faults.push({ file: `${folder}/${name}`, code, rule, by });
}

const PURE = ['utils/schema', 'utils/text', 'utils/i18n', 'utils/detection'];
const LAYERS = Object.keys(MAY_IMPORT);
const HAZARDS: Record<string, { code: string; rule: string }> = {
  fetch: { code: 'export const answer = (url: string) => fetch(url);\n', rule: 'no-restricted-globals' },
  indexedDB: {
    code: "import { openDB } from 'idb';\nexport const database = () => openDB('x');\nexport const raw = () => indexedDB;\n",
    rule: 'no-restricted-imports',
  },
  caches: {
    code: "export const kept = () => caches.open('x');\n",
    rule: 'no-restricted-globals',
  },
  attachShadow: {
    code: "export const root = (host: HTMLElement) => host.attachShadow({ mode: 'closed' });\n",
    rule: 'no-restricted-properties',
  },
  console: { code: "export const say = () => console.info('x');\n", rule: 'no-console' },
};

for (const folder of LAYERS) {
  for (const other of LAYERS) {
    const code = `import { thing } from '@/${other}/thing';\nexport const used = thing;\n`;
    const name = `imports-${other.replace('/', '-')}.ts`;
    if (other === folder) continue;
    if (MAY_IMPORT[folder]?.includes(other)) harmless.push({ file: `${folder}/${name}`, code });
    else plant(folder, name, code, 'no-restricted-imports');
  }
  plant(
    folder,
    'parent.ts',
    "import { thing } from '../thing';\nexport const used = thing;\n",
    'no-restricted-imports',
  );
  plant(
    folder,
    'sibling.ts',
    "import { thing } from './thing';\nexport const used = thing;\n",
    'no-restricted-imports',
  );
  for (const [hazard, { code, rule }] of Object.entries(HAZARDS)) {
    if (hazard === 'attachShadow' && PURE.includes(folder)) continue;
    plant(folder, `hazard-${hazard}.ts`, code, rule);
  }
}
for (const folder of PURE) {
  plant(folder, 'clock.ts', 'export const now = () => Date.now();\n', 'no-restricted-globals');
  plant(folder, 'stopwatch.ts', 'export const now = () => performance.now();\n', 'no-restricted-globals');
  plant(
    folder,
    'timer.ts',
    'export const later = (f: () => void) => setTimeout(f, 1);\n',
    'no-restricted-globals',
  );
  plant(folder, 'page.ts', 'export const title = () => document.title;\n', 'no-restricted-globals');
  plant(folder, 'chance.ts', 'export const dice = () => Math.random();\n', 'no-restricted-properties');
  plant(
    folder,
    'around.ts',
    'export const now = () => globalThis.performance.now();\n',
    'no-restricted-globals',
  );
}
for (const folder of [...PURE, 'utils/adapters', 'utils/shield', 'components'])
  plant(
    folder,
    'extension.ts',
    "import { browser } from 'wxt/browser';\nexport const id = () => browser.runtime.id;\n",
    'no-restricted-imports',
  );
plant('utils/adapters', 'bare.ts', 'export const id = () => chrome.runtime.id;\n', 'no-restricted-globals');
plant(
  'utils/adapters',
  'stores.ts',
  "export const f = () => localStorage.getItem('x');\n",
  'no-restricted-globals',
);
plant('utils/adapters', 'around.ts', "export const f = () => window.fetch('/');\n", 'no-restricted-globals');
plant(
  'components',
  'calls.ts',
  "import { call } from '@/utils/rpc/client';\nexport const used = call;\n",
  'no-restricted-imports',
);
plant(
  'entrypoints',
  'zod.ts',
  "import { z } from 'zod';\nexport const text = z.string();\n",
  'no-restricted-imports',
);
plant(
  'entrypoints',
  'polyfill.ts',
  "import browser from 'webextension-polyfill';\nexport const used = browser;\n",
  'no-restricted-imports',
);
plant(
  'entrypoints',
  'node.ts',
  "import { readFileSync } from 'node:fs';\nexport const f = readFileSync;\n",
  'no-restricted-imports',
);
for (const property of ['innerHTML', 'outerHTML'])
  plant(
    'utils/shield',
    `${property}.ts`,
    `export const f = (e: HTMLElement) => { e.${property} = '<b>x</b>'; };\n`,
    'no-restricted-properties',
  );
plant(
  'utils/shield',
  'adjacent.ts',
  "export const f = (e: Element) => e.insertAdjacentHTML('beforeend', '<b>x</b>');\n",
  'no-restricted-properties',
);
plant(
  'utils/shield',
  'write.ts',
  "export const f = () => document.write('x');\n",
  'no-restricted-properties',
);
plant(
  'utils/report',
  'beacon.ts',
  "export const f = () => navigator.sendBeacon('/', 'x');\n",
  'no-restricted-properties',
);
plant(
  'components',
  'danger.tsx',
  "export const Danger = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n",
  'no-danger',
);
plant(
  'components',
  'danger-too.tsx',
  "export const Danger = () => <p dangerouslySetInnerHTML={{ __html: 'x' }} />;\n",
  'noDangerouslySetInnerHtml',
  'biome',
);
plant('scripts', 'eval.ts', "export const f = () => eval('1');\n", 'no-eval');
plant('scripts', 'function.ts', "export const f = new Function('return 1');\n", 'no-new-func');
plant('scripts', 'implied.ts', "export const f = () => setTimeout('1', 1);\n", 'no-implied-eval');
plant('scripts', 'any.ts', 'export const f = (x: any) => x as string;\n', 'no-explicit-any');
plant(
  'scripts',
  'floating.ts',
  'async function g() { await 1; }\nexport const f = () => { g(); };\n',
  'no-floating-promises',
);
plant(
  'scripts',
  'misused.ts',
  'async function g() { await 1; return true; }\nexport const f = () => { if (g()) return 1; return 2; };\n',
  'no-misused-promises',
);
plant(
  'scripts',
  'namespace.ts',
  "import * as fs from 'node:fs';\nexport const f = fs.readFileSync;\n",
  'no-namespace',
);
plant(
  'utils/text',
  'cycle-a.ts',
  "import { b } from '@/utils/text/cycle-b';\nexport const a = (): number => b();\n",
  'no-cycle',
);
plant(
  'utils/text',
  'cycle-b.ts',
  "import { a } from '@/utils/text/cycle-a';\nexport const b = (): number => a();\n",
  'no-cycle',
);
plant('utils/text', 'barrel.ts', "export { thing } from '@/utils/text/thing';\n", 'noBarrelFile', 'biome');
plant('utils/text', 'all.ts', "export * from '@/utils/text/thing';\n", 'noReExportAll', 'biome');
plant('scripts', 'bang.ts', 'export const f = (x: string[]) => x[0]!;\n', 'noNonNullAssertion', 'biome');

for (const [hazard, files] of Object.entries(DOORS))
  for (const file of files) harmless.push({ file, code: HAZARDS[hazard]?.code ?? '' });
for (const folder of LAYERS) harmless.push({ file: `${folder}/thing.ts`, code: 'export const thing = 1;\n' });

let house: string;
const found = new Map<string, Set<string>>();

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'unbluff-lint-'));
  for (const name of ['oxlint.config.ts', 'package.json']) cpSync(join(ROOT, name), join(house, name));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  const options = {
    paths: { '@/*': ['./*'] },
    strict: true,
    jsx: 'react-jsx',
    jsxImportSource: 'preact',
    types: [],
  };
  writeFileSync(
    join(house, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        ...options,
        target: 'ESNext',
        module: 'ESNext',
        moduleResolution: 'Bundler',
        noEmit: true,
      },
      include: ['utils', 'components', 'entrypoints', 'scripts'],
    }),
  );
  const biome = JSON.parse(spawnSync('cat', [join(ROOT, 'biome.json')], { encoding: 'utf8' }).stdout);
  // The copy is no git repository.
  writeFileSync(join(house, 'biome.json'), JSON.stringify({ ...biome, vcs: { enabled: false } }));
  for (const { file, code } of [...faults, ...harmless]) {
    mkdirSync(join(house, dirname(file)), { recursive: true });
    writeFileSync(join(house, file), code);
  }
  for (const [file, rule] of [...runOxlint(house), ...runBiome(house)]) {
    const rules = found.get(file) ?? new Set();
    found.set(file, rules.add(rule));
  }
}, LINT_TIMEOUT_MS);

afterAll(() => rmSync(house, { recursive: true, force: true }));

function runOxlint(cwd: string): [file: string, rule: string][] {
  const bin = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  const { stdout, stderr } = spawnSync(process.execPath, [bin, '--type-aware', '-f', 'json'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (!stdout.trimStart().startsWith('{')) throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  const said = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  return said.diagnostics.map(({ filename, code }) => [filename, code.replace(/^.*\((.*)\)$/, '$1')]);
}

function runBiome(cwd: string): [file: string, rule: string][] {
  const bin = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [bin, 'lint', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const start = stdout.indexOf('{');
  if (start < 0) throw new Error(`biome did not run: ${stdout}${stderr}`);
  const said = JSON.parse(stdout.slice(start)) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  return said.diagnostics.map(({ category, location }) => [
    typeof location.path === 'string' ? location.path : location.path.file,
    category.split('/').at(-1) ?? '',
  ]);
}

describe('the linter', () => {
  it.each(faults)('$by says $rule of $file', ({ file, rule }) => {
    expect([...(found.get(file) ?? [])]).toContain(rule);
  });

  it.each(harmless)('says nothing of $file', ({ file }) => {
    expect([...(found.get(file) ?? [])]).toEqual([]);
  });

  it('knows every folder of utils', () => {
    const folders = readdirSync(join(ROOT, 'utils'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `utils/${entry.name}`);
    expect(folders.filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });

  it('names only doors that exist', () => {
    const gone = Object.values(DOORS)
      .flat()
      .filter((file) => !existsSync(join(ROOT, file)));
    expect(gone).toEqual([]);
  });

  it('lets no arrow of the house point up or run in a circle', () => {
    const above = (folder: string, path: readonly string[]): string[] =>
      path.includes(folder)
        ? [[...path, folder].join(' → ')]
        : (MAY_IMPORT[folder] ?? []).flatMap((next) => above(next, [...path, folder]));
    expect(LAYERS.flatMap((folder) => above(folder, []))).toEqual([]);
  });
});
