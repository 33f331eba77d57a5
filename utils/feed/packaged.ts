import { browser } from 'wxt/browser';

/** Larger than any file that we ship; a build gone wrong fails here and not in memory. */
const MAX_BYTES = 8 * 1024 * 1024;

/** Reads a JSON file of our own package. Nothing leaves the device. */
export async function readPackaged(path: `/${string}.json`): Promise<unknown> {
  return JSON.parse(await readPackagedText(path));
}

export async function readPackagedText(path: `/${string}.json`): Promise<string> {
  const answer = await fetch(browser.runtime.getURL(path as '/'));
  if (!answer.ok) throw new Error(`packaged file ${path}: ${answer.status}`);
  const text = await answer.text();
  if (text.length > MAX_BYTES) throw new Error(`packaged file ${path}: too large`);
  return text;
}
