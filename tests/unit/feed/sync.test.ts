import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Repository } from '@/tests/support/feed/repository';
import { changed, smallList } from '@/tests/unit/feed/lists';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { BusyError } from '@/utils/feed/download';
import { FeedError } from '@/utils/feed/error';
import { listText } from '@/utils/feed/list-form';
import { type SyncParts, sync } from '@/utils/feed/sync';
import { type FeedLog, NO_LOG } from '@/utils/schema/feed-state';
import { database } from '@/utils/storage/database';
import { keepRelease, readFeedState } from '@/utils/storage/feed';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const HOUR_MS = 3_600_000;
const seed = smallList(1);
const hashOf = (text: string) => sha256(toBytes(text));

let repository: Repository;
let log: FeedLog;
let asked: string[];

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear('feed'), db.clear('lists')]);
  repository = await Repository.create(NOW);
  await repository.release(seed);
  await repository.release(changed(seed, 2));
  log = NO_LOG;
  asked = [];
});

async function parts(change: Partial<SyncParts> = {}): Promise<SyncParts> {
  const text = listText(seed);
  return {
    place: {
      addresses: [],
      root: repository.files.get('metadata/1.root.json') ?? '',
      seed: { revision: 1, made: seed.made, hash: await hashOf(text) },
    },
    addresses: ['https://a.example/'],
    seedText: async () => text,
    async get(address) {
      asked.push(address);
      const file = repository.files.get(address.replace(/^https:\/\/[a-z]\.example\//, ''));
      if (file === undefined) throw new FeedError('missing');
      return toBytes(file);
    },
    test: async () => {},
    log: {
      read: async () => log,
      write: async (value) => {
        log = value;
      },
    },
    trial: { read: async () => ({ hash: null, starts: 0, aside: [] }) },
    now: () => NOW,
    chance: () => 0.5,
    version: '1.0.0',
    ...change,
  };
}

describe('looking for lists', () => {
  it('puts the newest into use, and says what changed', async () => {
    expect(await sync(await parts())).toEqual({ kind: 'new' });
    expect((await readFeedState())?.active).toBe(await hashOf(listText(changed(seed, 2))));
    expect(log).toMatchObject({ failure: null, floor: 2, change: { from: 1, to: 2, added: 0, edited: 1 } });
    expect(await sync(await parts())).toEqual({ kind: 'same' });
  });

  it('does not fetch a list again that failed its test, until the extension is another', async () => {
    const test = async () => {
      throw new FeedError('list-blind', 'list');
    };
    expect(await sync(await parts({ test }))).toMatchObject({
      kind: 'failed',
      error: { code: 'list-blind' },
    });
    expect(await readFeedState()).toBeNull();
    asked = [];
    expect(await sync(await parts())).toMatchObject({ kind: 'failed', error: { code: 'list-blind' } });
    expect(asked.filter((path) => path.includes('/targets/'))).toEqual([]);
    expect(await sync(await parts({ version: '1.0.1' }))).toEqual({ kind: 'new' });
  });

  it('switches patterns off, and on again, without another list', async () => {
    await sync(await parts());
    const off = [seed.groups[0]?.patterns[0]?.id ?? ''];
    const list = repository.lists.at(-1) ?? seed;
    await repository.release(list, { off });
    expect(await sync(await parts())).toEqual({ kind: 'new' });
    expect((await readFeedState())?.off).toEqual(off);
    await repository.release(list);
    expect(await sync(await parts())).toEqual({ kind: 'new' });
    expect((await readFeedState())?.off).toEqual([]);
  });

  it('waits as long as the host asked for', async () => {
    const get = () => Promise.reject(new BusyError(5 * HOUR_MS));
    expect(await sync(await parts({ get }))).toMatchObject({ kind: 'failed', error: { code: 'busy' } });
    expect((log.due ?? 0) - NOW).toBeGreaterThanOrEqual(5 * HOUR_MS);
  });

  it('asks the next host when one fails, and names the more telling reason when all do', async () => {
    const { get } = await parts();
    const addresses = ['https://a.example/', 'https://b.example/'];
    const first: SyncParts['get'] = (address, most) =>
      address.includes('a.example') ? Promise.reject(new FeedError('unreachable')) : get(address, most);
    expect(await sync(await parts({ addresses, get: first }))).toEqual({ kind: 'new' });
    const both: SyncParts['get'] = (address) =>
      Promise.reject(new FeedError(address.includes('a.example') ? 'bad-signature' : 'unreachable'));
    for (const chance of [() => 0, () => 0.9])
      expect(await sync(await parts({ addresses, get: both, chance }))).toMatchObject({
        error: { code: 'bad-signature' },
      });
  });

  it('starts from the seed when the stored list is of another version of the extension', async () => {
    const text = '{"format":9}';
    const state = {
      trusted: { root: repository.root, timestamp: null, snapshot: null, targets: null },
      active: await hashOf(text),
      previous: null,
      off: [],
    };
    await keepRelease({ state, text, before: null });
    expect(await sync(await parts())).toEqual({ kind: 'new' });
  });

  it('takes nothing below the newest that was ever in use, though the database was cleared', async () => {
    log = { ...NO_LOG, floor: 3 };
    expect(await sync(await parts())).toMatchObject({ kind: 'failed', error: { code: 'list-older' } });
  });
});
