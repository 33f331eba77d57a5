import { round, type Say } from '@/scripts/pace/figure';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { growth, type Held, held } from '@/tests/support/browsers/held';
import { makeLong, scrollPast } from '@/tests/support/browsers/long-list';
import { serveList, warned } from '@/tests/support/browsers/opening';
import { isRight, keepElements, LIST, openHarmless, switchQuickly } from '@/tests/support/browsers/switching';
import type { Web } from '@/tests/support/servers/web';
import type { SiteId } from '@/utils/schema/site';

const SITES: readonly SiteId[] = ['gmail', 'outlook', 'proton'];
const SWITCHES = 500;
const BLOCK = 25;
const ROWS = 10_000;
const SETTLED_MS = 1_000;

/** Whether quick switches and long lists show a wrong shield or leave anything behind; against a browser without us. */
export async function switching(web: Web, chromium: Chromium, bare: Chromium, say: Say): Promise<void> {
  for (const site of SITES) {
    for (const keeps of [false, true]) {
      const where = keeps ? `${site}, kept` : site;
      const ours = await switchIn(web, chromium, site, keeps);
      const theirs = await switchIn(web, bare, site, keeps);
      say({ id: 'switch-doubled', where, value: ours.doubled, unit: 'count', most: 0 });
      say({ id: 'switch-wrong', where, value: ours.wrong, unit: 'count', most: 0 });
      sayGrowth(say, 'switch', where, ours.held, theirs.held);
    }
  }
  for (const again of [false, true]) {
    const where = again ? 'list, rows kept' : 'list';
    const ours = await scrollIn(web, chromium, again);
    const theirs = await scrollIn(web, bare, again);
    say({ id: 'scroll-wrong', where, value: ours.wrong, unit: 'count', most: 0 });
    sayGrowth(say, 'scroll', where, ours.held, theirs.held);
  }
}

function sayGrowth(say: Say, what: string, where: string, ours: Held, theirs: Held): void {
  say({ id: `${what}-nodes`, where, value: ours.nodes - theirs.nodes, unit: 'count', most: 0 });
  say({ id: `${what}-listeners`, where, value: ours.listeners - theirs.listeners, unit: 'count', most: 0 });
  say({ id: `${what}-heap`, where, value: round((ours.heapBytes - theirs.heapBytes) / 1_000), unit: 'kB' });
}

async function switchIn(web: Web, chromium: Chromium, site: SiteId, keeps: boolean) {
  const page = await chromium.context.newPage();
  await page.goto(await serveList(web, site, LIST, chromium));
  await page.waitForTimeout(SETTLED_MS);
  if (keeps) await keepElements(page);
  const seen = { doubled: 0, wrong: 0 };
  let before: Held | undefined;
  // The first blocks fill what is kept once: words, what draws, the last shield of each kind.
  for (let block = -5; block < SWITCHES / BLOCK; block += 1) {
    if (block === 0) {
      await openHarmless(page);
      before = await held(page);
    }
    const { doubled, wrong, last } = await switchQuickly(page, BLOCK, block + 10);
    seen.doubled += doubled;
    // Where elements are kept a shield may stand for a look beside the next mail; at rest it may not.
    if (!keeps) seen.wrong += wrong;
    if (chromium.id !== '' && !(await isRight(page, last))) seen.wrong += 1;
  }
  await openHarmless(page);
  const after = await held(page);
  await page.close();
  return { ...seen, held: growth(before ?? after, after) };
}

async function scrollIn(web: Web, chromium: Chromium, again: boolean) {
  const page = await chromium.context.newPage();
  const [bluff, summons] = warned(2);
  if (!bluff || !summons) throw new Error('no mails');
  await page.goto(await serveList(web, 'gmail', [bluff, summons], chromium));
  const list = {
    rows: ROWS,
    again,
    marked: { 120: (0x18c0000000000000n + BigInt(bluff.id)).toString(16) },
  } as const;
  for (const { id } of [bluff, summons]) {
    await page.evaluate((at) => document.querySelector<HTMLElement>(`[data-open="m${at}"]`)?.click(), id);
    if (chromium.id !== '') await page.locator('unbluff-shield').waitFor({ state: 'attached' });
  }
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-open="list"]')?.click());
  await makeLong(page, list);
  const rests = chromium.id !== '';
  const wrong = await scrollPast(page, { ...list, rows: 1_000 }, rests);
  const before = await held(page);
  wrong.push(...(await scrollPast(page, list, rests)));
  await scrollPast(page, list, false);
  await page.waitForTimeout(SETTLED_MS);
  const after = await held(page);
  await page.close();
  return { wrong: wrong.length, held: growth(before, after) };
}
