import { type Scenario, unprotected } from '@/tests/support/faults/scenario';
import type { World } from '@/tests/support/faults/world';

const DAY_MS = 86_400_000;
const YEAR_MS = 365 * DAY_MS;

const harmed = (name: string, may: string[], what: string, part?: string): Scenario => ({
  name: `storage: ${name}`,
  may,
  async spoil({ driver, release }) {
    await release();
    await driver.harm(what, part);
  },
});

/** What happens to databases, disks and clocks. */
export const TROUBLES: readonly Scenario[] = [
  harmed('the database was deleted', ['new'], 'deleted'),
  harmed('everything was cleared', ['new'], 'wiped'),
  harmed('the list is damaged', ['new'], 'corrupted', 'list'),
  harmed('the record is damaged', ['new'], 'corrupted', 'state'),
  harmed('the root is damaged', ['new'], 'corrupted', 'root'),
  harmed('a later version of the extension was here', ['new'], 'newer'),
  {
    name: 'storage: another tab keeps it from opening',
    may: ['not-stored'],
    fallsBack: true,
    async spoil({ driver, release }) {
      await release();
      await driver.harm('blocked');
    },
    mend: ({ driver }) => driver.harm('unblocked'),
  },
  {
    name: 'storage: the disk is full',
    may: ['not-stored'],
    task: { quota: true },
    async spoil({ release }) {
      await release();
    },
  },
  {
    name: 'storage: the connection is ended in the middle',
    may: ['new', 'not-stored'],
    fallsBack: true,
    task: { terminated: true },
    async spoil({ release }) {
      await release();
    },
  },
  {
    name: 'clock: five years behind',
    may: ['new'],
    task: { clock: -5 * YEAR_MS },
    async spoil({ release }) {
      await release();
    },
  },
  {
    name: 'clock: five years ahead',
    may: ['expired'],
    task: { clock: 5 * YEAR_MS },
    async spoil({ release }) {
      await release();
    },
  },
  {
    name: 'clock: behind, and the host serves what was true a month ago',
    may: ['expired'],
    task: { clock: -YEAR_MS },
    async spoil({ repository, hosts, release, live }) {
      const { now } = repository;
      repository.now = now - 40 * DAY_MS;
      await release();
      const files = new Map(repository.files);
      repository.now = now;
      await repository.signTimestamp();
      await live({ clock: -YEAR_MS });
      for (const host of hosts) host.files = files;
      const { timestamp } = repository.versions;
      repository.now = now - 40 * DAY_MS;
      await repository.signTimestamp();
      repository.now = now;
      for (const host of hosts) host.files = new Map(repository.files);
      repository.versions.timestamp = timestamp + 1;
    },
  },
  {
    name: 'offline for a year, then a good host',
    may: ['new'],
    task: { clock: YEAR_MS },
    async spoil({ repository, release, live, hosts }) {
      for (const host of hosts) host.misbehave = (_path, response) => Boolean(response.destroy());
      const did = await live({ clock: YEAR_MS });
      if (did.failure !== 'unreachable') throw new Error(`offline it came to ${did.failure}`);
      for (const host of hosts) host.misbehave = null;
      repository.now += YEAR_MS;
      await repository.signRoot();
      await release();
      repository.now -= YEAR_MS;
    },
    // What was signed a year ahead is this install's clock from now on: the next good release is of that time, too.
    async mend({ repository, release, live, driver }) {
      repository.now += YEAR_MS;
      const revision = await release();
      const did = await live();
      if (did.revision !== revision) throw new Error(`the release after a year came to ${did.failure}`);
      repository.now -= YEAR_MS;
      await driver.harm('wiped');
      await repository.signRoot();
    },
  },
  {
    name: 'two hosts: one dead, one good',
    may: ['new'],
    async spoil({ carried, hosts, release }) {
      carried.place = { ...carried.place, addresses: hosts.map(({ address }) => address) };
      await release();
      hosts[0].misbehave = (_path, response) => Boolean(response.writeHead(500).end());
    },
    mend: oneHost,
  },
  {
    name: 'two hosts: metadata of one, lists of the other',
    may: ['missing'],
    async spoil({ carried, hosts, repository, release }) {
      carried.place = { ...carried.place, addresses: hosts.map(({ address }) => address) };
      const before = new Map(repository.files);
      await release();
      hosts[0].misbehave = (path, response) =>
        path.startsWith('targets/') && Boolean(response.writeHead(404).end());
      hosts[1].files = before;
      hosts[1].misbehave = (path, response) =>
        path.startsWith('metadata/') && Boolean(response.writeHead(404).end());
    },
    mend: oneHost,
  },
];

async function oneHost({ carried, hosts }: World): Promise<void> {
  carried.place = { ...carried.place, addresses: [hosts[0].address] };
}

/** Kills the background `count` times somewhere within an update; names what did not hold. */
export async function kills(
  world: World,
  count: number,
  tell: (done: number) => void,
): Promise<{ killed: number; whole: number; faults: string[] }> {
  const faults: string[] = [];
  let killed = 0;
  let whole = 0;
  let longest = 1_500;
  let due = await world.release();
  for (let at = 0; killed < count; at++) {
    const killMs = Math.random() * longest;
    const ended = await world.driver.run(world.task({ killMs }));
    if (ended === 'killed') killed++;
    else longest = Math.max(100, longest * 0.9);
    const did = await world.live({ check: false });
    faults.push(...unprotected(did).map((fault) => `kill ${at} after ${Math.round(killMs)} ms: ${fault}`));
    if (did.revision === due) {
      whole++;
      due = await world.release();
    }
    // Every tenth must get through undisturbed, so that kills fall into all parts of an update.
    if (at % 10 === 9) {
      const started = performance.now();
      const after = await world.live();
      longest = performance.now() - started;
      if (after.revision !== due || after.failure !== null)
        faults.push(`after ${at + 1} kills revision ${due} does not go through: ${after.failure}`);
      due = await world.release();
      tell(killed);
    }
  }
  const after = await world.live();
  if (after.revision !== due) faults.push(`at the end revision ${due} does not go through: ${after.failure}`);
  return { killed, whole, faults };
}

/** Several contexts look at once, with locks and without; all end with the newest list. */
export async function together(world: World, rounds: number): Promise<string[]> {
  const faults: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const revision = await world.release();
    const noLock = round % 2 === 1;
    const all = await world.driver.runAll([0, 1, 2].map(() => world.task({ noLock })));
    for (const did of all) {
      if (typeof did === 'string') faults.push(did);
      else
        faults.push(
          ...unprotected(did),
          ...(did.failure === null ? [] : [`one of three failed: ${did.failure}`]),
        );
    }
    const after = await world.live({ check: false });
    if (after.revision !== revision)
      faults.push(`three at once left revision ${after.revision}, not ${revision}`);
  }
  return faults;
}
