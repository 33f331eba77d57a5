/**
 * Client K's service worker: answers streams by asking the shared worker over a port of its own, keeps their
 * parts, and serves files that are saved to disk.
 */
import { BUILD } from '@/tests/sites/telegram/build';
import { type Port, superPort } from '@/tests/sites/telegram/k/wire';

interface Scope extends EventTarget {
  readonly registration: { readonly scope: string };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(which: {
      includeUncontrolled: boolean;
      type: 'window';
    }): Promise<{ postMessage(message: unknown): void }[]>;
  };
  skipWaiting(): Promise<void>;
}

interface Extended extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface Fetching extends Extended {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Stream {
  readonly location: { readonly id: string };
  readonly size: number;
  readonly mimeType: string;
}

const PART = 512 * 1024;
const PORT_WAIT_MS = 10_000;
const PORT_AGAIN_MS = 300;
const EVERY = { includeUncontrolled: true, type: 'window' } as const;
const CACHES = { stream: 'cachedStreamChunks', hls: 'cachedHlsStreamChunks' } as const;

interface Saving {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
}

/** Files that a page is about to save, by the random end of their address. */
const saving = new Map<string, Saving>();
const self = globalThis as unknown as Scope;
let port: Port | undefined;
let joined: (port: Port) => void = () => {};
let joining: Promise<Port> | undefined;

/** The browser may have ended this worker meanwhile, and the port with it: a page brings another. Asked again, for a page that only starts does not hear it. */
async function worker(): Promise<Port> {
  if (port) return port;
  joining ??= new Promise<Port>((done, failed) => {
    const ask = async () => {
      for (const client of await self.clients.matchAll(EVERY)) client.postMessage({ type: 'port' });
    };
    const asking = setInterval(() => void ask(), PORT_AGAIN_MS);
    const end = setTimeout(() => {
      clearInterval(asking);
      joining = undefined;
      failed(new Error('no port'));
    }, PORT_WAIT_MS);
    joined = (made) => {
      clearInterval(asking);
      clearTimeout(end);
      done(made);
    };
    void ask();
  });
  return joining;
}

async function part(kind: keyof typeof CACHES, id: string, offset: number): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await caches.open(CACHES[kind]);
  const name = `/1-${id}?offset=${offset}&limit=${PART}`;
  const kept = await cache.match(name);
  if (kept) return new Uint8Array(await kept.arrayBuffer());
  const bytes = await (await worker()).invoke<Uint8Array<ArrayBuffer>>('requestFilePart', {
    id,
    offset,
    limit: PART,
  });
  await cache.put(name, new Response(bytes, { headers: { 'Time-Cached': '1' } }));
  return bytes;
}

async function stream(kind: keyof typeof CACHES, text: string, range: string | null): Promise<Response> {
  const { location, size, mimeType } = JSON.parse(decodeURIComponent(text)) as Stream;
  const start = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  const offset = start - (start % PART);
  const bytes = (await part(kind, location.id, offset)).slice(start - offset);
  // The real one loads up to 20 MB ahead.
  if (offset + PART < size) void part(kind, location.id, offset + PART).catch(() => {});
  return new Response(bytes, {
    status: 206,
    headers: {
      'Accept-Ranges': 'bytes',
      'Content-Length': String(bytes.length),
      'Content-Range': `bytes ${start}-${start + bytes.length - 1}/${size}`,
      'Content-Type': mimeType,
    },
  });
}

async function download(key: string): Promise<Response> {
  const wanted = saving.get(key);
  if (!wanted) return new Response('', { status: 404 });
  const { id, name, mime } = wanted;
  const blob = await (await worker()).invoke<Blob>('requestFile', { id });
  return new Response(blob, {
    headers: {
      'Content-Type': mime,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  });
}

self.addEventListener('install', (event) => (event as Extended).waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => (event as Extended).waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  const { data, ports } = event as MessageEvent<{ type: string; key: string; file: Saving }>;
  if (data.type === 'saving') saving.set(data.key, data.file);
  if (data.type !== 'port' || !ports[0]) return;
  port = superPort(ports[0], BUILD, {});
  joined(port);
  joining = undefined;
});
self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching;
  const path = request.url.startsWith(self.registration.scope)
    ? request.url.slice(self.registration.scope.length)
    : '';
  const [kind = '', ...rest] = path.split('/');
  const text = rest.join('/');
  const range = request.headers.get('range');
  const answer = (made: Promise<Response>) =>
    respondWith.call(
      event,
      made.catch(() => new Response('', { status: 500 })),
    );
  if (kind === 'stream') answer(stream('stream', text, range));
  else if (kind === 'hls' || kind === 'hls_stream') answer(stream('hls', text, range));
  else if (kind === 'd') answer(download(text));
});
