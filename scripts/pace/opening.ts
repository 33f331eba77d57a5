import { median, round, type Say } from '@/scripts/pace/figure';
import { sites } from '@/tests/sites/pages/replica';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { noteOpenings, openMail, serveList, shieldAfter, warned } from '@/tests/support/browsers/opening';
import { watchOurTime } from '@/tests/support/browsers/our-time';
import { watchTasks } from '@/tests/support/browsers/tasks';
import type { Web } from '@/tests/support/servers/web';
import type { SiteId } from '@/utils/schema/site';

const OPENED = 20;
/** So long a mail is left open: what comes late is counted to the mail that it belongs to. */
const REST_MS = 250;
const MOST_TO_SHIELD_MS = 100;
const MOST_MAIN_THREAD_MS = 10;

/**
 * From a mail in its document to the shield beside it, and what that takes of
 * the page's main thread: of our scripts (style and layout that they ask for
 * included), and all in all, against a browser without us.
 */
export async function opening(
  web: Web,
  chromium: Chromium,
  bare: Chromium,
  say: Say,
  only: readonly string[] = sites.map(({ site }) => site),
): Promise<void> {
  for (const { site } of sites.filter((each) => only.includes(each.site))) {
    const withUs = await run(web, chromium, site);
    const without = await run(web, bare, site);
    const where = site;
    say({ id: 'shield-first', where, value: withUs.first, unit: 'ms' });
    say({ id: 'shield-median', where, value: median(withUs.shields), unit: 'ms', most: MOST_TO_SHIELD_MS });
    say({ id: 'shield-slowest', where, value: round(Math.max(...withUs.shields)), unit: 'ms' });
    say({ id: 'scripts-a-mail', where, value: withUs.ours, unit: 'ms', most: MOST_MAIN_THREAD_MS });
    say({ id: 'main-thread-a-mail', where, value: round(withUs.tasks - without.tasks), unit: 'ms' });
  }
}

interface Run {
  /** The first mail of a page waits for what draws, too. */
  readonly first: number;
  readonly shields: readonly number[];
  readonly ours: number;
  readonly tasks: number;
}

async function run(web: Web, chromium: Chromium, site: SiteId): Promise<Run> {
  const isBare = chromium.id === '';
  const page = await chromium.context.newPage();
  const mails = warned(OPENED + 1);
  await noteOpenings(page);
  await page.goto(await serveList(web, site, mails, chromium));
  await page.waitForTimeout(1_000);
  const shields: number[] = [];
  const open = async (at: number) => {
    const mail = mails[at];
    if (!mail) throw new Error('no such mail');
    await openMail(web, page, site, mail);
    if (!isBare) shields.push(await shieldAfter(page));
    await page.waitForTimeout(REST_MS);
  };
  await open(0);
  // One pass for the times of tasks, one for those of scripts: measuring the one would be in the other.
  const half = OPENED / 2;
  const tasks = await watchTasks(page);
  for (let at = 1; at <= half; at += 1) await open(at);
  const spent = (await tasks()) / half;
  const ours = await watchOurTime(page);
  for (let at = half + 1; at <= OPENED; at += 1) await open(at);
  const time = await ours();
  await page.close();
  const [first = 0, ...rest] = shields;
  return { first: round(first), shields: rest, ours: round(time.ms / half), tasks: round(spent) };
}
