/** How client A gets media: from its caches, else from the worker, five times before it gives up. */
import type { Api } from '@/tests/sites/telegram/a/api';
import { sleep } from '@/tests/sites/telegram/cloud';

const RETRIES = 5;
const RETRY_MS = 60;
const BLOB_URL = 0;
const PROGRESSIVE = 2;

export interface Loader {
  /** A blob: address. */
  url(name: string): Promise<string>;
  /** Answers what the service worker asks for. */
  serveParts(): void;
  /** Forgets what it has in memory: a test measures anew. */
  forget(): void;
}

interface PartAsked {
  readonly messageId: string;
  readonly params: { readonly url: string; readonly start: number; readonly end: number };
}

interface Loaded {
  readonly dataBlob: Blob;
}

export function mediaLoader(api: Api): Loader {
  const memory = new Map<string, Promise<string>>();

  async function fresh(name: string): Promise<string> {
    const cache = await caches.open(/^(avatar|profile)/.test(name) ? 'tt-media-avatars' : 'tt-media');
    const kept = await cache.match(`/${name}`);
    if (kept) return URL.createObjectURL(await kept.blob());
    for (let attempt = 0; ; attempt += 1) {
      try {
        const asked = { url: name, mediaFormat: BLOB_URL, isHtmlAllowed: false };
        const loaded = await api.call<Loaded | undefined>('downloadMedia', asked);
        if (loaded) return URL.createObjectURL(loaded.dataBlob);
      } catch (error) {
        if (attempt >= RETRIES) throw error;
      }
      if (attempt >= RETRIES) throw new Error('no media');
      await sleep(RETRY_MS * 2 ** attempt);
    }
  }

  async function answer({ messageId, params: { url, start, end } }: PartAsked): Promise<void> {
    const asked = { url, mediaFormat: PROGRESSIVE, start, end };
    const result = await api.call('downloadMedia', asked);
    navigator.serviceWorker.controller?.postMessage({ type: 'partResponse', messageId, result });
  }

  return {
    url(name) {
      const known = memory.get(name) ?? fresh(name);
      memory.set(name, known);
      known.catch(() => memory.delete(name));
      return known;
    },
    forget: () => memory.clear(),
    serveParts() {
      navigator.serviceWorker.addEventListener('message', ({ data }) => {
        if (data?.type === 'requestPart') void answer(data as PartAsked);
      });
    },
  };
}
