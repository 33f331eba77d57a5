import type { Adapter, Reading, RenderedMail } from '@/utils/adapters/adapter';
import { onAddressChange } from '@/utils/adapters/address';
import { createPace } from '@/utils/adapters/pace';
import { readRendered } from '@/utils/adapters/rendered-text';
import { contains, treeOf, viewOf } from '@/utils/adapters/safe-dom';
import { sameContent, sameElements, sameReading } from '@/utils/adapters/same';
import { toMessage } from '@/utils/adapters/to-message';
import type { Message } from '@/utils/schema/message';

/**
 * Watches one document of a webmail and says what can be read in it.
 *
 * It promises:
 * - **page** whenever the state, the open mails, the rows or the elements they
 *   stand at have changed, and before the calls below that belong to it;
 * - **mail** once per content of a mail: again only when its message has really
 *   changed (an edit, pictures now shown, a body that came late);
 * - **gone** once for each key that was in a `page` and no longer is;
 * - a message is reported only if, after it was read, the adapter still finds
 *   the same key at the same elements, and nothing in them changed meanwhile. A
 *   new key on the very elements and text of the last one waits: apps move the
 *   key (address, selection) first and the mail a moment later;
 * - a burst of a thousand changes costs a handful of looks (`pace.ts`), and a
 *   change outside all mails costs no reading of text;
 * - nothing the caller adds (`isOwn`) counts as a change;
 * - a page at whose address no mail can be is not observed (`Reading.idle`);
 * - with the signal everything ends: observer, listeners, timers, readings.
 *
 * A document watches itself, and the inner frames and shadow roots in which the
 * bodies of its mails stand, and the trees that the adapter names. Where list and mail are two documents with addresses
 * of their own (Roundcube), each has its script and its watch.
 */

export interface WatchEvents {
  page(reading: Reading): void;
  mail(mail: RenderedMail, message: Message): void;
  gone(key: string): void;
  /** The adapter threw: the page is taken as changed. For the popup, not for the page. */
  failed(cause: unknown): void;
}

export interface Watched {
  readonly adapter: Adapter;
  readonly page: Document;
  readonly url: () => URL;
  /** Whether a node is one of ours (shield, mark). */
  readonly isOwn?: (node: Node) => boolean;
}

interface Known {
  mail: RenderedMail;
  /** Raised by each change inside the mail. */
  version: number;
  /** The version that was read last. */
  read: number;
  reading: AbortController | null;
  /** The text is read and waits, perhaps for the mail that belongs to the key. */
  holding: boolean;
  /** Not to be read again before (`performance.now()`): a large mail that changes all the time would cost too much. */
  restUntil: number;
  told: string | null;
  /** Readings given up in a row because the mail changed under them. */
  missed: number;
}

/** What was at the elements before: to tell a mail that came from one that is still to come. */
interface Last {
  key: string;
  body: readonly Element[];
  text: string;
}

const UNREAD = { reading: null, holding: false, restUntil: 0, told: null, missed: 0 } as const;
/** Reading a mail anew takes at most a fifth of the time. */
const COST_FACTOR = 4;
const SETTLE_MS = 300;
/** A mail that never rests (a running clock in it) is reported anyway, as long as it is the same mail. */
const MAX_MISSED = 3;
const SEEN_ATTRIBUTES = [
  'class style hidden open src alt href id title email role aria-selected',
  'data-convid data-message-id data-legacy-message-id',
  'data-legacy-last-message-id data-legacy-last-non-draft-message-id',
].flatMap((names) => names.split(' '));

const OBSERVED: MutationObserverInit = {
  subtree: true,
  childList: true,
  characterData: true,
  attributes: true,
  attributeFilter: SEEN_ATTRIBUTES,
};

