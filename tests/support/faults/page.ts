import type { Did, Task } from '@/tests/support/faults/task';

/** The page that keeps the worker: `run` is called from outside. */
const PATIENCE_MS = 60_000;

async function run(task: Task): Promise<Did | string> {
  const worker = new Worker('/worker.js', { type: 'module' });
  try {
    return await new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<{ did?: Did; error?: string }>) =>
        resolve(data.did ?? `error: ${data.error}`);
      worker.onerror = ({ message }) => resolve(`error: ${message}`);
      setTimeout(() => resolve('error: no answer'), PATIENCE_MS);
      if (task.killMs !== undefined) setTimeout(() => resolve('killed'), task.killMs);
      worker.postMessage(task);
    });
  } finally {
    worker.terminate();
  }
}

/** Several at once, each in a worker of its own. */
const runAll = (tasks: readonly Task[]) => Promise.all(tasks.map(run));

function ask<T>(
  work: (name: string) => IDBOpenDBRequest,
  then: (request: IDBOpenDBRequest) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = work('unbluff');
    request.onsuccess = () => resolve(then(request));
    request.onerror = () => reject(request.error);
  });
}

/** What disks, other tabs and cleaners do to a database. */
const harm = {
  async deleted(): Promise<void> {
    await ask(
      (name) => indexedDB.deleteDatabase(name),
      () => {},
    );
  },
  /** Everything, `storage.local` too: the reader cleared it all. */
  async wiped(): Promise<void> {
    await harm.deleted();
    await new Promise((done) => {
      indexedDB.deleteDatabase('stand-in').onsuccess = done;
    });
  },
  async corrupted(part: 'list' | 'state' | 'root'): Promise<void> {
    const db = await ask(
      (name) => indexedDB.open(name),
      ({ result }) => result,
    );
    const change = db.transaction(['feed', 'lists'], 'readwrite');
    const done = new Promise((complete) => {
      change.oncomplete = complete;
    });
    if (part === 'list') {
      const lists = change.objectStore('lists');
      lists.openCursor().onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
        if (!cursor) return;
        cursor.update(String(cursor.value).replace('recording', 'rec0rding'));
        cursor.continue();
      };
    } else {
      const feed = change.objectStore('feed');
      feed.get('state').onsuccess = ({ target }) => {
        const { result } = target as IDBRequest<{ trusted: { root: string } }>;
        if (part === 'state') feed.put({ active: 7 }, 'state');
        else feed.put({ ...result, trusted: { ...result.trusted, root: '{"signed":{}}' } }, 'state');
      };
    }
    await done;
    db.close();
  },
  /** A later version of the extension was here. */
  async newer(): Promise<void> {
    const db = await ask(
      (name) => indexedDB.open(name, 99),
      ({ result }) => result,
    );
    db.close();
  },
  /** Another tab holds an older version open and does not let go. */
  async blocked(): Promise<void> {
    await harm.deleted();
    await ask(
      (name) => indexedDB.open(name, 1),
      ({ result }) => {
        held = result;
      },
    );
  },
  async unblocked(): Promise<void> {
    held?.close();
    await harm.deleted();
  },
};
let held: IDBDatabase | undefined;

Object.assign(globalThis, { faults: { run, runAll, harm } });
