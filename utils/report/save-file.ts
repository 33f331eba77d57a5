const MAX_STEM_CHARS = 60;
/** The browser has read the blob long before; a file of 50 MB on a slow disk has not. */
const REVOKE_AFTER_MS = 60_000;

/** A file name out of a subject: what no file system minds, never empty. */
export function fileName(subject: string): string {
  const stem = subject
    .normalize('NFKC')
    .replace(/[^\p{Letter}\p{Number} _-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_STEM_CHARS)
    .trim();
  return `${stem || 'mail'}.eml`;
}

/**
 * Saves to the reader's download folder, as a click on a link would. The link
 * stands in no document: the page never sees it, and the mount, which refuses
 * every click that is not the reader's, does not refuse this one.
 */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}
