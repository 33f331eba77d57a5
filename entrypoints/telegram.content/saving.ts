import {
  autoDownloadInA,
  autoDownloadInK,
  savesByItself,
  settingsPlace,
  slotOf,
  switchesOffInA,
} from '@/utils/adapters/telegram-auto-download';
import { readAppValue } from '@/utils/adapters/telegram-stores';
import type { AutoDownload, HookDoes, TelegramClient } from '@/utils/schema/telegram';

/**
 * Whether the app saves media by itself, and the one click that ends it.
 *
 * Client K says it live, through the hook; where that is silent its database is
 * read. Client A writes its state within five seconds: that is read, and it is
 * told what to change by a message such as its own tabs send each other. Nothing is
 * written into a database: the app would overwrite it.
 */
export interface Saving {
  /** Null: not known. */
  saves(): boolean | null;
  heard(state: AutoDownload | null): void;
  look(): Promise<void>;
  /** Turns it off for all kinds of chats and looks whether that was taken over. */
  turnOff(): Promise<boolean>;
}

const LOOK_EVERY_MS = 500;
/** Client A writes its state after 5 s at most. */
const PATIENCE_MS = 9_000;

export function createSaving(
  client: TelegramClient,
  url: () => URL,
  does: (what: HookDoes) => void,
  signal: AbortSignal,
): Saving {
  let known: boolean | null = null;
  let isLive = false;

  const look = async () => {
    if (isLive) return;
    const stored = await readAppValue(settingsPlace(client, slotOf(url()))).catch(() => null);
    // Null: it could not be read. What is not there yet is as in a fresh app.
    if (stored === null || isLive) return;
    known = savesByItself(client === 'k' ? autoDownloadInK(stored) : autoDownloadInA(stored));
  };

  return {
    saves: () => known,
    heard(state) {
      if (!state) return;
      isLive = true;
      known = savesByItself(state);
    },
    look,
    async turnOff() {
      if (client === 'k') does({ do: 'auto-download-off' });
      else tellTabsOfA(slotOf(url()));
      const until = performance.now() + PATIENCE_MS;
      while (known !== false && performance.now() < until && !signal.aborted) {
        await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
        await look();
      }
      return known === false;
    },
  };
}

function tellTabsOfA(slot: string): void {
  const channel = new BroadcastChannel(`tt-global_${slot}`);
  channel.postMessage({
    type: 'globalDiffUpdate',
    diff: { settings: { byKey: switchesOffInA() } },
  });
  channel.close();
}
