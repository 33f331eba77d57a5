import type { Scenario } from '@/tests/support/faults/scenario';
import type { World } from '@/tests/support/faults/world';
import { newKey } from '@/tests/support/feed/repository';
import { canonicalJson } from '@/utils/feed/canonical';
import type { PatternList } from '@/utils/schema/list';
import type { Role } from '@/utils/schema/release';

/** The attacks that The Update Framework names, each as somebody would do it who has the host, and some keys. */

/** Signs with keys that nobody knows, and takes the right ones back. */
async function byStranger(world: World, role: Role): Promise<() => void> {
  const { holders } = world.repository;
  const { keys } = holders[role];
  holders[role].keys = [await newKey()];
  return () => {
    holders[role].keys = keys;
  };
}

const stranger = (role: Exclude<Role, 'root'>): Scenario => ({
  name: `arbitrary software: ${role} signed by a stranger`,
  may: ['bad-signature'],
  async spoil(world) {
    const back = await byStranger(world, role);
    await world.release();
    back();
  },
});

/** A key of one role signs for another. */
const usurper = (by: Role, role: Exclude<Role, 'root'>): Scenario => ({
  name: `key compromise: the ${by} key signs ${role}`,
  may: ['bad-signature'],
  async spoil({ repository, release }) {
    const { keys } = repository.holders[role];
    repository.holders[role].keys = repository.holders[by].keys;
    await release();
    repository.holders[role].keys = keys;
  },
});

const stale = (role: Role): Scenario => ({
  name: `freeze: ${role} past its date`,
  may: ['expired'],
  async spoil({ repository, release }) {
    const days = repository.days[role];
    repository.days[role] = -1;
    if (role === 'root') await repository.signRoot();
    await release();
    repository.days[role] = days;
  },
  async mend({ repository }) {
    if (role === 'root') await repository.signRoot();
  },
});

const badList = (name: string, may: string[], change: (list: PatternList) => PatternList): Scenario => ({
  name: `rightly signed: ${name}`,
  may,
  async spoil({ repository, next }) {
    repository.history = 0;
    await repository.release(change(next()));
    repository.lists.pop();
  },
  async mend({ repository }) {
    repository.history = 3;
  },
});

const withPhrase = (list: PatternList, phrase: string): PatternList => {
  const groups = structuredClone(list.groups);
  const group = groups.find(({ family, language }) => family === 'bluff' && language === 'en');
  group?.patterns[0]?.phrases.push(phrase);
  return { ...list, groups };
};