export function watch(
  { adapter, page, url, isOwn = () => false }: Watched,
  on: WatchEvents,
  signal: AbortSignal,
): void {
  if (signal.aborted) return;
  const known = new Map<string, Known>();
  let told: Reading | null = null;
  let last: Last | null = null;

  const pace = createPace(look, signal);
  let idle = false;
  const observer = new MutationObserver((records) => {
    let news = false;
    for (const record of records) {
      if (isOurs(record, isOwn)) continue;
      news = true;
      touch(record.target);
    }
    if (news) pace.ask();
  });
  observer.observe(page, OBSERVED);
  /** Trees beside the page's own, in which bodies stand: inner frames, open shadow roots. */
  let inner = new WeakSet<Node>();

  /** Pictures and frames change what is seen without a mutation. `load` does not bubble, but it can be caught on its way down. */
  const onLoad = (event: Event) => {
    if (idle) return;
    if (event.target) touch(event.target as Node);
    pace.ask();
  };
  EventTarget.prototype.addEventListener.call(page, 'load', onLoad, { capture: true, signal });
  EventTarget.prototype.addEventListener.call(page, 'readystatechange', pace.ask, { signal });
  const view = viewOf(page);
  if (view) onAddressChange(view, url, pace.ask, signal);

  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect();
      for (const each of known.values()) each.reading?.abort();
      known.clear();
    },
    { once: true },
  );

  look();

  function touch(target: Node): void {
    for (const each of known.values()) {
      if (!each.mail.body.some((root) => contains(root, target))) continue;
      each.version += 1;
      if (each.holding) drop(each);
    }
  }

  function look(): void {
    if (signal.aborted) return;
    const started = performance.now();
    const reading = readNow();
    rest(reading.idle === true);
    settle(reading);
    pace.took(performance.now() - started);
  }

  /** Where no mail can be, nothing is observed; the address tells when that changes. */
  function rest(now: boolean): void {
    if (now === idle) return;
    idle = now;
    if (idle) {
      observer.disconnect();
      inner = new WeakSet();
    } else observer.observe(page, OBSERVED);
  }

  function readNow(): Reading {
    try {
      return adapter.read(page, url());
    } catch (cause) {
      on.failed(cause);
      return { state: 'changed', mails: [], rows: [] };
    }
  }

  function settle(reading: Reading): void {
    const keys = new Set(reading.mails.map(({ key }) => key));
    const left = [...known.keys()].filter((key) => !keys.has(key));
    for (const key of left) {
      known.get(key)?.reading?.abort();
      known.delete(key);
    }
    for (const tree of reading.trees ?? []) observeTree(tree);
    for (const mail of reading.mails) {
      for (const root of mail.body) observeTree(treeOf(root));
      const before = known.get(mail.key);
      if (!before) {
        known.set(mail.key, { mail, version: 1, read: 0, ...UNREAD });
      } else {
        if (!sameContent(before.mail, mail)) {
          before.version += 1;
          // What the waiting text was read from stands no more (an inner frame has loaded): read at once.
          if (before.holding) drop(before);
        }
        before.mail = mail;
      }
    }
    const isNews = !told || !sameReading(told, reading);
    told = reading;
    if (isNews) on.page(reading);
    for (const key of left) on.gone(key);
    for (const each of known.values()) {
      if (each.read < each.version && !each.reading) void readText(each);
    }
  }

  function drop(each: Known): void {
    each.reading?.abort();
    each.reading = null;
    each.holding = false;
  }

  function observeTree(tree: Node): void {
    if (tree === page || inner.has(tree)) return;
    inner.add(tree);
    observer.observe(tree, OBSERVED);
    EventTarget.prototype.addEventListener.call(tree, 'load', onLoad, { capture: true, signal });
  }

  async function readText(each: Known): Promise<void> {
    const reading = new AbortController();
    const either = AbortSignal.any([signal, reading.signal]);
    each.reading = reading;
    let version = each.version;
    try {
      const rest = each.restUntil - performance.now();
      if (rest > 0) await pause(rest, either);
      const { mail } = each;
      version = each.version;
      const started = performance.now();
      const rendered = await readRendered(mail.body, { signal: either, folded: mail.folded });
      each.restUntil = performance.now() + (performance.now() - started) * COST_FACTOR;
      each.holding = isDoubtful(mail, rendered.text);
      if (each.holding) await pause(SETTLE_MS, either);
      either.throwIfAborted();
      confirm(each, mail, version, () => toMessage(mail, rendered));
    } catch (cause) {
      if (either.aborted) return;
      // Read again only when it changes: what made it fail would do so again.
      each.read = version;
      on.failed(cause);
    } finally {
      if (each.reading === reading) {
        each.reading = null;
        each.holding = false;
      }
    }
  }

  /** Whether the text may still be that of the mail before, or not be there yet. */
  function isDoubtful(mail: RenderedMail, text: string): boolean {
    if (text === '') return true;
    return last !== null && last.key !== mail.key && last.text === text && sameElements(last.body, mail.body);
  }

  /** Tells of a message if it is still true; else sees to it that it is read again. */
  function confirm(each: Known, mail: RenderedMail, version: number, make: () => Message): void {
    const records = observer.takeRecords();
    if (records.length > 0) {
      for (const record of records) if (!isOurs(record, isOwn)) touch(record.target);
      pace.ask();
    }
    const now = readNow().mails.find(({ key }) => key === mail.key);
    const same = now !== undefined && sameElements(now.body, mail.body) && now.subject === mail.subject;
    const still = each.version === version || each.missed >= MAX_MISSED;
    if (!same || !still || known.get(mail.key) !== each) {
      each.missed += 1;
      pace.ask();
      return;
    }
    each.missed = 0;
    each.read = version;
    if (each.version !== version) pace.ask();
    const message = make();
    last = { key: mail.key, body: mail.body, text: message.text };
    const content = JSON.stringify(message);
    if (content === each.told) return;
    each.told = content;
    on.mail(now, message);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}

function isOurs(record: MutationRecord, isOwn: (node: Node) => boolean): boolean {
  if (isOwn(record.target)) return true;
  if (record.type !== 'childList') return false;
  const nodes = [...record.addedNodes, ...record.removedNodes];
  return nodes.length > 0 && nodes.every(isOwn);
}
