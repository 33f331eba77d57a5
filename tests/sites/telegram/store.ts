/** IndexedDB for the replicas' own data. */
export async function openStore(
  name: string,
  version: number,
  stores: readonly string[],
): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const open = indexedDB.open(name, version);
    open.onupgradeneeded = () => {
      for (const store of stores)
        if (!open.result.objectStoreNames.contains(store)) open.result.createObjectStore(store);
    };
    open.onsuccess = () => {
      open.result.onversionchange = () => open.result.close();
      done(open.result);
    };
    open.onerror = () => failed(open.error);
  });
}

export function getValue<T>(db: IDBDatabase, store: string, key: string): Promise<T | undefined> {
  return new Promise((done, failed) => {
    const asked = db.transaction(store).objectStore(store).get(key);
    asked.onsuccess = () => done(asked.result as T | undefined);
    asked.onerror = () => failed(asked.error);
  });
}

export function putValue(db: IDBDatabase, store: string, key: string, value: unknown): Promise<void> {
  return new Promise((done, failed) => {
    const change = db.transaction(store, 'readwrite');
    change.objectStore(store).put(value, key);
    change.oncomplete = () => done();
    change.onerror = () => failed(change.error);
  });
}
