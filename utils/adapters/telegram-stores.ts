/**
 * Reads one value of a database of the app, whose page this is: a content script's
 * IndexedDB is the page's. The app must not notice: the database is opened at
 * whatever version it has, never made, never kept open against an upgrade, and
 * nothing is written.
 *
 * @returns undefined where the database, the store or the value is not there.
 */
export async function readAppValue(place: {
  database: string;
  store: string;
  key: string;
}): Promise<unknown> {
  const db = await open(place.database);
  if (!db) return undefined;
  try {
    if (!db.objectStoreNames.contains(place.store)) return undefined;
    const asked = db.transaction(place.store).objectStore(place.store).get(place.key);
    return await new Promise<unknown>((done, failed) => {
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error ?? new Error('unreadable'));
    });
  } finally {
    db.close();
  }
}

function open(name: string): Promise<IDBDatabase | null> {
  return new Promise((done) => {
    const asked = indexedDB.open(name);
    // It would be made now: there is none.
    asked.onupgradeneeded = () => asked.transaction?.abort();
    asked.onerror = () => done(null);
    asked.onsuccess = () => {
      const db = asked.result;
      db.onversionchange = () => db.close();
      done(db);
    };
  });
}
