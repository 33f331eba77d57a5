import { LONG } from '@/tests/sites/telegram/world';
import { type Chromium, launchChromium } from '@/tests/support/browsers/chromium';
import { expect, test } from '@/tests/support/browsers/fixtures';
import { growth, held } from '@/tests/support/browsers/held';
import { until } from '@/tests/support/browsers/tab';
import { openAnew, sampleOwnWork, scrollBack } from '@/tests/support/browsers/telegram-pace';
import {
  CLIENTS,
  type Client,
  fresh,
  openChat,
  seenIn,
  start,
} from '@/tests/support/browsers/telegram-scenes';
import { chromiumSight } from '@/tests/support/browsers/telegram-sight';
import { serveTelegram } from '@/tests/support/browsers/telegram-site';
import type { Web } from '@/tests/support/servers/web';

/**
 * What the protection costs in an innocent chat. `npm run pace` gives the figures of a machine that does nothing
 * else; these hold on one that is busy.
 */

/** A task of ours that a reader might feel. */
const LONG_TASK_MS = 50;
/** What may be kept of 7,000 more messages: which media are whose. The texts of a judged chat are not kept. */
const MAY_KEEP_BYTES = 4_000_000;
/** Between a few openings on a busy machine even two browsers without us differ by this. */
const MAY_WAIT_MS = 250;
const OPENINGS = 3;

let bare: Chromium;
test.beforeAll(async ({ web }) => {
  bare = await launchChromium({ web, bare: true });
});
test.afterAll(() => bare.close());

const say = (line: string) => process.stdout.write(`  ${line}\n`);

async function scroll(chromium: Chromium, web: Web, client: Client) {
  const site = serveTelegram(web);
  const sight = await fresh(() => chromiumSight(chromium.context));
  const { page } = sight;
  await start(sight, site[client.name]);
  await openChat(sight, client, LONG);
  await until(
    () => seenIn(sight, client),
    ({ messages }) => messages > 10,
  );
  await scrollBack(sight, client, 7_000);
  const before = await held(page);
  const stop = await sampleOwnWork(page);
  await scrollBack(sight, client, 1);
  const work = await stop();
  const { heapBytes } = growth(before, await held(page));
  await sight.close();
  return { ...work, heapBytes };
}

for (const client of CLIENTS) {
  test(`${client.title}: through 10,000 messages no task of ours is long, and memory stays flat`, async ({
    chromium,
    web,
  }) => {
    test.setTimeout(120_000);
    const ours = await scroll(chromium, web, client);
    const theirs = await scroll(bare, web, client);
    const grown = ours.heapBytes - theirs.heapBytes;
    say(
      `${client.title}: longest work of ours ${ours.longest.toFixed(1)} ms, ${ours.total.toFixed(0)} ms in all; heap ${Math.round(grown / 1_000)} kB more than without us`,
    );
    expect(ours.total, 'work of ours was seen at all').toBeGreaterThan(0);
    expect(ours.longest).toBeLessThan(LONG_TASK_MS);
    expect(grown).toBeLessThan(MAY_KEEP_BYTES);
  });

  test(`${client.title}: the pictures of an innocent chat come when they always come`, async ({
    chromium,
    web,
  }) => {
    const site = serveTelegram(web);
    const lasts = { ours: [] as number[], theirs: [] as number[] };
    const sights = {
      ours: await fresh(() => chromiumSight(chromium.context)),
      theirs: await fresh(() => chromiumSight(bare.context)),
    };
    for (let turn = 0; turn < OPENINGS; turn += 1)
      for (const who of ['ours', 'theirs'] as const) {
        const { last } = await openAnew(sights[who], client, site[client.name], start);
        lasts[who].push(last);
      }
    for (const sight of Object.values(sights)) await sight.close();
    const [ours, theirs] = [Math.min(...lasts.ours), Math.min(...lasts.theirs)];
    say(`${client.title}: all pictures after ${ours.toFixed(0)} ms, ${theirs.toFixed(0)} ms without us`);
    expect(ours - theirs).toBeLessThan(MAY_WAIT_MS);
  });
}
