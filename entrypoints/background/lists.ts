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
  readonly list: PatternList;
  readonly hash: string;
  readonly name: string;
  readonly source: ListInUse['source'];
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
  for (const hash of hashesOf(state)) {
    if (aside.includes(hash)) continue;
    const list = await storedList(hash).catch(() => null);
    if (list && list.revision > place.seed.revision) yield { ...named(list, hash, off), source: 'feed' };
  }
  yield { ...named(await loadSeed(), place.seed.hash, off), source: 'seed' };
}

function named(list: PatternList, hash: string, off: readonly string[]): Omit<Candidate, 'source'> {
  return { hash, list: withoutPatterns(list, off), name: listName(hash, off) };
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
