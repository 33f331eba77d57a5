/**
 * Client A's service worker: a stream is asked for from the page, part by part, and its beginning is kept.
 */
interface Client {
  postMessage(message: unknown): void;
}

interface Scope extends EventTarget {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void>; get(id: string): Promise<Client | undefined> };
  skipWaiting(): Promise<void>;
}

interface Extended extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface Fetching extends Extended {
  readonly request: Request;
  readonly clientId: string;
  respondWith(answer: Promise<Response>): void;
}

interface Part {
  readonly arrayBuffer: ArrayBuffer;
  readonly mimeType: string;
  readonly fullSize: number;
}

const PART = 512 * 1024;
/** Only the beginning of a stream is kept. */
const KEPT = 2 * 1024 * 1024;
const PROGRESSIVE = 'tt-media-progressive';
const PART_TIMEOUT_MS = 30_000;

const self = globalThis as unknown as Scope;
const waiting = new Map<string, (part: Part) => void>();

function askPage(client: Client, url: string, start: number, end: number): Promise<Part> {
  const messageId = crypto.randomUUID();
  return new Promise((done, failed) => {
    waiting.set(messageId, done);
    setTimeout(() => failed(new Error('no part')), PART_TIMEOUT_MS);
    client.postMessage({ type: 'requestPart', messageId, params: { url, start, end } });
  });
}

async function progressive({ request, clientId }: Fetching): Promise<Response> {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.get('range') ?? '')?.[1] ?? 0);
  const end = start + PART - 1;
  const cache = await caches.open(PROGRESSIVE);
  const key = `${request.url}?start=${start}&end=${end}`;
  const kept = await cache.match(key);
  if (kept) return new Response(await kept.arrayBuffer(), { status: 206, headers: kept.headers });
  const client = await self.clients.get(clientId);
  if (!client) return new Response('', { status: 401 });
  const { arrayBuffer, mimeType, fullSize } = await askPage(client, request.url, start, end);
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Length': String(arrayBuffer.byteLength),
    'Content-Range': `bytes ${start}-${start + arrayBuffer.byteLength - 1}/${fullSize}`,
    'Content-Type': mimeType,
  };
  // A cache takes no partial answers.
  if (end < KEPT) await cache.put(key, new Response(arrayBuffer.slice(0), { headers }));
  return new Response(arrayBuffer, { status: 206, headers });
}

self.addEventListener('install', (event) => (event as Extended).waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => (event as Extended).waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  const { data } = event as MessageEvent<{ type: string; messageId: string; result: Part }>;
  if (data.type !== 'partResponse') return;
  waiting.get(data.messageId)?.(data.result);
  waiting.delete(data.messageId);
});
self.addEventListener('fetch', (event) => {
  const fetching = event as Fetching;
  if (!fetching.request.url.startsWith(`${self.registration.scope}progressive/`)) return;
  fetching.respondWith(progressive(fetching).catch(() => new Response('', { status: 500 })));
});
