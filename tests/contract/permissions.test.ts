import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapters } from '@/utils/adapters/registry';
import { TELEGRAM_HOSTS } from '@/utils/adapters/telegram-hosts';

/**
 * What the extension may do, as the browsers are told. A permission more is a
 * decision about people's mail; it is made here too, with its reason, or not.
 */
const PERMISSIONS: Record<string, string> = {
  storage: 'settings, and where a report under way stands',
  alarms: 'looks for newer lists twice a day',
  activeTab: 'the popup names the tab that it was opened over',
  contextMenus: 'the entry "check this text"',
  scripting: 'brings in the warning when there is one, and reads sites that the reader enabled',
};

const OUTPUT = join(import.meta.dirname, '../../.output');

interface Manifest {
  manifest_version: number;
  permissions: string[];
  host_permissions: string[];
  optional_host_permissions: string[];
  optional_permissions: string[];
  content_scripts: { matches: string[]; all_frames?: boolean; world?: string }[];
  minimum_chrome_version?: string;
  browser_specific_settings?: {
    gecko: { id: string; strict_min_version: string; data_collection_permissions: Record<string, string[]> };
  };
}

function read(build: string): Manifest {
  const file = join(OUTPUT, build, 'manifest.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: run \`npm run build\` first`);
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

const hosts = [...adapters.flatMap((adapter) => [...adapter.hosts]), ...TELEGRAM_HOSTS].sort();

describe.each(['chrome-mv3', 'firefox-mv3'])('the manifest of %s', (build) => {
  it('asks for the permissions that have a reason, and for no other', () => {
    expect([...read(build).permissions].sort()).toEqual(Object.keys(PERMISSIONS).sort());
  });

  it('reads the hosts of the adapters from its install on, and no other', () => {
    const { host_permissions, content_scripts } = read(build);
    expect([...host_permissions].sort()).toEqual(hosts);
    const beside = content_scripts.filter(({ world }) => world === undefined);
    expect(beside.flatMap(({ matches }) => matches).sort()).toEqual(hosts);
  });

  it('enters frames only where an adapter reads in frames', () => {
    const framed = adapters.filter(({ frames }) => frames).flatMap((adapter) => [...adapter.hosts]);
    const scripts = read(build).content_scripts.filter((script) => script.all_frames);
    expect(scripts.flatMap(({ matches }) => matches).sort()).toEqual(framed.sort());
  });

  it('sees downloads only when the reader allows it', () => {
    expect(read(build).optional_permissions).toEqual(['downloads']);
  });

  it('asks for further sites one by one, when the reader enables them', () => {
    expect(read(build).optional_host_permissions).toEqual(['https://*/*']);
  });

  it('shows nothing of itself to pages and to other extensions', () => {
    const keys = Object.keys(read(build));
    const open = ['web_accessible_resources', 'externally_connectable', 'sandbox', 'update_url'];
    expect(keys.filter((key) => open.includes(key))).toEqual([]);
    expect(keys).not.toContain('content_security_policy');
  });

  it("runs in a page's own world in Telegram alone, where media can only be stopped from there", () => {
    const inside = read(build).content_scripts.filter(({ world }) => world !== undefined);
    expect(inside.map(({ world, matches }) => ({ world, matches: matches.sort() }))).toEqual([
      { world: 'MAIN', matches: [...TELEGRAM_HOSTS].sort() },
    ]);
  });

  it('holds no code that makes code out of text', () => {
    const scripts = readdirSync(join(OUTPUT, build), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    );
    expect(scripts.length).toBeGreaterThan(2);
    const guilty = scripts.filter((name) =>
      /\beval\(|\bnew Function\b|\bimportScripts\(|\bdocument\.write\(/.test(
        readFileSync(join(OUTPUT, build, name), 'utf8'),
      ),
    );
    expect(guilty).toEqual([]);
  });
});

it('names the oldest browsers that the tests and the documents speak of', () => {
  expect(read('chrome-mv3').minimum_chrome_version).toBe('137');
  expect(read('firefox-mv3').browser_specific_settings?.gecko.strict_min_version).toBe('140.0');
});

it('tells Firefox that nothing is collected, and mail only after consent', () => {
  const { gecko } = read('firefox-mv3').browser_specific_settings ?? {};
  expect(gecko?.data_collection_permissions).toEqual({
    required: ['none'],
    optional: ['personalCommunications'],
  });
});
