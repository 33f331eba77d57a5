import { browser } from 'wxt/browser';
import { CallError } from '@/utils/rpc/error';
import type { Call, Reply } from '@/utils/rpc/protocol';

/**
 * A sleeping worker starts in some 100 ms, on a loaded phone in seconds. One that
 * is just ending takes a call and never answers it: then the next try, which
 * starts a new one, is what helps, so the first must not be waited for long.
 */
const TRIES_MS = [1_500, 4_000, 10_000] as const;

/** Calls that must not be made twice for one press. */
const ONCE: ReadonlySet<Call['call']> = new Set<Call['call']>(['report', 'pending-done', 'consented']);

/** What travels back: never an exception, which would lose its code on the way. */
interface Envelope {
  ok?: unknown;
  error?: 'refused' | 'failed';
}

/**
 * Asks the background and gives its answer; a call that finds nobody is tried
 * again, except where twice would be wrong.
 *
 * @throws CallError
 */
export async function call<C extends Call>(what: C): Promise<Reply<C>> {
  const tries = ONCE.has(what.call) ? TRIES_MS.slice(-1) : TRIES_MS;
  for (const [at, patience] of tries.entries()) {
    try {
      return await once(what, patience);
    } catch (error) {
      const again = error instanceof CallError && error.code === 'no-answer' && at < tries.length - 1;
      if (!again) throw error;
    }
  }
  throw new CallError('no-answer');
}

async function once<C extends Call>(what: C, patience: number): Promise<Reply<C>> {
  // An orphaned content script still has `browser`, without an id.
  if (!browser.runtime?.id) throw new CallError('gone');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallError('no-answer')), patience);
  });
  try {
    const answer = await Promise.race([send(what), late]);
    if (answer?.error) throw new CallError(answer.error);
    if (!answer || !('ok' in answer)) throw new CallError('no-answer');
    return answer.ok as Reply<C>;
  } finally {
    clearTimeout(timer);
  }
}

async function send(what: Call): Promise<Envelope | undefined> {
  try {
    return await browser.runtime.sendMessage<Call, Envelope | undefined>(what);
  } catch (cause) {
    throw new CallError(browser.runtime?.id ? 'no-answer' : 'gone', cause);
  }
}
