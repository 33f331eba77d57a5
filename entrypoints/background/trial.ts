import { feedTrial } from '@/utils/storage/feed-log';

/**
 * Lists of the feed that bring the background down. Before a list is made ready a
 * note is written, and taken back as soon as it is: the time between is when a list
 * can do harm, and so short that a browser which is closed hardly ever falls into
 * it. A list with two notes that nobody took back is set aside; the one before it,
 * or the seed, protects.
 *
 * The note is written, not waited for: it travels to the browser at once, and a
 * reader's mail may be waiting.
 */
const MAX_STARTS = 2;
/** Newest last; older ones do not come back. */
const MAX_ASIDE = 10;

/** Null: the list was set aside just now. Rejects as `work` does. */
export async function onTrial<T>(hash: string, work: () => Promise<T>): Promise<T | null> {
  const { starts, hash: tried, aside } = await feedTrial.read();
  const before = tried === hash ? starts : 0;
  if (before >= MAX_STARTS) {
    await feedTrial.write({ hash: null, starts: 0, aside: [...aside, hash].slice(-MAX_ASIDE) });
    return null;
  }
  const noted = feedTrial.write({ hash, starts: before + 1, aside });
  try {
    return await work();
  } finally {
    void noted.then(() => feedTrial.write({ hash: null, starts: 0, aside }));
  }
}
