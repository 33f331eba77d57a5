import { database } from '@/utils/storage/database';
import { StorageError } from '@/utils/storage/error';

/**
 * The one that is kept, and its key, whatever it is: the reader judges it. Null
 * where nothing is.
 *
 * @throws StorageError
 */
export async function readCompiled(): Promise<{ key: string; form: unknown } | null> {
  const db = await database();
  try {
    const cursor = await db.transaction('compiled').store.openCursor();
    return cursor && { key: cursor.key, form: cursor.value };
  } catch (cause) {
    throw new StorageError('unavailable', cause);
  }
}

/** Keeps one compiled list; those of other keys are forgotten, for no list comes back. @throws StorageError */
export async function keepCompiled(key: string, form: object): Promise<void> {
  const db = await database();
  try {
    const transaction = db.transaction('compiled', 'readwrite');
    await Promise.all([transaction.store.clear(), transaction.store.put(form, key), transaction.done]);
  } catch (cause) {
    throw new StorageError('unavailable', cause);
  }
}
