import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { candidates } from '@/entrypoints/background/lists';
import { onTrial } from '@/entrypoints/background/trial';
import { smallList } from '@/tests/unit/feed/lists';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { listText } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';
import { database } from '@/utils/storage/database';
import { keepRelease, keepRoot, readFeedState } from '@/utils/storage/feed';
import { feedTrial } from '@/utils/storage/feed-log';

const files = new Map<string, string>();
const stored = new Map<string, unknown>();

vi.mock('@/utils/feed/packaged', () => ({
  readPackagedText: async (path: string) => files.get(path) ?? '',
  readPackaged: async (path: string) => JSON.parse(files.get(path) ?? ''),
}));
vi.mock('wxt/browser', () => ({
  browser: {
    storage: {
      local: {
        get: async (key: string) => ({ [key]: stored.get(key) }),
        set: async (values: object) => {
          for (const [key, value] of Object.entries(values)) stored.set(key, structuredClone(value));
        },
      },
    },
  },
}));

const seed = smallList(5);
const hashOf = (list: PatternList) => sha256(toBytes(listText(list)));
const trusted = { root: '{}', timestamp: null, snapshot: null, targets: null };

async function offered(): Promise<string[]> {
  const all: string[] = [];
  for await (const candidate of candidates()) {
    const list = await candidate.list();
    if (list) all.push(`${candidate.source} ${list.revision}`);
  }
  return all;
}

/** Puts lists into use, one after the other. */
async function use(...lists: PatternList[]): Promise<string[]> {
  const hashes: string[] = [];
  for (const list of lists) {
    const active = await hashOf(list);
    const old = await readFeedState();
    const before = old?.active ?? null;
    const state = { trusted, active, previous: before, off: [] };
    expect(await keepRelease({ state, text: listText(list), before })).toBe(true);
    hashes.push(active);
  }
  return hashes;
}

beforeEach(async () => {
  const db = await database();
  await Promise.all([db.clear('feed'), db.clear('lists')]);
  stored.clear();
  const { revision, made } = seed;
  const place = { addresses: [], root: null, seed: { revision, made, hash: await hashOf(seed) } };
  files.set('/lists/feed.json', JSON.stringify(place));
  files.set('/lists/seed.json', listText(seed));
});

describe('the lists that may protect', () => {
  it('are the one in use, the one before, and the seed', async () => {
    await use(smallList(6), smallList(7), smallList(8));
    expect(await offered()).toEqual(['feed 8', 'feed 7', 'seed 5']);
    expect(await (await database()).getAllKeys('lists')).toHaveLength(2);
  });

  it('are the seed alone where nothing was stored', async () => {
    expect(await offered()).toEqual(['seed 5']);
  });

  it('leave out one that is no longer whole', async () => {
    const [, active] = await use(smallList(6), smallList(7));
    await (await database()).put('lists', `${listText(smallList(7))} `, active);
    expect(await offered()).toEqual(['feed 6', 'seed 5']);
  });

  it('leave out those that the extension has overtaken', async () => {
    await use(smallList(4), smallList(5));
    expect(await offered()).toEqual(['seed 5']);
  });

  it('leave out one that was set aside', async () => {
    const [, active = ''] = await use(smallList(6), smallList(7));
    await feedTrial.write({ hash: null, starts: 0, aside: [active] });
    expect(await offered()).toEqual(['feed 6', 'seed 5']);
  });

  it('are without the patterns that are switched off, the seed too', async () => {
    const off = seed.groups[0]?.patterns[0]?.id ?? '';
    const state = { trusted, active: null, previous: null, off: [off] };
    await keepRelease({ state, text: null, before: null });
    for await (const { list: whole, name } of candidates()) {
      const list = await whole();
      expect(JSON.stringify(list)).not.toContain(off);
      expect(name).toContain(off);
    }
  });

  it('are the seed alone when the record is damaged', async () => {
    await use(smallList(6));
    await (await database()).put('feed', { active: 7 }, 'state');
    expect(await offered()).toEqual(['seed 5']);
  });
});

describe('a release that is stored', () => {
  it('changes nothing when another context was faster', async () => {
    await use(smallList(6), smallList(7));
    const active = await hashOf(smallList(8));
    const state = { trusted, active, previous: null, off: [] };
    expect(await keepRelease({ state, text: listText(smallList(8)), before: null })).toBe(false);
    expect(await offered()).toEqual(['feed 7', 'feed 6', 'seed 5']);
  });

  it('stays in use when only a newer root is stored', async () => {
    await use(smallList(6));
    await keepRoot('{"newer":true}');
    expect((await readFeedState())?.trusted.root).toBe('{"newer":true}');
    expect(await offered()).toEqual(['feed 6', 'seed 5']);
  });
});

describe('a list on trial', () => {
  const never = () => new Promise<string>(() => {});

  it('is set aside after two starts that did not come to their end', async () => {
    for (const starts of [1, 2]) {
      void onTrial('a'.repeat(64), never);
      await vi.waitFor(async () => expect((await feedTrial.read()).starts).toBe(starts));
    }
    expect(await onTrial('a'.repeat(64), async () => 'ready')).toBeNull();
    expect((await feedTrial.read()).aside).toEqual(['a'.repeat(64)]);
  });

  it('is forgiven when it is made ready, or fails in order', async () => {
    void onTrial('b'.repeat(64), never);
    await vi.waitFor(async () => expect((await feedTrial.read()).starts).toBe(1));
    expect(await onTrial('b'.repeat(64), async () => 'ready')).toBe('ready');
    await vi.waitFor(async () => expect((await feedTrial.read()).starts).toBe(0));
    await expect(onTrial('b'.repeat(64), () => Promise.reject(new Error('bad phrase')))).rejects.toThrow();
    await vi.waitFor(async () => expect((await feedTrial.read()).starts).toBe(0));
  });

  it('begins anew when it is another list', async () => {
    void onTrial('c'.repeat(64), never);
    await vi.waitFor(async () => expect((await feedTrial.read()).starts).toBe(1));
    void onTrial('d'.repeat(64), never);
    await vi.waitFor(async () =>
      expect(await feedTrial.read()).toMatchObject({ hash: 'd'.repeat(64), starts: 1 }),
    );
  });
});
