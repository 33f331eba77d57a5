import { database } from '@/utils/storage/database';
import { StorageError } from '@/utils/storage/error';

/**
 * What was stored under `key`, whatever it is: the reader judges it. Undefined
 * where nothing is.
 *
 * @throws StorageError
 */
export async function readCompiled(key: string): Promise<unknown> {
  const db = await database();
  return db.get('compiled', key).catch((cause: unknown) => {
    throw new StorageError('unavailable', cause);
  });
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
