import { median, round, type Say } from '@/scripts/pace/figure';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { openAnew, scrollLong } from '@/tests/support/browsers/telegram-pace';
import { CLIENTS, type Client, fresh } from '@/tests/support/browsers/telegram-scenes';
import { chromiumSight } from '@/tests/support/browsers/telegram-sight';
import { serveTelegram } from '@/tests/support/browsers/telegram-site';
import type { Web } from '@/tests/support/servers/web';

const OPENINGS = 15;
/**
 * Between two steps of opening a chat. The real client K took 250 to 800 ms for each on a slow machine, A some 50;
 * a tenth of K's is a fast one. In haste every request is there before a verdict can be.
 */
const STEPS_MS = { usual: 40, haste: 4 } as const;
const LONG_TASK_MS = 50;
/** How much later the pictures of an innocent chat may come: both count. */
const LATER_MS = 10;
const LATER_SHARE = 0.05;

/** What holding costs in chats that nobody has to be warned of, in both clients of Telegram Web. */
export async function telegram(web: Web, chromium: Chromium, bare: Chromium, say: Say): Promise<void> {
  for (const client of CLIENTS) {
    for (const pace of ['usual', 'haste'] as const) await visible(web, chromium, bare, client, pace, say);
    const ours = await scrollLong(chromium, web, client);
    const theirs = await scrollLong(bare, web, client);
    const where = client.title;
    say({ id: 'scroll-longest', where, value: round(ours.longest), unit: 'ms', most: LONG_TASK_MS });
    say({ id: 'scroll-all', where, value: round(ours.total), unit: 'ms' });
    const more = (ours.heapBytes - theirs.heapBytes) / 1_000;
    say({ id: 'scroll-heap', where, value: round(more), unit: 'kB' });
  }
}

/** In turns, so that whatever else the machine does falls on both. */
async function visible(
  web: Web,
  chromium: Chromium,
  bare: Chromium,
  client: Client,
  pace: keyof typeof STEPS_MS,
  say: Say,
): Promise<void> {
  const url = serveTelegram(web, { build: { stepMs: STEPS_MS[pace] } })[client.name];
  const ours = await fresh(() => chromiumSight(chromium.context));
  const theirs = await fresh(() => chromiumSight(bare.context));
  const seen = {
    ours: { first: [] as number[], last: [] as number[] },
    theirs: { first: [] as number[], last: [] as number[] },
  };
  // The first opening finds a background that has to start.
  for (const sight of [ours, theirs]) await openAnew(sight, client, url);
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    const order = turn % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
    for (const who of order) {
      const { first, last } = await openAnew(who === 'ours' ? ours : theirs, client, url);
      seen[who].first.push(first);
      seen[who].last.push(last);
    }
  }
  await Promise.all([ours.close(), theirs.close()]);
  for (const what of ['first', 'last'] as const) {
    const without = median(seen.theirs[what]);
    const most = round(Math.min(LATER_MS, without * LATER_SHARE));
    const where = pace === 'usual' ? client.title : `${client.title}, ${pace}`;
    const later = round(median(seen.ours[what]) - without);
    say({ id: `${what}-without`, where, value: without, unit: 'ms' });
    say({ id: `${what}-later`, where, value: later, unit: 'ms', ...(pace === 'usual' ? { most } : {}) });
  }
}
