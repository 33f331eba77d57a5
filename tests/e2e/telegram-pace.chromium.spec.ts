import { type Chromium, launchChromium } from '@/tests/support/browsers/chromium';
import { expect, test } from '@/tests/support/browsers/fixtures';
import { openAnew, scrollLong } from '@/tests/support/browsers/telegram-pace';
import { CLIENTS, fresh } from '@/tests/support/browsers/telegram-scenes';
import { chromiumSight } from '@/tests/support/browsers/telegram-sight';
import { serveTelegram } from '@/tests/support/browsers/telegram-site';

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

for (const client of CLIENTS) {
  test(`${client.title}: through 10,000 messages no task of ours is long, and memory stays flat`, async ({
    chromium,
    web,
  }) => {
    test.setTimeout(120_000);
    const ours = await scrollLong(chromium, web, client);
    const theirs = await scrollLong(bare, web, client);
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
    test.setTimeout(300_000);
    const site = serveTelegram(web);
    const lasts = { ours: [] as number[], theirs: [] as number[] };
    const sights = {
      ours: await fresh(() => chromiumSight(chromium.context)),
      theirs: await fresh(() => chromiumSight(bare.context)),
    };
    for (let turn = 0; turn < OPENINGS; turn += 1)
      for (const who of ['ours', 'theirs'] as const) {
        const { last } = await openAnew(sights[who], client, site[client.name]);
        lasts[who].push(last);
      }
    for (const sight of Object.values(sights)) await sight.close();
    const [ours, theirs] = [Math.min(...lasts.ours), Math.min(...lasts.theirs)];
    say(`${client.title}: all pictures after ${ours.toFixed(0)} ms, ${theirs.toFixed(0)} ms without us`);
    expect(ours - theirs).toBeLessThan(MAY_WAIT_MS);
  });
}
