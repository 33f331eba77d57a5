import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { JournalEntry, ReportEntry } from '@/utils/schema/journal';
import { StorageError } from '@/utils/storage/error';

const NAME = 'unbluff';
const VERSION = 3;

interface Schema extends DBSchema {
  journal: { key: string; value: JournalEntry; indexes: { time: number; row: string } };
  reports: { key: number; value: ReportEntry };
  /** Compiled lists by name: copies of what can be made again. */
  compiled: { key: string; value: unknown };
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
  opened ??= open().catch((cause: unknown) => {
    opened = undefined;
    throw new StorageError('unavailable', cause);
  });
  return opened;
}

async function open(): Promise<Database> {
  const db = await openDB<Schema>(NAME, VERSION, {
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
