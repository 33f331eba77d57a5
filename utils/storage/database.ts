import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JournalEntry, ReportEntry } from '@/utils/schema/journal';
import { StorageError } from '@/utils/storage/error';

const NAME = 'unbluff';
const VERSION = 4;

interface Schema extends DBSchema {
  journal: { key: string; value: JournalEntry; indexes: { time: number; row: string } };
  reports: { key: number; value: ReportEntry };
  /** Compiled lists by name: copies of what can be made again. */
  compiled: { key: string; value: unknown };
  /** One record; `utils/storage/feed.ts`. */
  feed: { key: string; value: unknown };
  /** Texts of lists by their hash. */
  lists: { key: string; value: string };
}

export type Database = IDBPDatabase<Schema>;

let opened: Promise<Database> | undefined;

/**
 * The one door to IndexedDB. Lives in the background and our own pages only: a
 * content script's database would be the page's.
 *
 * A connection that the browser ends (storage cleared, disk trouble) or that
 * stands in the way of a newer version is dropped, and the next call opens anew.
 *
 * @throws StorageError
 */
export function database(): Promise<Database> {
  opened ??= soon(newest()).catch((cause: unknown) => {
    opened = undefined;
    throw new StorageError('unavailable', cause);
  });
  return opened;
}

/** Another context that holds an older version open makes us wait, and does not always let go. */
const OPEN_TIMEOUT_MS = 5_000;

async function soon(opening: Promise<Database>): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database does not open')), OPEN_TIMEOUT_MS);
  });
  try {
    return await Promise.race([opening, late]);
  } catch (cause) {
    // One that opens after all stands in nobody's way.
    opening.then(
      (db) => db.close(),
      () => {},
    );
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

/** A later version of the extension was here, and this one came back: what it stores is used as it is. */
async function newest(): Promise<Database> {
  try {
    return await open(VERSION);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'VersionError') return open(undefined);
    throw cause;
  }
}

async function open(version: number | undefined): Promise<Database> {
  const db = await openDB<Schema>(NAME, version, {
    async upgrade(fresh, from, _to, change) {
      if (from < 1) {
        fresh.createObjectStore('journal', { keyPath: 'key' }).createIndex('time', 'time');
        fresh.createObjectStore('reports', { autoIncrement: true });
      }
      if (from < 2) fresh.createObjectStore('compiled');
      if (from < 3) {
        const journal = change.objectStore('journal');
        journal.createIndex('row', 'row');
        // Until then every mail had a row of its own.
        for (let at = await journal.openCursor(); at; at = await at.continue())
          await at.update({ ...at.value, row: at.value.key });
      }
      if (from < 4) {
        fresh.createObjectStore('feed');
        fresh.createObjectStore('lists');
      }
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
  return db;
}
