import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildRelease, type Unfit } from '@/scripts/lists/build';
import { makeKeys, readKeys } from '@/scripts/lists/keys';
import { publish } from '@/scripts/lists/publish';
import { openRepository, type Repository } from '@/scripts/lists/repository';
import { type ListHost, serveLists } from '@/scripts/lists/serve';
import { signRelease, signRoot } from '@/scripts/lists/sign';
import { verify } from '@/scripts/lists/verify';
import { ROLES } from '@/utils/schema/release';

/** From sources to what an install takes, on a copy of the project's sources. */

const NOW = Date.parse('2026-11-25T12:00:00Z');
const EXACT = { acceptFall: false };
const GROWTH = 'tests/corpus/cases/grown.jsonl';

/** Every build tries each list on all that installs try it on. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let folder: string;
let project: string;
let out: string;
let repository: Repository;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbluff-publish-'));
  project = join(folder, 'project');
  out = join(folder, 'out');
  for (const part of ['assets', 'tests/support/mails'])
    cpSync(part, join(project, part), { recursive: true });
  repository = openRepository(join(folder, 'repository'));
  makeKeys(project, join(folder, 'keys'), ROLES, { root: 3, others: 1 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const edit = (path: string, change: (text: string) => string) =>
  writeFileSync(join(project, path), change(readFileSync(join(project, path), 'utf8')));
const raise = (revision: number) =>
  edit('assets/revision.json', (text) => text.replace(/"revision": \d+/, `"revision": ${revision}`));
const sign = async () => {
  const keys = await readKeys(join(folder, 'keys'), {});
  if (!repository.newest('root')) await signRoot({ repository, keys, now: NOW });
  await signRelease({ project, repository, keys, now: NOW });
};
const check = (place: string, state: string | null = null) =>
  verify(project, place, { state: state && join(folder, state), root: null, now: NOW });
const reasonsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: Unfit) => error.reasons,
  );

describe('a list', () => {
  it('comes out of the same sources the same, byte for byte', async () => {
    raise(1);
    const first = await buildRelease(project, repository, EXACT);
    const other = openRepository(join(folder, 'other'));
    expect(await buildRelease(project, other, EXACT)).toEqual(first);
    expect(other.listText(1)).toBe(repository.listText(1));
    expect(first.patterns).toBeGreaterThan(500);
  });

  it('goes from its publisher to an install, whole and then by its delta', async () => {
    await sign();
    publish(repository, out);
    expect((await check(out, 'state')).line).toBe('accepts revision 1 (whole)');
    expect((await check(out, 'state')).line).toBe('accepts revision 1 (in use already)');
    edit('assets/patterns/bluff.en.json', (text) =>
      text.replace('"phrases": [', '"phrases": ["zebra quagga okapi",'),
    );
    raise(2);
    const { from } = await buildRelease(project, repository, EXACT);
    expect(from).toEqual([1]);
    await sign();
    publish(repository, out);
    expect((await check(out, 'state')).line).toBe('accepts revision 2 (by its delta)');
    expect((await check(out)).line).toBe('accepts revision 2 (whole)');
  });

  it('is not changed under a revision that is out', async () => {
    edit('assets/patterns/bluff.en.json', (text) => text.replace('okapi', 'gnu'));
    expect(await reasonsOf(buildRelease(project, repository, EXACT))).toEqual([
      'revision 2 is there already, with other content: raise it in assets/revision.json to 3',
    ]);
    raise(1);
    expect(await reasonsOf(buildRelease(project, repository, EXACT))).toEqual([
      'revision 1 is older than 2, which is there: raise it in assets/revision.json to 3',
    ]);
  });

  it('is not made when a pattern does not keep what its author promises, or warns of everyday texts', async () => {
    raise(3);
    edit('assets/patterns/bluff.en.json', (text) =>
      text.replace('"examples": [', '"examples": ["Nothing finds this.",'),
    );
    const reasons = await reasonsOf(buildRelease(project, repository, EXACT));
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(
      /^bluff\.en\.json, bluff\.en\.\S+: does not find its example “Nothing finds this\.”$/,
    );
    edit('assets/patterns/bluff.en.json', (text) =>
      text.replace('"Nothing finds this.",', '').replace('zebra quagga gnu', '(the|and|you)'),
    );
    expect((await reasonsOf(buildRelease(project, repository, EXACT))).join()).toContain(
      'no install would take it',
    );
    edit('assets/patterns/bluff.en.json', (text) => text.replace('(the|and|you)', 'zebra quagga gnu'));
  });

  it('is not made when it finds less than the one before, unless somebody says so', async () => {
    const alarms: { family: string; language: string; text: string }[] = JSON.parse(
      readFileSync('assets/canaries/alarm.json', 'utf8'),
    );
    const text = alarms.find(({ family, language }) => family === 'threat' && language === 'en')?.text;
    const known = { id: 'grown-1', lang: 'en', family: 'threat', expect: 'warning', channel: 'mail', text };
    cpSync('tests/corpus/cases', join(project, 'tests/corpus/cases'), {
      recursive: true,
      filter: (path) => !path.endsWith('.jsonl'),
    });
    writeFileSync(join(project, GROWTH), JSON.stringify(known));
    raise(3);
    edit('assets/wordings.json', () => '[]');
    edit('assets/patterns/threat.en.json', (source) => {
      const file = JSON.parse(source);
      return JSON.stringify({ ...file, patterns: file.patterns.slice(0, 1) });
    });
    const reasons = await reasonsOf(buildRelease(project, repository, EXACT));
    expect(reasons.join()).toContain('found of threat, en: 1 by revision 2, 0 now');
    raise(2);
  });
});

describe('what is laid out', () => {
  it('holds packed forms of the very bytes, headers, and no more than two lists', () => {
    const files = readdirSync(join(out, 'targets'));
    expect(files.filter((file) => file.endsWith('.list.json'))).toHaveLength(2);
    for (const file of files.filter((name) => name.endsWith('.json'))) {
      const plain = readFileSync(join(out, 'targets', file));
      if (!existsSync(join(out, 'targets', `${file}.br`))) continue;
      expect(brotliDecompressSync(readFileSync(join(out, 'targets', `${file}.br`)))).toEqual(plain);
      expect(gunzipSync(readFileSync(join(out, 'targets', `${file}.gz`)))).toEqual(plain);
    }
    expect(readFileSync(join(out, '_headers'), 'utf8')).toContain('Access-Control-Allow-Origin: *');
    expect(readFileSync(join(out, '404.html')).length).toBeLessThan(10);
  });

  it('is refused with its reason when one of its files is missing or other than it was signed', async () => {
    const bad = join(folder, 'bad');
    const spoilt = async (path: RegExp, spoil: (file: string) => void) => {
      rmSync(bad, { recursive: true, force: true });
      cpSync(out, bad, { recursive: true });
      const file =
        readdirSync(bad, { recursive: true, encoding: 'utf8' }).find((name) => path.test(name)) ?? '';
      spoil(join(bad, file));
      return check(bad, 'state-1');
    };
    const flip = (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('1', '7'));
    expect((await spoilt(/timestamp\.json$/, rmSync)).line).toMatch(/\[missing/);
    expect((await spoilt(/timestamp\.json$/, flip)).line).toMatch(
      /^keeps revision \d+: .*\[(?:bad-signature|unreadable), timestamp\]$/,
    );
    expect((await spoilt(/2\.targets\.json$/, flip)).accepted).toBe(false);
    expect((await spoilt(/list\.json$/, () => {})).accepted).toBe(true);
  });
});

describe('a host on loopback', () => {
  let host: ListHost;
  beforeAll(async () => {
    host = await serveLists(out);
  });
  afterAll(() => host.close());

  it('serves what an install takes, packed', async () => {
    expect((await check(host.address)).line).toBe('accepts revision 2 (whole)');
    const answer = await fetch(`${host.address}/metadata/1.root.json`);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('serves nothing else', async () => {
    for (const path of [
      '/',
      '/_headers',
      '/metadata/2.root.json',
      '/metadata/..%2f..%2fproject/assets/revision.json',
      '/metadata/',
    ])
      expect((await fetch(`${host.address}${path}`)).status).toBe(404);
  });
});
