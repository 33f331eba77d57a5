import { sha256, toBytes } from '@/utils/feed/bytes';
import { parseList } from '@/utils/feed/list-form';
import { readPlace } from '@/utils/feed/place';
import { loadSeed } from '@/utils/feed/seed';
import { listName, withoutPatterns } from '@/utils/feed/switch-off';
import type { ListInUse } from '@/utils/rpc/protocol';
import type { FeedState } from '@/utils/schema/feed-state';
import type { PatternList } from '@/utils/schema/list';
import { readFeedState, readListText } from '@/utils/storage/feed';
import { feedTrial } from '@/utils/storage/feed-log';

/** A list that may protect, and its name: two that judge differently have two. */
export interface Candidate {
  readonly hash: string;
  readonly name: string;
  readonly source: ListInUse['source'];
  /** The extension has not overtaken it. */
  isNewer(revision: number): boolean;
  /** Whole; null: it cannot be used. @throws FeedError `seed-unreadable` */
  list(): Promise<PatternList | null>;
}

/**
 * The lists that there are, best first: the one in use, the one before, the seed.
 * Storage that fails, a list that is no longer whole, and one that was set aside
 * cost themselves; the seed is always there.
 *
 * A list of the feed that is not newer than the seed is none: the extension was
 * updated since.
 */
export async function* candidates(): AsyncGenerator<Candidate> {
  const [state, { aside }, place] = await Promise.all([
    readFeedState().catch(() => null),
    feedTrial.read(),
    readPlace(),
  ]);
  const off = state?.off ?? [];
  const isNewer = (revision: number) => revision > place.seed.revision;
  for (const hash of hashesOf(state)) {
    if (aside.includes(hash)) continue;
    yield {
      hash,
      name: listName(hash, off),
      source: 'feed',
      isNewer,
      async list() {
        const list = await storedList(hash).catch(() => null);
        return list && isNewer(list.revision) ? withoutPatterns(list, off) : null;
      },
    };
  }
  const { hash } = place.seed;
  yield {
    hash,
    name: listName(hash, off),
    source: 'seed',
    isNewer: () => true,
    list: async () => withoutPatterns(await loadSeed(), off),
  };
}

function hashesOf(state: FeedState | null): string[] {
  return [state?.active, state?.previous].filter((hash) => typeof hash === 'string');
}

/** Null: not there, or not what was stored. */
async function storedList(hash: string): Promise<PatternList | null> {
  const text = await readListText(hash);
  if (text === null || (await sha256(toBytes(text))) !== hash) return null;
  return parseList(text);
}
