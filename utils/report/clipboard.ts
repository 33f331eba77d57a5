/**
 * Puts text on the clipboard; gives whether it is there now. Called within the
 * reader's press.
 *
 * A frame of another origin may not use the clipboard's own interface unless its
 * page allows it. There the old command still works: what is copied is then what
 * the `copy` event is given, whatever is selected.
 */
export async function copyText(page: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(page, text);
  }
}

function copyByCommand(page: Document, text: string): boolean {
  const done = new AbortController();
  let given = false;
  const give = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    given = event.clipboardData !== null;
  };
  page.defaultView?.addEventListener('copy', give, { capture: true, signal: done.signal });
  try {
    return page.execCommand('copy') && given;
  } finally {
    done.abort();
  }
}
