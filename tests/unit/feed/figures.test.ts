import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '@/tests/support/feed/host';
import { largeList, nextDay } from '@/tests/support/feed/large';
import { Repository } from '@/tests/support/feed/repository';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { download } from '@/utils/feed/download';
import { listText } from '@/utils/feed/list-form';
import { checkForUpdate, type Found, type Known } from '@/utils/feed/update';
import type { PatternList } from '@/utils/schema/list';

/** What a day costs, counted on the wire of a real host: the figures that ARCHITECTURE.md promises. */

const NOW = Date.now();
let host: Host;
let repository: Repository;
const first = largeList();
let today = first;

beforeAll(async () => {
  repository = await Repository.create(NOW);
  await repository.release(first);
  // Thirty days of history, so that what is signed is as large as it gets.
  for (let day = 1; day <= 30; day++) {
    today = nextDay(today, first.revision + day);
    if (day < 30) repository.lists.push(today);
  }
  await repository.release(today);
  host = await startHost(repository.files);
}, 60_000);
afterAll(() => host.stop());

async function knownOf(list: PatternList, found?: Found): Promise<Known> {
  const text = listText(list);
  return {
    trusted: found?.trusted ?? { root: repository.root, timestamp: null, snapshot: null, targets: null },
    list: { revision: list.revision, hash: await sha256(toBytes(text)), text: async () => text },
    floor: list.revision,
    seedRevision: 1,
  };
}

async function cost(known: Known): Promise<{ found: Found; requests: number; bytes: number }> {
  host.asked.length = 0;
  const found = await checkForUpdate(known, {
    now: NOW,
    get: (path, most) => download(`${host.address}${path}`, most),
  });
  return {
    found,
    requests: host.asked.length,
    bytes: host.asked.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

describe('what lists cost on the wire', () => {
  it('a day of 20 changes in 5,000 patterns: at most 6 requests and 3 kB', async () => {
    const yesterday = repository.lists.at(-2);
    if (!yesterday) throw new Error('no yesterday');
    const { found, requests, bytes } = await cost(await knownOf(yesterday));
    expect(found.list?.by).toBe('delta');
    expect(requests).toBeLessThanOrEqual(6);
    expect(bytes).toBeLessThanOrEqual(3_000);
    process.stdout.write(`  a day: ${requests} requests, ${bytes} bytes\n`);
  });

  it('nothing new: at most 2 requests and 2 kB', async () => {
    const { found } = await cost(await knownOf(today));
    const { requests, bytes, found: again } = await cost(await knownOf(today, found));
    expect(again.list).toBeNull();
    expect(requests).toBeLessThanOrEqual(2);
    expect(bytes).toBeLessThanOrEqual(2_000);
    process.stdout.write(`  nothing new: ${requests} requests, ${bytes} bytes\n`);
  });

  it('thirty days missed: still by one delta', async () => {
    const { found, requests, bytes } = await cost(await knownOf(first));
    expect(found.list?.by).toBe('delta');
    expect(requests).toBeLessThanOrEqual(6);
    process.stdout.write(`  thirty days: ${requests} requests, ${bytes} bytes\n`);
  });

  it('the whole list of 5,000 patterns: at most 150 kB, as both browsers take it, and 25 kB what is learned of wording', () => {
    const { wordings: _, ...patterns } = today;
    const [whole, without] = [today, patterns].map((list) => brotliCompressSync(listText(list)).length);
    const gzip = gzipSync(listText(today), { level: 9 }).length;
    expect(without).toBeLessThanOrEqual(150_000);
    expect(whole).toBeLessThanOrEqual((without ?? 0) + 25_000);
    process.stdout.write(`  whole: ${whole} bytes (brotli), ${gzip} (gzip), ${without} without wordings\n`);
  });
});
