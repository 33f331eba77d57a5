import { browser } from 'wxt/browser';
import { keepHalf } from '@/entrypoints/background/compiled';
import { judge, judgeAnew, type Ready } from '@/entrypoints/background/judge';
import { candidates } from '@/entrypoints/background/lists';
import { download, PATIENCE, type Patience } from '@/utils/feed/download';
import { listText } from '@/utils/feed/list-form';
import { readPackaged } from '@/utils/feed/packaged';
import { feedAddresses, readPlace } from '@/utils/feed/place';
import { dueAtStart, isDue } from '@/utils/feed/schedule';
import { seedText } from '@/utils/feed/seed';
import { selfTest } from '@/utils/feed/self-test';
import { sync } from '@/utils/feed/sync';
import type { ListState, Replies } from '@/utils/rpc/protocol';
import { Canaries } from '@/utils/schema/canary';
import { readFeedState } from '@/utils/storage/feed';
import { feedLog, feedTrial } from '@/utils/storage/feed-log';

/**
 * Looks for newer lists: by itself twice a day, and when the reader asks. Where no
 * host is named, it plans nothing and asks nobody.
 */
const ALARM = 'feed';
const LOCK = 'unbluff-feed';
/** A whole check of all hosts. A worker lives five minutes at most for one event. */
const CHECK_TIMEOUT_MS = 4 * 60_000;
/** A worker that hears nothing for 30 s is ended. */
const AWAKE_EVERY_MS = 20_000;

let checking: Promise<void> | undefined;
let renewed: () => Promise<void> = async () => {};

/** `onNew`: what else has to learn of a new list. */
export function offerLists(onNew: () => Promise<void>): void {
  renewed = onNew;
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void wake();
  });
  void plan();
}

/** Looks now. One check at a time: who asks meanwhile waits for the same. */
export function checkLists(patience: Patience = PATIENCE): Promise<void> {
  checking ??= check(patience).finally(() => {
    checking = undefined;
  });
  return checking;
}

export async function listState(): Promise<ListState> {
  const [{ list }, log, state, place] = await Promise.all([
    judge(),
    feedLog.read(),
    readFeedState().catch(() => null),
    readPlace(),
  ]);
  const { checked, failure, change } = log;
  return {
    ...list,
    hasFeed: (await feedAddresses(place)).length > 0,
    isChecking: checking !== undefined,
    checked,
    failure,
    change,
    off: state?.off.length ?? 0,
  };
}

/** The list that protects, as a file that anybody can compare. */
export async function listInUseText(): Promise<Replies['list-text']> {
  const { revision } = (await judge()).list;
  for await (const candidate of candidates()) {
    const list = await candidate.list();
    if (list?.revision === revision) return { revision, text: listText(list) };
  }
  return { revision, text: await seedText() };
}

/** An alarm that fell into a night without a browser rings when it starts, everybody's at nine. */
async function wake(): Promise<void> {
  if (isDue(await feedLog.read(), Date.now())) await checkLists();
  else await plan();
}

const hourOf = (time: number) => new Date(time).getHours();

async function plan(): Promise<void> {
  const addresses = await feedAddresses(await readPlace());
  if (addresses.length === 0) {
    await browser.alarms.clear(ALARM);
    return;
  }
  const log = await feedLog.read();
  const { due, putOff } = dueAtStart(log, Date.now(), Math.random, hourOf);
  if (due !== log.due) await feedLog.write({ ...log, due, putOff });
  const set = await browser.alarms.get(ALARM);
  if (set?.scheduledTime !== due) await browser.alarms.create(ALARM, { when: due });
}

async function check(patience: Patience): Promise<void> {
  const place = await readPlace();
  const addresses = await feedAddresses(place);
  if (addresses.length === 0) return;
  const awake = setInterval(() => void browser.runtime.getPlatformInfo(), AWAKE_EVERY_MS);
  try {
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      // Another context is at it, and will tell.
      if (!lock) return;
      const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
      let ready: Ready | null = null;
      let keep = async () => {};
      const { kind } = await sync({
        place,
        addresses,
        seedText,
        get: (address, most) => download(address, most, signal, patience),
        async test(list, name) {
          ready = null;
          const { engine, mail } = selfTest(list, Canaries.parse(await readPackaged('/lists/canaries.json')));
          keep = () => keepHalf({ list, mail }, name);
          ready = { list, engine, source: name.startsWith(place.seed.hash) ? 'seed' : 'feed' };
        },
        log: feedLog,
        trial: feedTrial,
        now: Date.now,
        chance: Math.random,
        version: browser.runtime.getManifest().version,
      });
      if (kind === 'new') {
        await judgeAnew(ready);
        await renewed();
        // Only now: the next start needs it, and the reader has the list meanwhile.
        await keep();
      }
    });
  } finally {
    clearInterval(awake);
  }
  await plan();
}
