import { feedTrial } from '@/utils/storage/feed-log';

/**
 * Lists of the feed that bring the background down. A start is noted before the
 * list is compiled, and the note is taken back when it has judged for a while; a
 * list with two notes that nobody took back is set aside, and the one before it,
 * or the seed, protects.
 *
 * The note is written, not waited for: it travels to the browser at once, and a
 * reader's mail may be waiting.
 */
const MAX_STARTS = 2;
/** Long enough for the first mail; much shorter than the life of a worker. */
const PROVEN_AFTER_MS = 5_000;
/** Newest last; older ones do not come back. */
const MAX_ASIDE = 10;

/** @returns false: it was set aside just now */
export async function begin(name: string): Promise<boolean> {
  const hash = hashOf(name);
  const { starts, hash: tried, aside } = await feedTrial.read();
  const before = tried === hash ? starts : 0;
  if (before >= MAX_STARTS) {
    await feedTrial.write({ hash: null, starts: 0, aside: [...aside, hash].slice(-MAX_ASIDE) });
    return false;
  }
  void feedTrial.write({ hash, starts: before + 1, aside });
  setTimeout(() => void proven(hash), PROVEN_AFTER_MS);
  return true;
}

async function proven(hash: string): Promise<void> {
  const { hash: tried, aside } = await feedTrial.read();
  if (tried === hash) await feedTrial.write({ hash: null, starts: 0, aside });
}

/** The name of a list begins with its hash. */
const hashOf = (name: string): string => name.split(' ', 1)[0] ?? name;
