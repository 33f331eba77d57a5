import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import type { Check } from '@/scripts/lists/simulate/clients';
import { DAY_MS } from '@/scripts/lists/simulate/habits';
import { startHost } from '@/tests/support/feed/host';
import { largeList, nextDay } from '@/tests/support/feed/large';
import { Repository } from '@/tests/support/feed/repository';
import { type Bytes, sha256, toBytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { listText } from '@/utils/feed/list-form';
import { checkForUpdate, type Found, type Known } from '@/utils/feed/update';
import type { PatternList } from '@/utils/schema/list';

/** What one check costs its host. */
export interface Cost {
  readonly requests: number;
  /** On the wire, with the heads of answers; without TLS. */
  readonly bytes: number;
}

/** What checks of each kind cost, as a real client had them of a real host. */
export interface Costs {
  readonly same: Cost;
  readonly whole: Cost;
  /** By how many releases the install is behind. */
  readonly behind: ReadonlyMap<number, Cost>;
}

/** As a publisher packs. */
const BEST = 11;
/** A release a day: a list of 5,000 patterns, 20 of them changed. */
const HISTORY = 30;
const MEASURED = [1, 2, 3, 5, 7, 14, 30] as const;

export async function measureCosts(): Promise<Costs> {
  const now = Date.now();
  const repository = await Repository.create(now);
  const days = [largeList()];
  for (let day = 1; day <= HISTORY; day++)
    days.push(nextDay(days.at(-1) ?? largeList(), (days[0]?.revision ?? 0) + day));
  const today = days.at(-1) ?? largeList();
  repository.lists.push(...days.slice(0, -1));
  await repository.release(today);
  const host = await startHost(repository.files, BEST);
  const check = async (have: PatternList, found?: Found): Promise<Cost & { found: Found }> => {
    const [requests, bytes] = [host.asked.length, host.sent()];
    const known = await knownOf(have, found?.trusted ?? { root: repository.root, ...NOTHING });
    const done = await checkForUpdate(known, {
      now,
      get: (path) => ask(`${host.address}${path}`),
    });
    return { requests: host.asked.length - requests, bytes: host.sent() - bytes, found: done };
  };
  try {
    const behind = new Map<number, Cost>();
    for (const count of MEASURED) behind.set(count, await check(days[HISTORY - count] ?? today));
    const whole = await check({ ...today, revision: 1 });
    return { behind, whole, same: await check(today, whole.found) };
  } finally {
    await host.stop();
  }
}

/** As a browser asks over TLS: Node's own `fetch` takes Brotli there only. */
function ask(address: string): Promise<Bytes> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'br' } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode !== 200) reject(new FeedError('missing'));
        else resolve(new Uint8Array(brotliDecompressSync(Buffer.concat(pieces))));
      });
    }).on('error', reject);
  });
}

const NOTHING = { timestamp: null, snapshot: null, targets: null };

async function knownOf(list: PatternList, trusted: Known['trusted']): Promise<Known> {
  const text = listText(list);
  return {
    trusted,
    list: { revision: list.revision, hash: await sha256(toBytes(text)), text: async () => text },
    floor: 1,
    seedRevision: 1,
  };
}

/** When the publisher releases, in milliseconds of the day. */
const RELEASED_AT_MS = DAY_MS / 4;
/** Where a check breaks off: a request that was not answered. */
const FAILED: Cost = { requests: 1, bytes: 300 };

export function costOf({ at, after, failed }: Check, { same, whole, behind }: Costs): Cost {
  if (failed) return FAILED;
  if (after === null) return whole;
  const releases =
    Math.floor((at - RELEASED_AT_MS) / DAY_MS) - Math.floor((at - after - RELEASED_AT_MS) / DAY_MS);
  if (releases === 0) return same;
  const measured = MEASURED.find((count) => count >= releases);
  return (measured !== undefined ? behind.get(measured) : undefined) ?? whole;
}
