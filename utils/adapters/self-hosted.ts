import { has } from '@/utils/adapters/page-text';

/**
 * Software that anybody can host is known by its build, never by its address:
 * two marks that do not follow from each other, because one alone could be
 * anybody's. The marks stand in the page as the server sends it, before the app
 * has drawn anything: the page is looked at once, when it has loaded.
 */
export function isBuiltLike(page: Document, marks: readonly string[]): boolean {
  let found = 0;
  for (const mark of marks) {
    if (has(page, mark)) found += 1;
    if (found === 2) return true;
  }
  return false;
}

/** The names that mail programs give to the folders of what the reader wrote. */
const OWN_FOLDERS = new Set(
  [
    'sent|sent items|sent messages|sent mail|sent objects|drafts',
    'verzonden|verzonden items|verzonden berichten|verzonden objecten|concepten',
    'envoyés|messages envoyés|éléments envoyés|objets envoyés|brouillons',
    'gesendet|gesendete objekte|gesendete elemente|entwürfe',
  ].flatMap((names) => names.split('|')),
);

/** Whether a folder, by the end of its path, holds what the reader wrote. */
export function isOwnFolderName(folder: string): boolean {
  return OWN_FOLDERS.has((folder.split(/[./]/).at(-1) ?? '').toLowerCase());
}
