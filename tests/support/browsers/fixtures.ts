import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type Locator, type Page } from '@playwright/test';
import { type Chromium, launchChromium, type TestLanguage } from '@/tests/support/browsers/chromium';
import { openRoots } from '@/tests/support/browsers/closed-root';
import { PICTURES } from '@/tests/support/browsers/output';
import { watchContext, writeNote } from '@/tests/support/browsers/recorder';
import { startWeb, type Web } from '@/tests/support/servers/web';

interface WorkerFixtures {
  /** The browser's language. A worker has one browser; another language gets another worker. */
  language: TestLanguage;
  web: Web;
  chromium: Chromium;
}

interface TestFixtures {
  /** Saves a picture for people to look at. */
  picture: (name: string, of: Page | Locator) => Promise<void>;
}

/** One browser a worker: starting one for each test would take most of the time. Every test has a page of its own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  language: ['nl', { option: true, scope: 'worker' }],
  web: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const web = await startWeb();
      await use(web);
      await web.stop();
    },
    { scope: 'worker' },
  ],
  chromium: [
    async ({ web, language }, use) => {
      const chromium = await launchChromium({ web, language });
      const watch = watchContext(chromium.context, web);
      await use(chromium);
      writeNote(watch.note());
      await chromium.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ chromium }, use) => {
    await use(chromium.context);
  },
  page: async ({ chromium }, use) => {
    const page = await chromium.context.newPage();
    await use(page);
    await page.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  picture: async ({}, use) => {
    mkdirSync(PICTURES, { recursive: true });
    await use(async (name, of) => {
      await of.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
    });
  },
});

export const expect = test.expect;

const CARD = 'unbluff-shield [data-family]';

/** Waits for exactly `count` shields on the page, frames included, and lets locators see into them. */
export async function seeShields(page: Page, count = 1, timeout = 10_000): Promise<void> {
  await expect
    .poll(
      async () => {
        await openRoots(page);
        const each = await Promise.all(
          page.frames().map((frame) =>
            frame
              .locator(CARD)
              .count()
              .catch(() => 0),
          ),
        );
        return each.reduce((sum, some) => sum + some, 0);
      },
      { timeout },
    )
    .toBe(count);
}

/** The cards of the shields in the page, or in one of its frames. Only after `seeShields`. */
export function shields(scope: { locator(css: string): Locator }): Locator {
  return scope.locator(CARD);
}

/** Long enough for a verdict to have come, where none must. Measured: the first verdict takes under 300 ms on a slow machine. */
const QUIET_MS = 1_500;

/** Nothing of ours is on the page, and nothing comes. */
export async function seeNothing(page: Page): Promise<void> {
  await page.waitForTimeout(QUIET_MS);
  for (const frame of page.frames()) await expect(frame.locator('unbluff-shield')).toHaveCount(0);
}
