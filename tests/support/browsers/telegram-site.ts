import { MARK } from '@/tests/sites/telegram/media';
import { type CloudOptions, POLICY, telegramAt } from '@/tests/sites/telegram/pages';
import { peerOfMedia } from '@/tests/sites/telegram/world';
import type { Web } from '@/tests/support/servers/web';

/** The replicas of Telegram Web under their real address. */
export interface TelegramSite {
  readonly k: string;
  readonly a: string;
  /** The media of a peer of which the apps' workers have asked the cloud for bytes. */
  asked(peer: string): readonly string[];
  /** Waits until the workers of tabs that were closed have ended what they were at; none of that counts as asked. */
  quiet(): Promise<void>;
}

export const ORIGIN = 'https://web.telegram.org';
const QUIET_MS = 600;
const FILE = /^\/cloud\/file\/(\d+)/;

export function serveTelegram(web: Web, options: CloudOptions = {}): TelegramSite {
  let since = web.asked().length;
  web.serve('web.telegram.org', (_asked, response, url) => {
    void telegramAt(url, options).then(({ status, type, body }) => {
      response.writeHead(status, {
        'content-type': type,
        // Nothing may lie in the browser's own cache: the real apps' bytes come over a socket.
        'cache-control': 'no-store',
        'content-security-policy': POLICY,
      });
      response.end(body);
    });
  });
  return {
    k: `${ORIGIN}/k/`,
    a: `${ORIGIN}/a/`,
    asked: (peer) =>
      web
        .asked()
        .slice(since)
        .flatMap(({ url }) => FILE.exec(new URL(url).pathname)?.[1] ?? [])
        .filter((id) => peerOfMedia(id) === peer),
    async quiet() {
      let last = -1;
      while (last !== web.asked().length) {
        last = web.asked().length;
        await new Promise((next) => setTimeout(next, QUIET_MS));
      }
      since = last;
    },
  };
}

/** Whose bytes lie where: `cachedFiles /photo_…` → peer. Runs in the page; looks at all of every cache and store. */
export const KEPT_BYTES = `async () => {
  const mark = ${JSON.stringify(MARK)};
  const found = [];
  const look = async (where, value) => {
    if (value instanceof Blob) value = await value.arrayBuffer();
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const text = new TextDecoder('latin1').decode(bytes);
      const peers = new Set(Array.from(text.matchAll(new RegExp(mark + '(-?[0-9]+);', 'g')), ([, peer]) => peer));
      for (const peer of peers) found.push({ where, peer, bytes: bytes.length });
    } else if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) await look(where + '.' + key, each);
    else if (typeof value === 'string' && value.includes(mark)) await look(where, new TextEncoder().encode(value));
  };
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      if (kept) await look(name + ' ' + new URL(request.url).pathname + new URL(request.url).search, await kept.arrayBuffer());
    }
  }
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, failed) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); open.onerror = () => failed(open.error); });
    for (const store of db.objectStoreNames) {
      const values = await new Promise((done, failed) => { const all = db.transaction(store).objectStore(store).getAll(); all.onsuccess = () => done(all.result); all.onerror = () => failed(all.error); });
      for (const value of values) await look(name + '/' + store, value);
    }
    db.close();
  }
  return found;
}`;

export type Kept = { where: string; peer: string; bytes: number };

/** Empties what the apps keep, files, messages and settings, as if nobody had been here. */
export const FORGET = `async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.clear();
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, failed) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); open.onerror = () => failed(open.error); });
    for (const store of db.objectStoreNames)
      await new Promise((done, failed) => { const cleared = db.transaction(store, 'readwrite').objectStore(store).clear(); cleared.onsuccess = done; cleared.onerror = () => failed(cleared.error); });
    db.close();
  }
}`;
