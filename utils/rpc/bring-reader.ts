import type { Call } from '@/utils/rpc/protocol';

/**
 * Asks the background to bring the script that reads mail into this document.
 *
 * Beside `client.ts` because the first touch of the browser's API costs a page
 * a millisecond or two, and `wxt/browser` touches it as soon as it is loaded:
 * a page without mail must not pay that. No answer is waited for; where nobody
 * is there the page stays unread, as if we were not installed.
 */
export function bringReader(what: 'mail' | 'hosted'): void {
  const scope = globalThis as { browser?: Sends; chrome?: Sends };
  const api = scope.browser?.runtime?.id ? scope.browser : scope.chrome;
  const bring: Call = { call: 'show', what };
  // Gone in a page that outlives us (an update).
  if (api?.runtime?.id) void api.runtime.sendMessage(bring).catch(() => {});
}

interface Sends {
  runtime?: { id?: string; sendMessage(call: Call): Promise<unknown> };
}