export const ATTACKS: readonly Scenario[] = [
  stranger('timestamp'),
  stranger('snapshot'),
  stranger('targets'),
  {
    name: 'arbitrary software: the list is another',
    may: ['mismatch', 'too-large'],
    async spoil({ repository, release, hosts }) {
      repository.history = 0;
      await release();
      const files = new Map(repository.files);
      for (const path of files.keys()) if (path.endsWith('.list.json')) files.set(path, '{"groups":[]}');
      for (const host of hosts) host.files = files;
    },
    async mend({ repository }) {
      repository.history = 3;
    },
  },
  {
    name: 'rollback: the whole host as it was two releases ago',
    may: ['rolled-back'],
    async spoil({ repository, release, hosts, live }) {
      const files = new Map(repository.files);
      await release();
      await live();
      for (const host of hosts) host.files = files;
    },
  },
  {
    name: 'rollback: a new timestamp names an old snapshot',
    may: ['rolled-back'],
    async spoil({ repository }) {
      const version = repository.versions.snapshot - 1;
      await repository.signTimestamp({
        meta: { 'snapshot.json': await repository.metaOf(`metadata/${version}.snapshot.json`) },
      });
    },
  },
  {
    name: 'rollback: a new snapshot names old targets',
    may: ['rolled-back'],
    async spoil({ repository }) {
      const version = repository.versions.targets - 1;
      await repository.signSnapshot({
        meta: { 'targets.json': await repository.metaOf(`metadata/${version}.targets.json`) },
      });
      await repository.signTimestamp();
    },
  },
  {
    name: 'rollback: new targets name an old list',
    may: ['list-older'],
    async spoil({ repository }) {
      const old = repository.lists.at(-2);
      if (old) await repository.release(old, { whole: true });
      repository.lists.pop();
    },
  },
  {
    name: 'rollback: an old root under a new number',
    may: ['rolled-back'],
    async spoil({ repository, release, hosts }) {
      await release();
      const files = new Map(repository.files);
      files.set(`metadata/${repository.versions.root + 1}.root.json`, repository.root);
      for (const host of hosts) host.files = files;
    },
  },
  {
    name: 'fast-forward: all numbers at their end, and keys replaced since',
    may: ['new'],
    async spoil({ repository, release, live }) {
      const { versions, holders } = repository;
      const before = { ...versions };
      await release();
      await repository.signSnapshot({ version: 2 ** 31 - 1 });
      // Under its own number the file must lie where the timestamp says.
      const text = repository.files.get(`metadata/${versions.snapshot}.snapshot.json`) ?? '';
      repository.files.set(`metadata/${2 ** 31 - 1}.snapshot.json`, text);
      await repository.signTimestamp({
        version: 2 ** 31 - 1,
        meta: { 'snapshot.json': await repository.metaOf(`metadata/${2 ** 31 - 1}.snapshot.json`) },
      });
      await live();
      holders.timestamp.keys = [await newKey()];
      holders.snapshot.keys = [await newKey()];
      Object.assign(versions, { timestamp: before.timestamp + 2, snapshot: before.snapshot + 2 });
      await repository.signRoot();
      await release();
    },
  },
  stale('root'),
  stale('timestamp'),
  stale('snapshot'),
  stale('targets'),
  {
    name: 'mix and match: the snapshot of another release',
    may: ['mismatch', 'too-large'],
    async spoil({ repository, release, hosts }) {
      await release();
      const { snapshot } = repository.versions;
      const files = new Map(repository.files);
      files.set(
        `metadata/${snapshot}.snapshot.json`,
        files.get(`metadata/${snapshot - 1}.snapshot.json`) ?? '',
      );
      for (const host of hosts) host.files = files;
    },
  },
  {
    name: 'mix and match: the targets of another release',
    may: ['mismatch', 'too-large'],
    async spoil({ repository, release, hosts }) {
      await release();
      const { targets } = repository.versions;
      const files = new Map(repository.files);
      files.set(`metadata/${targets}.targets.json`, files.get(`metadata/${targets - 1}.targets.json`) ?? '');
      for (const host of hosts) host.files = files;
    },
  },
  {
    name: 'mix and match: a timestamp without hashes, a snapshot of another number',
    may: ['mismatch'],
    async spoil({ repository, release }) {
      await release();
      const version = repository.versions.snapshot + 1;
      repository.files.set(
        `metadata/${version}.snapshot.json`,
        repository.files.get(`metadata/${version - 1}.snapshot.json`) ?? '',
      );
      await repository.signTimestamp({ meta: { 'snapshot.json': { version } } });
    },
    async mend({ repository }) {
      repository.versions.snapshot += 1;
    },
  },
  {
    name: 'wrong role: a snapshot in the place of the timestamp',
    may: ['unreadable', 'bad-signature'],
    async spoil({ repository, release, hosts }) {
      await release();
      const files = new Map(repository.files);
      files.set(
        'metadata/timestamp.json',
        files.get(`metadata/${repository.versions.snapshot}.snapshot.json`) ?? '',
      );
      for (const host of hosts) host.files = files;
    },
  },
  usurper('timestamp', 'snapshot'),
  usurper('timestamp', 'targets'),
  usurper('snapshot', 'targets'),
  usurper('targets', 'timestamp'),
  {
    name: 'key compromise under the threshold: one key of three signs a root',
    may: ['bad-signature'],
    async spoil(world) {
      const { repository } = world;
      const { root } = repository.holders;
      const { keys } = root;
      root.keys = keys.slice(0, 1);
      root.threshold = 1;
      await repository.signRoot();
      repository.files.set('spoiled', repository.root);
      root.keys = keys;
      root.threshold = 2;
    },
    async mend({ repository }) {
      repository.files.delete(`metadata/${repository.versions.root}.root.json`);
      repository.versions.root -= 1;
    },
  },
  {
    name: 'key compromise under the threshold: one key signs twice',
    may: ['bad-signature'],
    async spoil({ repository }) {
      const { root } = repository.holders;
      const { keys } = root;
      const [thief] = keys;
      root.keys = thief ? [thief, thief] : [];
      await repository.signRoot();
      root.keys = keys;
    },
    async mend({ repository }) {
      repository.files.delete(`metadata/${repository.versions.root}.root.json`);
      repository.versions.root -= 1;
    },
  },
  {
    name: 'key compromise over the threshold: a stolen root, then taken back by new keys',
    may: ['new'],
    async spoil({ repository, release }) {
      const { holders } = repository;
      const lost = holders.root.keys;
      holders.root.keys = [await newKey(), await newKey(), await newKey()];
      holders.targets.keys = [await newKey()];
      await repository.signRoot(lost);
      await release();
    },
  },
  {
    name: 'two timestamps of one number',
    may: ['same'],
    async spoil({ repository }) {
      repository.versions.timestamp -= 1;
      await repository.signTimestamp({ other: true });
    },
  },
  badList('a list without patterns', ['list-blind'], (list) => ({ ...list, groups: [] })),
  badList('a pattern of one common word', ['list-too-broad'], (list) => withPhrase(list, 'the')),
  badList('a phrase that cannot be read', ['list-unreadable'], (list) => withPhrase(list, 'open ((bracket')),
  badList('a list of another format', ['list-unreadable'], (list) => ({ ...list, format: 2 }) as never),
  badList('more phrases than may be compiled', ['list-too-large'], (list) => {
    const phrases = Array.from({ length: 60 }, (_, at) => `${'word '.repeat(70)}${at}`);
    const patterns = Array.from({ length: 200 }, (_, at) => ({
      id: `bluff.en.big-${at}`,
      signal: 'demand' as const,
      weight: 1,
      phrases,
    }));
    return {
      ...list,
      groups: [...list.groups, { family: 'bluff', language: 'en', patterns }],
    } as PatternList;
  }),
  {
    name: 'metadata that nests without end',
    may: ['unreadable', 'bad-signature'],
    async spoil({ hosts, repository, release }) {
      await release();
      const files = new Map(repository.files);
      files.set(
        'metadata/timestamp.json',
        `{"signed":${'['.repeat(3_000)}${']'.repeat(3_000)},"signatures":[]}`,
      );
      for (const host of hosts) host.files = files;
    },
  },
  {
    name: 'metadata with a prototype in its keys',
    may: ['unreadable', 'bad-signature'],
    async spoil({ hosts, repository, release }) {
      await release();
      const files = new Map(repository.files);
      const signed = canonicalJson({ _type: 'timestamp', version: 9 }).replace(
        '{',
        '{"__proto__":{"version":9},',
      );
      files.set('metadata/timestamp.json', `{"signatures":[],"signed":${signed}}`);
      for (const host of hosts) host.files = files;
    },
  },
];
