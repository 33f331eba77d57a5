import type { Bytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import type { FeedErrorCode } from '@/utils/schema/feed-error';

/**
 * One file of a host of lists, whole or not at all: the door to the network.
 *
 * It tells the host as little as can be: no cookies, no referrer, no query, no
 * conditional headers (an ETag can be an identifier), the same language for all.
 * A redirect is not followed. Bytes are counted as they come, unpacked, and the
 * first one too many ends it: what is parsed later was never larger than its cap.
 */

/** How long is waited; tests have less time. */
export interface Patience {
  /** For the first byte of an answer; networks of trains need seconds. */
  readonly answerMs: number;
  /** Between two pieces of a body. */
  readonly pieceMs: number;
  /** For a whole file: 150 kB at 2 kB/s. One byte a second ends here and not in a day. */
  readonly fileMs: number;
}

export const PATIENCE: Patience = { answerMs: 20_000, pieceMs: 15_000, fileMs: 75_000 };

/** `busy`: the host said how long to wait. */
export class BusyError extends FeedError {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super('busy');
    this.waitMs = waitMs;
  }
}

/** @throws FeedError */
export async function download(
  address: string,
  most: number,
  signal?: AbortSignal,
  patience: Patience = PATIENCE,
): Promise<Bytes> {
  const stop = new AbortController();
  const end = () => stop.abort();
  signal?.addEventListener('abort', end, { once: true });
  const whole = setTimeout(end, patience.fileMs);
  const waits = createWaits(patience, end);
  try {
    if (signal?.aborted) throw new FeedError('timed-out');
    const answer = await waits.answer(ask(address, stop.signal));
    demandFile(answer);
    return await readBody(answer, most, waits.piece);
  } catch (cause) {
    if (cause instanceof FeedError) throw cause;
    if (stop.signal.aborted) throw new FeedError('timed-out', null, cause);
    throw new FeedError('cut-off', null, cause);
  } finally {
    clearTimeout(whole);
    signal?.removeEventListener('abort', end);
    stop.abort();
  }
}

async function ask(address: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      // Seen as what it is, and not followed; `error` would look like a broken network.
      redirect: 'manual',
      headers: { accept: 'application/json', 'accept-language': '*' },
      signal,
    });
  } catch (cause) {
    throw new FeedError(signal.aborted ? 'timed-out' : 'unreachable', null, cause);
  }
}

/** Statuses that say that there is no such file; some stores say 403 where nothing is. */
const MISSING = new Set([403, 404, 410]);

function demandFile({ type, status, headers }: Response): void {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) throw new FeedError('redirected');
  if (MISSING.has(status)) throw new FeedError('missing');
  if (status === 429 || status === 503) throw new BusyError(waitOf(headers.get('retry-after')));
  if (status !== 200) throw new FeedError('refused');
}

const HOUR_MS = 3_600_000;
/** What a host may ask for at most: it must not silence us for a year. */
const MAX_WAIT_MS = 3 * 24 * HOUR_MS;

/** Only seconds: a date would be read by a clock that may be wrong. */
function waitOf(header: string | null): number {
  const seconds = /^\d{1,9}$/.test(header ?? '') ? Number(header) : 3_600;
  return Math.min(seconds * 1_000, MAX_WAIT_MS);
}

async function readBody(
  answer: Response,
  most: number,
  within: <T>(piece: Promise<T>) => Promise<T>,
): Promise<Bytes> {
  if (!answer.body) return new Uint8Array();
  const reader = answer.body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await within(reader.read());
      if (done) break;
      length += value.length;
      if (length > most) throw new FeedError('too-large');
      pieces.push(value);
    }
  } finally {
    // Not waited for: a host that does not answer must not hold us here.
    void reader.cancel().catch(() => {});
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function createWaits({ answerMs, pieceMs }: Patience, end: () => void) {
  const within =
    (ms: number, code: FeedErrorCode) =>
    async <T>(work: Promise<T>): Promise<T> => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
          reject(new FeedError(code));
          end();
        }, ms);
      });
      // The loser of the race may fail later; nobody listens then.
      work.catch(() => {});
      try {
        return await Promise.race([work, late]);
      } finally {
        clearTimeout(timer);
      }
    };
  return { answer: within(answerMs, 'timed-out'), piece: within(pieceMs, 'timed-out') };
}
