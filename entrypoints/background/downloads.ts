import { type Browser, browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { isTelegram } from '@/utils/adapters/telegram-hosts';
import type { Tell } from '@/utils/rpc/protocol';
import type { Caller } from '@/utils/rpc/server';
import { createSessionSlot } from '@/utils/storage/session';

/**
 * Files that Telegram Web saves to the disk, where the reader allowed us to see
 * downloads (never in Firefox for Android, which has no such permission).
 *
 * A download does not say which chat it is of. The hook sees the page begin to save
 * and says so a moment before or after: so a file from Telegram is paused, for as
 * long as that takes, and goes on by itself unless its chat is flagged or its kind
 * is risky. Then its page asks. Small files are whole before anybody can pause
 * them: these are taken off the disk when the reader says so.
 */
interface Saving {
  readonly tab: number;
  readonly name: string;
  /** Its page asks: the chat is flagged, or the kind is risky. */
  readonly asks: boolean;
  readonly time: number;
}

/** From the page's click to the download, and to the word of it, both ways: some 100 ms, on a busy machine more. */
const PATIENCE_MS = 2_500;
const LOOK_EVERY_MS = 50;

const asked = createSessionSlot('download', z.object({ tab: z.number() }));
let said: Saving[] = [];

/** Listens where that is allowed; called again when the reader allows it. */
export function watchDownloads(): void {
  const { downloads } = browser as { downloads?: typeof browser.downloads };
  if (!downloads || downloads.onCreated.hasListener(begun)) return;
  downloads.onCreated.addListener(begun);
}

/** A page of Telegram begins to save a file. */
export async function noteSaving(
  { name, asks }: { name: string; asks: boolean },
  { tab }: Caller,
): Promise<null> {
  const now = Date.now();
  if (tab !== null) said = [...fresh(now), { tab, name, asks, time: now }];
  return null;
}

/** The reader has decided, in the page that asked. */
export async function settleDownload(
  { id, keep }: { id: number; keep: boolean },
  { tab }: Caller,
): Promise<null> {
  const question = await asked.read(String(id));
  if (!question || question.tab !== tab) return null;
  await asked.remove(String(id));
  const [item] = await browser.downloads.search({ id });
  if (keep) {
    if (item?.paused) await browser.downloads.resume(id);
    return null;
  }
  if (item?.state === 'complete') await browser.downloads.removeFile(id);
  else await browser.downloads.cancel(id);
  await browser.downloads.erase({ id });
  return null;
}

const begun = (item: Browser.downloads.DownloadItem) => void hold(item).catch(() => {});

async function hold({ id, url, referrer }: Browser.downloads.DownloadItem): Promise<void> {
  if (!isOfTelegram(url) && !isOfTelegram(referrer)) return;
  // One that is whole already cannot be paused.
  const isPaused = await browser.downloads.pause(id).then(
    () => true,
    () => false,
  );
  const saving = await nextSaving();
  if (!saving?.asks) {
    if (isPaused) await browser.downloads.resume(id);
    return;
  }
  await asked.write(String(id), { tab: saving.tab });
  const tell: Tell = { tell: 'file', id, name: saving.name };
  const isHeard = await browser.tabs.sendMessage<Tell>(saving.tab, tell).then(
    () => true,
    () => false,
  );
  // Nobody is left to ask: the reader's own click stands.
  if (!isHeard && isPaused) await browser.downloads.resume(id);
}

/** The oldest word of a file that no download has taken yet. */
async function nextSaving(): Promise<Saving | null> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const [next, ...others] = fresh(Date.now());
    if (next) {
      said = others;
      return next;
    }
    if (Date.now() > until) return null;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}

const fresh = (now: number) => said.filter(({ time }) => now - time < PATIENCE_MS);

function isOfTelegram(address: string): boolean {
  const plain = address.replace(/^blob:/, '');
  return URL.canParse(plain) && isTelegram(new URL(plain));
}
