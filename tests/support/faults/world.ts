import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSeed } from '@/scripts/lists/build-seed';
import { type Driver, type Package, startDriver } from '@/tests/support/faults/driver';
import type { Did, Task } from '@/tests/support/faults/task';
import { type Host, startHost } from '@/tests/support/feed/host';
import { later } from '@/tests/support/feed/lists';
import { Repository } from '@/tests/support/feed/repository';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { canonicalList, listText } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';

/**
 * A publisher, two hosts and a browser, in which one release follows the other and
 * something goes wrong in between.
 */
export interface World {
  readonly driver: Driver;
  readonly repository: Repository;
  readonly hosts: readonly [Host, Host];
  /** What the extension carries; a scenario may change whom it asks. */
  readonly carried: Package;
  /** A list that was not published yet. */
  next(): PatternList;
  /** Publishes the next list. */
  release(): Promise<number>;
  task(change?: Partial<Task>): Task;
  /** The revision that was in use last. */
  inUse(): number;
  /** One life of the background. @throws when it did not answer */
  live(change?: Partial<Task>): Promise<Did>;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../..');
/** Two languages: half of a real list, to be quick. */
const LANGUAGES = new Set(['nl', 'en']);

export async function startWorld(browser: Driver['browser']): Promise<World> {
  const seed = smallSeed();
  const repository = await Repository.create(Date.now());
  repository.history = 3;
  await repository.release(seed);
  const hosts = [await startHost(repository.files), await startHost(repository.files)] as const;
  const text = listText(seed);
  const canaries = smallCanaries();
  const carried: Package = {
    seed: text,
    canaries,
    place: {
      addresses: [hosts[0].address],
      root: repository.root,
      seed: { revision: seed.revision, made: seed.made, hash: await sha256(toBytes(text)) },
    },
  };
  const driver = await startDriver(browser, carried);
  let revision = seed.revision;
  let inUse = revision;
  const task: World['task'] = (change) => ({ check: true, bluff: canaries.alarm[0]?.text ?? '', ...change });
  const world: World = {
    driver,
    repository,
    hosts,
    carried,
    next: () => later(seed, ++revision),
    async release() {
      await repository.release(later(seed, ++revision));
      return revision;
    },
    task,
    inUse: () => inUse,
    async live(change) {
      const did = await driver.run(task(change));
      if (typeof did === 'string') throw new Error(did);
      inUse = did.revision;
      return did;
    },
    async stop() {
      await driver.stop();
      await Promise.all(hosts.map((host) => host.stop()));
    },
  };
  // Every fault finds an install that has checked before.
  await world.release();
  await world.live();
  return world;
}

function smallSeed(): PatternList {
  const list = buildSeed(ROOT);
  return canonicalList({ ...list, groups: list.groups.filter(({ language }) => LANGUAGES.has(language)) });
}

interface Texts {
  alarm: { language: string; text: string }[];
  calm: unknown[];
}

function smallCanaries(): Texts {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(ROOT, 'assets/canaries', `${name}.json`), 'utf8'));
  const alarm = (read('alarm') as Texts['alarm']).filter(({ language }) => LANGUAGES.has(language));
  return { alarm, calm: read('calm') as unknown[] };
}
