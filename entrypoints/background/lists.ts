import { storedMailSide } from '@/entrypoints/background/compiled';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { knownList, parseList } from '@/utils/feed/list-form';
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
  /** What was compiled of it, on its way from storage. */
  readonly compiled: Promise<unknown>;
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
    const name = listName(hash, off);
    const compiled = storedMailSide(name);
    const list = await storedList(hash, compiled).catch(() => null);
    if (list && list.revision > place.seed.revision)
      yield { hash, name, list: withoutPatterns(list, off), source: 'feed', compiled };
  }
  const { hash } = place.seed;
  const name = listName(hash, off);
  const compiled = storedMailSide(name);
  yield { hash, name, list: withoutPatterns(await loadSeed(), off), source: 'seed', compiled };
}

function hashesOf(state: FeedState | null): string[] {
  return [state?.active, state?.previous].filter((hash) => typeof hash === 'string');
}

/**
 * Null: not there, or not what was stored. What this version compiled it has read.
 * A background that wakes has a mail waiting, so what can go on at once does.
 */
async function storedList(hash: string, compiled: Promise<unknown>): Promise<PatternList | null> {
  const text = await readListText(hash);
  if (text === null) return null;
  const sum = sha256(toBytes(text));
  const list = (await compiled) === undefined ? parseList(text) : knownList(text);
  return (await sum) === hash ? list : null;
}
