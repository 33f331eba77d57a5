import { median, type Say } from '@/scripts/pace/figure';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { watchOurTime } from '@/tests/support/browsers/our-time';
import { QUIET_PAGES, serveQuiet } from '@/tests/support/browsers/quiet-pages';
import type { Web } from '@/tests/support/servers/web';

const LOADS = 7;
const CHANGES = 500;
const MOST_MS = 2;

/** What our scripts take of a page without mail while it loads, and how often they run when it changes after that. */
export async function quiet(web: Web, chromium: Chromium, _bare: Chromium, say: Say): Promise<void> {
  for (const each of QUIET_PAGES) {
    const url = serveQuiet(web, each);
    const took: number[] = [];
    let runs = 0;
    for (let load = 0; load < LOADS; load += 1) {
      const page = await chromium.context.newPage();
      const loading = await watchOurTime(page);
      await page.goto(url);
      await page.waitForTimeout(500);
      took.push((await loading()).ms);
      const changing = await watchOurTime(page);
      await page.evaluate(changeMuch, CHANGES);
      await page.waitForTimeout(500);
      runs += (await changing()).runs;
      await page.close();
    }
    say({ id: 'quiet-load', where: each.name, value: median(took), unit: 'ms', most: MOST_MS });
    say({ id: 'quiet-runs', where: each.name, value: runs, unit: 'count', most: 0 });
  }
}

function changeMuch(times: number): void {
  for (let at = 0; at < times; at += 1) {
    const element = document.createElement('p');
    element.textContent = `${at}`;
    document.body.append(element);
    element.className = 'changed';
  }
}
