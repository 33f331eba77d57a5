import { type Browser, browser } from 'wxt/browser';
import { type Call, OwnCall, PageCall, type Replies } from '@/utils/rpc/protocol';

/** Where a call came from, as the browser says it; the page has no part in it. */
export interface Caller {
  /** Null for our own pages that are not in a tab (popup). */
  readonly tab: number | null;
  readonly frame: number;
  /** Origin of the calling document. */
  readonly origin: string;
  /** One of our own pages. */
  readonly own: boolean;
}

export type Handlers = {
  [N in keyof Replies]: (call: Extract<Call, { call: N }>, caller: Caller) => Promise<Replies[N]>;
};

/**
 * Answers calls until the process ends. Listening starts synchronously, as a
 * woken worker needs. What is not a call, comes from another extension, or is a
 * call of our own pages made by a content script (a page that broke out of its
 * renderer can speak as its content script) is refused before any handler sees it.
 */
export function serve(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender, sendResponse) => {
    const caller = callerOf(sender);
    const what = caller && parse(raw, caller);
    if (!caller || !what) {
      sendResponse({ error: 'refused' });
      return false;
    }
    answer(handlers, what, caller).then(
      (ok) => sendResponse({ ok }),
      () => sendResponse({ error: 'failed' }),
    );
    // Promise replies need Chrome 144; `true` keeps the channel open everywhere.
    return true;
  });
}

function callerOf(sender: Browser.runtime.MessageSender): Caller | null {
  if (sender.id !== browser.runtime.id) return null;
  const url = sender.url ?? '';
  const own = url.startsWith(browser.runtime.getURL('/'));
  // `origin` of a sandboxed or blank frame is "null": its tab's address tells nothing of it either.
  const origin = sender.origin ?? (URL.canParse(url) ? new URL(url).origin : 'null');
  if (origin === 'null') return null;
  return { tab: sender.tab?.id ?? null, frame: sender.frameId ?? 0, origin, own };
}

function parse(raw: unknown, caller: Caller): Call | null {
  if (caller.own) {
    const own = OwnCall.safeParse(raw);
    return own.success ? own.data : null;
  }
  const page = PageCall.safeParse(raw);
  return page.success && caller.tab !== null ? page.data : null;
}

function answer(handlers: Handlers, what: Call, caller: Caller): Promise<unknown> {
  const handler = handlers[what.call] as (call: Call, caller: Caller) => Promise<unknown>;
  return handler(what, caller);
}
