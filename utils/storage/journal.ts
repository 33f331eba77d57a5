import { JournalEntry } from '@/utils/schema/journal';
import { database } from '@/utils/storage/database';

/** Some years of a heavy year's scam mails; beyond it the oldest go, dismissed ones last. */
const MAX_ENTRIES = 5_000;

/** Remembers a verdict. A dismissal of the very same mail stays. Gives the entry as it now stands. */
export async function record(entry: JournalEntry): Promise<JournalEntry> {
  const db = await database();
  const change = db.transaction('journal', 'readwrite');
  const before = parse(await change.store.get(entry.key));
  const now = { ...entry, dismissed: before?.content === entry.content ? before.dismissed : entry.dismissed };
  await change.store.put(now);
  if ((await change.store.count()) > MAX_ENTRIES) {
    const oldest = await oldestKey(change.store.index('time'));
    if (oldest) await change.store.delete(oldest);
  }
  await change.done;
  return now;
}

/** @returns false when there is no such entry: nothing was judged there, so nothing can be dismissed. */
export async function dismiss(key: string, on: boolean): Promise<boolean> {
  const db = await database();
  const change = db.transaction('journal', 'readwrite');
  const entry = parse(await change.store.get(key));
  if (entry) await change.store.put({ ...entry, dismissed: on });
  await change.done;
  return entry !== null;
}

/** Entries of the mails that stand under these rows, in no order. */
export async function lookUp(rows: readonly string[]): Promise<JournalEntry[]> {
  const db = await database();
  const read = db.transaction('journal');
  const byRow = read.store.index('row');
  const found = await Promise.all(rows.map((row) => byRow.getAll(row)));
  await read.done;
  return found
    .flat()
    .map(parse)
    .filter((entry) => entry !== null);
}

/** Newest first. */
export async function listJournal(): Promise<JournalEntry[]> {
  const db = await database();
  const all = await db.getAllFromIndex('journal', 'time');
  return all
    .map(parse)
    .filter((entry) => entry !== null)
    .reverse();
}

/** Forgets verdicts, dismissals and reports. */
export async function eraseJournal(): Promise<void> {
  const db = await database();
  const change = db.transaction(['journal', 'reports'], 'readwrite');
  await Promise.all([
    change.objectStore('journal').clear(),
    change.objectStore('reports').clear(),
    change.done,
  ]);
}

interface TimeIndex {
  openCursor(): Promise<TimeCursor | null>;
}
interface TimeCursor {
  readonly primaryKey: string;
  readonly value: JournalEntry;
  continue(): Promise<TimeCursor | null>;
}

/** A dismissal is the reader's own work; it is only given up when nothing else is left. */
async function oldestKey(byTime: TimeIndex): Promise<string | undefined> {
  let cursor = await byTime.openCursor();
  const oldest = cursor?.primaryKey;
  while (cursor?.value.dismissed) cursor = await cursor.continue();
  return cursor?.primaryKey ?? oldest;
}

/** What another version wrote may not be ours to read; such an entry is skipped, not fatal. */
function parse(raw: unknown): JournalEntry | null {
  const entry = JournalEntry.safeParse(raw);
  return entry.success ? entry.data : null;
}
