import { beforeAll, describe, expect, it } from 'vitest';
import { newKey, Repository } from '@/tests/support/feed/repository';
import { changed, smallList } from '@/tests/unit/feed/lists';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { listText } from '@/utils/feed/list-form';
import { checkForUpdate, type Found, type Known, type World } from '@/utils/feed/update';
import type { PatternList } from '@/utils/schema/list';

const NOW = Date.parse('2026-11-25T12:00:00Z');

/** Serves the files of a repository from memory, with the caps of a real download. */
function worldOf(repository: Repository, extra: Partial<World> = {}) {
  const asked: string[] = [];
  const world: World = {
    now: NOW,
    async get(path, most) {
      asked.push(path);
      const file = repository.files.get(path);
      if (file === undefined) throw new FeedError('missing');
      const bytes = toBytes(file);
      if (bytes.length > most) throw new FeedError('too-large');
      return bytes;
    },
    ...extra,
  };
  return { world, asked };
}

async function knownOf(repository: Repository, list: PatternList | null, found?: Found): Promise<Known> {
  const text = list && listText(list);
  return {
    trusted: found?.trusted ?? { root: repository.root, timestamp: null, snapshot: null, targets: null },
    list:
      list && text !== null
        ? { revision: list.revision, hash: await sha256(toBytes(text)), text: async () => text }
        : null,
    floor: list?.revision ?? 1,
    seedRevision: 1,
  };
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof FeedError ? `${error.code} ${error.file}` : String(error)),
  );

const one = smallList(1);
const two = changed(one, 2);

describe('a check of a host', () => {
  let repository: Repository;
  beforeAll(async () => {
    repository = await Repository.create(NOW);
    await repository.release(one);
    await repository.release(two);
  });

  it('takes the newest list by delta, in five requests', async () => {
    const { world, asked } = worldOf(repository);
    const found = await checkForUpdate(await knownOf(repository, one), world);
    expect(found.list?.text).toBe(listText(two));
    expect(found.list?.by).toBe('delta');
    expect(asked).toHaveLength(5);
  });

  it('asks two files when there is nothing new', async () => {
    const first = await checkForUpdate(await knownOf(repository, one), worldOf(repository).world);
    const { world, asked } = worldOf(repository);
    const again = await checkForUpdate(await knownOf(repository, two, first), world);
    expect(again.list).toBeNull();
    expect(asked).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
  });

  it('takes the whole list where it has none to start from', async () => {
    const found = await checkForUpdate(await knownOf(repository, null), worldOf(repository).world);
    expect(found.list).toMatchObject({ by: 'whole', text: listText(two) });
  });

  it('takes the whole list when the delta is gone or wrong', async () => {
    for (const wrong of [undefined, '{', '{"format":1}', '[]']) {
      const { world } = worldOf(repository);
      const get: World['get'] = async (path, most) => {
        if (!path.includes('.from-')) return world.get(path, most);
        if (wrong === undefined) throw new FeedError('missing');
        return toBytes(wrong);
      };
      const found = await checkForUpdate(await knownOf(repository, one), { ...world, get });
      expect(found.list).toMatchObject({ by: 'whole', text: listText(two) });
    }
  });

  it('refuses a list below the floor', async () => {
    const known = { ...(await knownOf(repository, null)), floor: 3 };
    expect(await failure(checkForUpdate(known, worldOf(repository).world))).toBe('list-older list');
  });

  it('follows new roots and takes what their keys signed', async () => {
    const turned = await Repository.create(NOW);
    await turned.release(one);
    const known = await knownOf(turned, one);
    const [lost] = turned.holders.root.keys.splice(0, 1);
    turned.holders.root.keys.push(await newKey());
    turned.holders.timestamp.keys = [await newKey()];
    await turned.signRoot(lost ? [lost] : []);
    await turned.release(two);
    let told = '';
    const { world } = worldOf(turned, {
      async rotated(root) {
        told = root;
      },
    });
    const found = await checkForUpdate(known, world);
    expect(found.list?.text).toBe(listText(two));
    expect(told).toBe(turned.root);
  });
});
