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

/** Saves to the reader's download folder, as a click on a link would. `into` must be out of the page's reach (our shadow root). */
export function saveFile(file: Blob, name: string, into: ParentNode & Node): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.hidden = true;
  into.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), REVOKE_AFTER_MS);
}
