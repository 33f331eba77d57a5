import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeKeys, readKeys } from '@/scripts/lists/keys';
import { openRepository, type Repository } from '@/scripts/lists/repository';
import { signRelease, signRoot } from '@/scripts/lists/sign';
import { changed, smallList } from '@/tests/unit/feed/lists';
import { toBytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { listText } from '@/utils/feed/list-form';
import { checkForUpdate, type Trusted } from '@/utils/feed/update';
import { ROLES, type Role } from '@/utils/schema/release';

/** The key ceremony of SECURITY.md, and what is done when keys are lost or taken. */

const PROJECT = process.cwd();
const NOW = Date.parse('2026-11-25T12:00:00Z');
const DAY = 86_400_000;
const THREE = { root: 3, others: 1 };

let folder: string;
let repository: Repository;
const keysAt = (name: string) => join(folder, name);
const held = (name: string) => readKeys(keysAt(name), {});
const move = (from: string, to: string, file: string) =>
  renameSync(join(keysAt(from), file), join(keysAt(to), file));
const drop = (name: string, file: string) => rmSync(join(keysAt(name), file));
const release = async (name = 'keys', now = NOW) =>
  signRelease({ project: PROJECT, repository, keys: await held(name), now });
const rootBy = async (name = 'keys', now = NOW) => signRoot({ repository, keys: await held(name), now });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbluff-ceremony-'));
  repository = openRepository(join(folder, 'repository'));
  makeKeys(PROJECT, keysAt('keys'), ROLES, THREE);
  keepList(1);
});
afterEach(() => rmSync(folder, { recursive: true }));

function keepList(revision: number): void {
  const list = revision === 1 ? smallList(1) : changed(smallList(1), revision);
  repository.keepList(revision, listText(list));
  const hash = repository.hashes().at(-1);
  repository.keep(`targets/${hash}.list.json`, listText(list));
}

/** An install that trusts what it has seen; what a check came to. */
function install(): { check(now?: number): Promise<string>; revision: number } {
  let trusted: Trusted = {
    root: repository.read('metadata/1.root.json') ?? '',
    timestamp: null,
    snapshot: null,
    targets: null,
  };
  const self = {
    revision: 1,
    async check(now = NOW): Promise<string> {
      try {
        const found = await checkForUpdate(
          { trusted, list: null, floor: self.revision, seedRevision: 1 },
          {
            now,
            get: (path) => {
              const text = repository.read(path);
              return text === null
                ? Promise.reject(new FeedError('missing'))
                : Promise.resolve(toBytes(text));
            },
            rotated: async (root) => {
              trusted = { ...trusted, root };
            },
          },
        );
        trusted = found.trusted;
        self.revision = found.target.custom.revision;
        return `revision ${self.revision}`;
      } catch (error) {
        return error instanceof FeedError ? error.code : String(error);
      }
    },
  };
  return self;
}

describe('keys', () => {
  it('are made for every role, for their holder alone to read', async () => {
    const names = readdirSync(keysAt('keys')).filter((file) => file.endsWith('.pem'));
    expect(names).toHaveLength(6);
    for (const name of names) expect(statSync(join(keysAt('keys'), name)).mode & 0o077).toBe(0);
    expect(makeKeys(PROJECT, keysAt('keys'), ['timestamp'], THREE)).toEqual(['timestamp-2']);
  });

  it('are never made inside the project', () => {
    expect(() => makeKeys(PROJECT, join(PROJECT, 'test-results/keys'), ROLES, THREE)).toThrow(
      'inside the project',
    );
    rmSync(join(PROJECT, 'test-results/keys'), { recursive: true, force: true });
  });

  it('come from the environment too, and a broken one is named without being quoted', async () => {
    await rootBy();
    await release();
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' })).replaceAll('\n', String.raw`\n`);
    const [key] = await readKeys(null, { UNBLUFF_KEY_TIMESTAMP_7: pem });
    expect(key).toMatchObject({ name: 'timestamp-7', role: 'timestamp', member: true });
    await expect(readKeys(null, { UNBLUFF_KEY_TIMESTAMP_7: 'secret words' })).rejects.toThrow(
      /^UNBLUFF_KEY_TIMESTAMP_7: not the private half/,
    );
  });
});

