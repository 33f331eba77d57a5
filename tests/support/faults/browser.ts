/**
 * In the place of `wxt/browser`: what the background needs of it, outside an
 * extension. `storage.local` lasts, as the real one does, in a database of its own.
 */
const NAME = 'stand-in';

function kept<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('local');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const request = work(db.transaction('local', mode).objectStore('local'));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.transaction?.addEventListener('complete', () => db.close());
    };
  });
}

const nothing = async () => undefined;

export const browser = {
  runtime: {
    getURL: (path: string) => `${location.origin}/packaged${path}`,
    getManifest: () => ({ version: '1.0.0' }),
    getPlatformInfo: nothing,
  },
  alarms: { onAlarm: { addListener() {} }, clear: nothing, get: nothing, create: nothing },
  storage: {
    managed: { get: () => Promise.reject(new Error('no policy')) },
    local: {
      async get(key: string) {
        return { [key]: await kept('readonly', (store) => store.get(key)) };
      },
      async set(values: Record<string, unknown>) {
        for (const [key, value] of Object.entries(values))
          await kept('readwrite', (store) => store.put(value, key));
      },
    },
  },
};
