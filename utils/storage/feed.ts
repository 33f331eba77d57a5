import { FeedState } from '@/utils/schema/feed-state';
import { database } from '@/utils/storage/database';
import { StorageError } from '@/utils/storage/error';

/**
 * Where lists and what proves them are kept. They change together, in one
 * transaction, or not at all: a background that is killed in the middle leaves
 * what was there.
 */

const STATE = 'state';

/** Null where nothing was stored yet, or what is there cannot be read. @throws StorageError `unavailable` */
export async function readFeedState(): Promise<FeedState | null> {
  const db = await database();
  const raw = await db.get('feed', STATE).catch(unavailable);
  return FeedState.safeParse(raw).data ?? null;
}

/** The text of a list. @throws StorageError `unavailable` */
export async function readListText(hash: string): Promise<string | null> {
  const db = await database();
  const text: unknown = await db.get('lists', hash).catch(unavailable);
  return typeof text === 'string' ? text : null;
}

export interface Release {
  readonly state: FeedState;
  /** The text of `state.active` where it is not stored yet. */
  readonly text: string | null;
  /** What was in use when the check began. */
  readonly before: string | null;
}

/**
 * Stores a release whole.
 *
 * @returns false when another context has put a list into use meanwhile; then nothing is changed
 * @throws StorageError `unavailable`
 */
export async function keepRelease({ state, text, before }: Release): Promise<boolean> {
  const db = await database();
  try {
    const transaction = db.transaction(['feed', 'lists'], 'readwrite');
    // An abort rejects this too; it is told by what is awaited below.
    transaction.done.catch(() => {});
    const feed = transaction.objectStore('feed');
    const lists = transaction.objectStore('lists');
    const now = FeedState.safeParse(await feed.get(STATE)).data?.active ?? null;
    if (now !== before) {
      transaction.abort();
      return false;
    }
    const kept = new Set([state.active, state.previous]);
    const gone = (await lists.getAllKeys()).filter((hash) => !kept.has(hash));
    await Promise.all([
      ...gone.map((hash) => lists.delete(hash)),
      ...(text !== null && state.active !== null ? [lists.put(text, state.active)] : []),
      feed.put(state, STATE),
      transaction.done,
    ]);
    return true;
  } catch (cause) {
    return unavailable(cause);
  }
}

/** Stores a newer root alone: keys that were taken back stay so. @throws StorageError `unavailable` */
export async function keepRoot(root: string): Promise<void> {
  const db = await database();
  try {
    const transaction = db.transaction('feed', 'readwrite');
    const old = FeedState.safeParse(await transaction.store.get(STATE)).data;
    const nothing: FeedState = {
      trusted: { root, timestamp: null, snapshot: null, targets: null },
      active: null,
      previous: null,
      off: [],
    };
    const state = old ? { ...old, trusted: { ...old.trusted, root } } : nothing;
    await Promise.all([transaction.store.put(state, STATE), transaction.done]);
  } catch (cause) {
    unavailable(cause);
  }
}

function unavailable(cause: unknown): never {
  throw new StorageError('unavailable', cause);
}
