import { browser } from 'wxt/browser';
import { CallError } from '@/utils/rpc/error';
import type { Call, Reply } from '@/utils/rpc/protocol';

/** A sleeping worker starts in some 100 ms; on a loaded phone in seconds. */
const ANSWER_TIMEOUT_MS = 10_000;

/** What travels back: never an exception, which would lose its code on the way. */
interface Envelope {
  ok?: unknown;
  error?: 'refused' | 'failed';
}

/**
 * Asks the background and gives its answer. A call that finds nobody is tried
 * once more, since a worker that was just ending refuses and the next one
 * answers.
 *
 * @throws CallError
 */
export async function call<C extends Call>(what: C): Promise<Reply<C>> {
  try {
    return await once(what);
  } catch (error) {
    if (error instanceof CallError && error.code === 'no-answer') return once(what);
    throw error;
  }
}

async function once<C extends Call>(what: C): Promise<Reply<C>> {
  // An orphaned content script still has `browser`, without an id.
  if (!browser.runtime?.id) throw new CallError('gone');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallError('no-answer')), ANSWER_TIMEOUT_MS);
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
