import { beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '@/tests/support/feed/repository';
import { publish, TufClient } from '@/tests/support/feed/tuf';
import { changed, smallList } from '@/tests/unit/feed/lists';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { listText } from '@/utils/feed/list-form';
import { checkForUpdate, type Known } from '@/utils/feed/update';
import type { PatternList } from '@/utils/schema/list';

/** One bit of every byte of every file of a release, each in a check of its own. */
const NOW = Date.parse('2026-11-25T09:00:00Z');
/** Without what is long, so that every byte can have its turn. */
const { wordings: _, ...small } = smallList(1, 2);
const old: PatternList = {
  ...small,
  rules: [],
  topics: [],
  lexicon: {
    authorities: [],
    strictLetters: [],
    plainLetters: [],
    harmless: [],
    offices: [],
    officialDomains: [],
    freeMailDomains: [],
  },
};
const newest = changed(old, 2);

let repository: Repository;
let known: Known;
beforeAll(async () => {
  repository = await Repository.create(NOW);
  await repository.release(old);
  const client = new TufClient(repository);
  expect(await client.refresh()).toBe('ok');
  const text = listText(old);
  const list = { revision: 1, hash: await sha256(toBytes(text)), text: async () => text };
  known = { trusted: client.trusted, list, floor: 1, seedRevision: 1 };
  await publish(repository, 'root');
  await repository.release(newest);
});

/** What came of a check in which this file has one byte changed: the text of a list, or the code of the failure. */
async function outcome(file: RegExp, at: number): Promise<string> {
  const flipped = (bytes: Uint8Array<ArrayBuffer>) => {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    return bytes;
  };
  try {
    const found = await checkForUpdate(known, {
      now: NOW,
      async get(path) {
        const text = repository.files.get(path);
        if (text === undefined) throw new FeedError('missing');
        return file.test(path) ? flipped(toBytes(text)) : toBytes(text);
      },
    });
    return found.list?.text ?? 'nothing new';
  } catch (error) {
    return error instanceof FeedError ? error.code : String(error);
  }
}

async function outcomes(file: RegExp): Promise<string[]> {
  const [, text = ''] = [...repository.files].findLast(([path]) => file.test(path)) ?? [];
  const all: string[] = [];
  for (let at = 0; at < toBytes(text).length; at++) all.push(await outcome(file, at));
  expect(all.length).toBeGreaterThan(100);
  return all;
}

describe('a bit that is another', { timeout: 120_000 }, () => {
  it.each([
    ['timestamp', /timestamp\.json$/],
    ['snapshot', /\.snapshot\.json$/],
    ['targets', /\.targets\.json$/],
  ] as const)('in any byte of %s is refused, and named', async (_name, file) => {
    const codes = new Set(await outcomes(file));
    for (const code of codes) expect(['unreadable', 'bad-signature', 'mismatch']).toContain(code);
  });

  it('in any byte of a delta costs the delta and nothing else', async () => {
    expect(new Set(await outcomes(/\.from-\d+\.json$/))).toEqual(new Set([listText(newest)]));
  });

  it('in any byte of the whole list is refused', async () => {
    const { list } = known;
    known = { ...known, list: list && { ...list, hash: '0'.repeat(64), revision: 3 } };
    const codes = new Set(await outcomes(/\.list\.json$/));
    known = { ...known, list };
    expect(codes).toEqual(new Set(['mismatch']));
  });

  it('in any byte of a root is refused, but in one of three signatures where two are enough', async () => {
    const [, text = ''] = [...repository.files].findLast(([path]) => path.endsWith('2.root.json')) ?? [];
    const all = await outcomes(/2\.root\.json$/);
    for (const [at, code] of all.entries())
      if (code === listText(newest)) expect(at).toBeLessThan(text.indexOf('"signed"'));
      else expect(['unreadable', 'bad-signature']).toContain(code);
  });
});
