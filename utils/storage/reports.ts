import { ReportEntry } from '@/utils/schema/journal';
import { database } from '@/utils/storage/database';

const MAX_REPORTS = 1_000;

/** Remembers that a report was opened; the reader's own list, never sent anywhere. */
export async function recordReport(entry: ReportEntry): Promise<void> {
  const db = await database();
  const change = db.transaction('reports', 'readwrite');
  await change.store.add(entry);
  const first = await change.store.openKeyCursor();
  if (first && (await change.store.count()) > MAX_REPORTS) await change.store.delete(first.primaryKey);
  await change.done;
}

/** Newest first. */
export async function listReports(): Promise<ReportEntry[]> {
  const db = await database();
  const all = await db.getAll('reports');
  return all
    .map((raw) => ReportEntry.safeParse(raw))
    .flatMap((entry) => (entry.success ? [entry.data] : []))
    .reverse();
}
