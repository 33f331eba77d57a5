import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

const KEY = 'told';
const Told = z.array(z.string()).check(z.maxLength(50));

/** What the reader was told once and has answered; it is not said again. */
export async function wasTold(what: string): Promise<boolean> {
  return (await read()).includes(what);
}

export async function noteTold(what: string): Promise<void> {
  const told = await read();
  if (!told.includes(what)) await browser.storage.local.set({ [KEY]: [...told, what] });
}

async function read(): Promise<string[]> {
  const told = Told.safeParse((await browser.storage.local.get(KEY))[KEY]);
  return told.success ? told.data : [];
}
