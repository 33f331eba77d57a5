import type { Call } from '@/utils/rpc/protocol';

type Reader = 'mail' | 'hosted';

/**
 * Has the script that reads mail brought in as soon as it is due, once. Where it
 * is not due at first, `wait` looks again when something may have changed that.
 */
export function bringWhenDue(
  what: Reader,
  isDue: () => boolean,
  wait: (look: () => void, signal: AbortSignal) => void,
): void {
  if (isDue()) {
    bringReader(what);
    return;
  }
  const brought = new AbortController();
  const look = () => {
    if (!isDue()) return;
    brought.abort();
    bringReader(what);
  };
  wait(look, brought.signal);
}

/**
 * Asks the background to bring the script that reads mail into this document.
 *
 * Beside `client.ts` because the first touch of the browser's API costs a page
 * a millisecond or two, and `wxt/browser` touches it as soon as it is loaded:
 * a page without mail must not pay that. No answer is waited for; where nobody
 * is there the page stays unread, as if we were not installed.
 */
function bringReader(what: Reader): void {
  const scope = globalThis as { browser?: Sends; chrome?: Sends };
  const api = scope.browser?.runtime?.id ? scope.browser : scope.chrome;
  const bring: Call = { call: 'show', what };
  // Gone in a page that outlives us (an update).
  if (api?.runtime?.id) void api.runtime.sendMessage(bring).catch(() => {});
}

interface Sends {
  runtime?: { id?: string; sendMessage(call: Call): Promise<unknown> };
}
