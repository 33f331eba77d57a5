import { join } from 'node:path';
import { buildCanaries } from '@/scripts/lists/build-place';
import { buildSeed } from '@/scripts/lists/build-seed';
import { type Driver, startDriver } from '@/tests/support/faults/driver';
import type { Did, Task } from '@/tests/support/faults/task';
import { startHost } from '@/tests/support/feed/host';
import { largeList } from '@/tests/support/feed/large';
import { Repository } from '@/tests/support/feed/repository';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { canonicalList, listText } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';

/**
 * `lists times`: how long a background takes, in a real Chromium and a real
 * Firefox, from the last byte of a whole list until that is verified, tested and
 * judges; and from the first message after its start until it judged the first mail
 * by a list that is in use. Two lists: the one that ships, and that with short
 * patterns besides, 5,000 in all. Medians; figures of one run compare with each
 * other, not with another machine's.
 */
const ROUNDS = 7;
const ROOT = join(import.meta.dirname, '../..');

export async function measureTimes(say: (line: string) => void): Promise<void> {
  const seed = canonicalList(buildSeed(ROOT));
  for (const browser of ['chromium', 'firefox'] as const) {
    for (const [name, list] of [
      ['the list that ships', seed],
      ['5,000 patterns', filledUp(seed)],
    ] as const) {
      const { active, answered } = await timesOf(browser, seed, list);
      say(
        `${browser}, ${name}: active after ${ms(active)} (goal 300), first mail judged after ${ms(answered)} (goal 30)`,
      );
    }
  }
}

async function timesOf(browser: Driver['browser'], seed: PatternList, list: PatternList) {
  const repository = await Repository.create(Date.now());
  repository.history = 0;
  await repository.release(seed);
  const host = await startHost(repository.files);
  const canaries = buildCanaries(ROOT);
  const text = listText(seed);
  const place = {
    addresses: [host.address],
    root: repository.root,
    seed: { revision: seed.revision, made: seed.made, hash: await sha256(toBytes(text)) },
  };
  const driver = await startDriver(browser, { seed: text, canaries, place });
  const run = async (check: boolean): Promise<Did> => {
    const task: Task = { check, bluff: canaries.alarm[0]?.text ?? '' };
    const did = await driver.run(task);
    if (typeof did === 'string') throw new Error(did);
    if (did.failure !== null || !did.warns) throw new Error(`${did.failure}, warns: ${did.warns}`);
    return did;
  };
  const active: number[] = [];
  const answered: number[] = [];
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      await repository.release({ ...list, revision: seed.revision + round });
      active.push((await run(true)).activeMs);
      answered.push((await run(false)).answeredMs);
    }
  } finally {
    await driver.stop();
    await host.stop();
  }
  return { active, answered };
}

/** Short patterns besides, up to 5,000. */
function filledUp(seed: PatternList): PatternList {
  const short = largeList().groups;
  let left = 5_000 - seed.groups.reduce((sum, { patterns }) => sum + patterns.length, 0);
  const groups = seed.groups.map((group) => {
    const more = short.find(({ family, language }) => family === group.family && language === group.language);
    const patterns = (more?.patterns ?? []).slice(0, left);
    left -= patterns.length;
    return { ...group, patterns: [...group.patterns, ...patterns] };
  });
  return canonicalList({ ...seed, groups });
}

function ms(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${Math.round(sorted[sorted.length >> 1] ?? 0)} ms (${Math.round(sorted[0] ?? 0)} to ${Math.round(sorted.at(-1) ?? 0)})`;
}
