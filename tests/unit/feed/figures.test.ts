import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Host, startHost } from '@/tests/support/feed/host';
import { Repository } from '@/tests/support/feed/repository';
import { seedList } from '@/tests/unit/feed/lists';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { download } from '@/utils/feed/download';
import { canonicalList, listText } from '@/utils/feed/list-form';
import { checkForUpdate, type Found, type Known } from '@/utils/feed/update';
import type { PatternList } from '@/utils/schema/list';
import type { Pattern } from '@/utils/schema/pattern';

/** What a day costs, counted on the wire of a real host: the figures that ARCHITECTURE.md promises. */

const NOW = Date.now();
const PATTERNS = 5_000;
const CHANGED = 20;

/** Words of the real list, so that what is packed is like it. */
function words(): string[] {
  const phrases = seedList().groups.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.phrases));
  return [...new Set(phrases.join(' ').match(/[a-z]{3,12}/g))];
}

function largeList(): PatternList {
  const all = words();
  const random = generator(7);
  const word = () => all[Math.floor(random() * all.length)] ?? 'word';
  const signals = ['recording', 'access', 'demand', 'deadline', 'shaming'] as const;
  const patterns = Array.from(
    { length: PATTERNS },
    (_, at): Pattern => ({
      id: `bluff.${['nl', 'fr', 'de', 'en'][at % 4]}.${word()}-${word()}-${at}`,
      signal: signals[at % signals.length] ?? 'access',
      weight: 1 + (at % 3),
      phrases: [`${word()} (${word()}|${word()}) ${word()}`],
    }),
  );
  const groups = (['nl', 'fr', 'de', 'en'] as const).map((language) => ({
    family: 'bluff' as const,
    language,
    patterns: patterns.filter(({ id }) => id.split('.')[1] === language),
  }));
  return canonicalList({ ...seedList(), revision: 100, groups });
}

/** A day's work: phrases added, phrases changed, some new patterns and one that goes. */
function nextDay(list: PatternList, revision: number): PatternList {
  const random = generator(revision);
  const all = words();
  const word = () => all[Math.floor(random() * all.length)] ?? 'word';
  const groups = structuredClone(list.groups);
  const [group] = groups;
  for (let at = 0; at < CHANGED && group; at++) {
    const pattern = group.patterns[Math.floor(random() * group.patterns.length)];
    if (!pattern) continue;
    if (at === 0) group.patterns.splice(group.patterns.indexOf(pattern), 1);
    else if (at < 5)
      group.patterns.push({
        ...pattern,
        id: `bluff.${group.language}.new-${revision}-${at}`,
        phrases: [`${word()} ${word()}`],
      });
    else if (at < 12) pattern.phrases.push(`${word()} ${word()} ${word()}`);
    else pattern.phrases[0] = `${word()} [${word()}] ${word()}`;
  }
  return canonicalList({ ...list, revision, groups });
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

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

  it('the whole list of 5,000 patterns: at most 170 kB, as both browsers take it (goal: 150)', () => {
    const text = listText(today);
    const bytes = brotliCompressSync(text).length;
    const gzip = gzipSync(text, { level: 9 }).length;
    expect(bytes).toBeLessThanOrEqual(170_000);
    process.stdout.write(`  whole: ${bytes} bytes (brotli), ${gzip} (gzip)\n`);
  });
});