describe('a ceremony', () => {
  it('takes two of three holders, who never meet at one machine', async () => {
    for (const [number, holder] of [
      [1, 'ann'],
      [2, 'bea'],
    ] as const) {
      mkdirSync(keysAt(holder));
      // The public halves are with everybody.
      for (const file of readdirSync(keysAt('keys')).filter((name) => name.endsWith('.pub.json')))
        copyFileSync(join(keysAt('keys'), file), join(keysAt(holder), file));
      move('keys', holder, `root-${number}.pem`);
    }
    expect(await rootBy('ann')).toEqual([
      'root 1 was signed by root-1, and waits for signatures of its own 2 keys',
    ]);
    expect(repository.newest('root')).toBeNull();
    await expect(release()).rejects.toThrow('there is no root yet');
    expect(await rootBy('bea')).toEqual(['signed root 1 (root-2)']);
    expect(await release()).toEqual(['signed targets 1', 'signed snapshot 1', 'signed timestamp 1']);
    expect(await install().check()).toBe('revision 1');
  });

  it('does not begin with too few keys', async () => {
    drop('keys', 'root-3.pem');
    drop('keys', 'root-3.pub.json');
    await expect(rootBy()).rejects.toThrow('root: 2 public keys are here, 3 are needed');
  });
});

describe('signing', () => {
  it('needs no more than the key of timestamp to keep a release fresh, and cannot make one with it', async () => {
    await rootBy();
    await release();
    for (const role of ['root-1', 'root-2', 'root-3', 'targets-1', 'snapshot-1']) drop('keys', `${role}.pem`);
    expect(await release('keys', NOW + 10 * DAY)).toEqual(['signed timestamp 2']);
    expect(await install().check(NOW + 20 * DAY)).toBe('revision 1');
    keepList(2);
    await expect(release('keys', NOW + 10 * DAY)).rejects.toThrow(
      'targets must be signed anew, by 1 of its keys; 0 are here',
    );
  });

  it('signs anew what has less than half of its days left', async () => {
    await rootBy();
    await release();
    expect(await release('keys', NOW + 16 * DAY)).toEqual(['signed snapshot 2', 'signed timestamp 2']);
    expect(await release('keys', NOW + 50 * DAY)).toEqual([
      'signed targets 2',
      'signed snapshot 3',
      'signed timestamp 3',
    ]);
  });
});

describe('when', () => {
  let old: ReturnType<typeof install>;
  beforeEach(async () => {
    await rootBy();
    await release();
    old = install();
    expect(await old.check()).toBe('revision 1');
  });

  it('one key of the root is lost, the two others put a new one in its place, and installs follow', async () => {
    drop('keys', 'root-3.pem');
    drop('keys', 'root-3.pub.json');
    makeKeys(PROJECT, keysAt('keys'), ['root'], { root: 1, others: 1 });
    // The number is free again; what tells keys apart is the key.
    expect(await rootBy('keys', NOW + DAY)).toEqual(['signed root 2 (root-1, root-2, root-3)']);
    keepList(2);
    await release('keys', NOW + DAY);
    expect(await old.check(NOW + DAY)).toBe('revision 2');
  });

  it('all keys are replaced, an install that slept through it walks from root to root', async () => {
    makeKeys(PROJECT, keysAt('keys'), ROLES, THREE);
    for (const name of ['root-1', 'root-2', 'root-3', 'targets-1', 'snapshot-1', 'timestamp-1'])
      drop('keys', `${name}.pub.json`);
    expect(await rootBy()).toEqual(['signed root 2 (root-1, root-2, root-3, root-4, root-5, root-6)']);
    for (const name of ['root-1', 'root-2', 'root-3', 'targets-1', 'snapshot-1', 'timestamp-1'])
      drop('keys', `${name}.pem`);
    keepList(2);
    expect(await release()).toEqual(['signed targets 2', 'signed snapshot 2', 'signed timestamp 2']);
    expect(await rootBy('keys', NOW + DAY)).toEqual(['signed root 3 (root-4, root-5, root-6)']);
    expect(await old.check(NOW + DAY)).toBe('revision 2');
  });

  it('the key of timestamp is taken, it is revoked, and what the thief signs counts no more', async () => {
    const thief = await held('keys');
    makeKeys(PROJECT, keysAt('keys'), ['timestamp'], THREE);
    drop('keys', 'timestamp-1.pub.json');
    drop('keys', 'timestamp-1.pem');
    await rootBy();
    expect(await release()).toEqual(['signed timestamp 2']);
    expect(await old.check()).toBe('revision 1');
    const stolen = thief.filter(({ role }: { role: Role }) => role === 'timestamp');
    await expect(signRelease({ project: PROJECT, repository, keys: stolen, now: NOW + DAY })).rejects.toThrow(
      'timestamp must be signed anew, by 1 of its keys; 0 are here',
    );
  });

  it('two keys of the root are lost, nothing can be made of one', async () => {
    for (const name of ['root-2', 'root-3']) {
      drop('keys', `${name}.pem`);
      drop('keys', `${name}.pub.json`);
    }
    makeKeys(PROJECT, keysAt('keys'), ['root'], { root: 2, others: 1 });
    const [said] = await rootBy();
    expect(said).toMatch(/waits for signatures of the 2 keys of root 1$/);
    await release();
    expect(await old.check()).toBe('revision 1');
  });
});
