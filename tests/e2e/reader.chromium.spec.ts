import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchChromium } from '@/tests/support/browsers/chromium';
import { expect, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { freshBluff, serveReplica } from '@/tests/support/browsers/replica-site';

const action = (page: Page, name: string) => shields(page).locator(`[data-action="${name}"]`);

test('"not a scam" folds the warning, stays after a reload, and can be undone', async ({ page, web }) => {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await seeShields(page);
  await action(page, 'dismiss').click();
  await expect(action(page, 'report')).toHaveCount(0);
  await page.reload();
  await seeShields(page);
  await expect(action(page, 'undo')).toBeVisible();
  await action(page, 'undo').click();
  await expect(action(page, 'report')).toBeVisible();
  await page.reload();
  await seeShields(page);
  await expect(action(page, 'report')).toBeVisible();
});

test('"hide" folds the warning for now only', async ({ page, web }) => {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await seeShields(page);
  await action(page, 'hide').click();
  await expect(action(page, 'report')).toHaveCount(0);
  await action(page, 'show').click();
  await expect(action(page, 'report')).toBeVisible();
  await action(page, 'hide').click();
  await page.reload();
  await seeShields(page);
  await expect(action(page, 'report')).toBeVisible();
});

test('everything can be done with the keyboard, and the focus never falls out of the card', async ({
  page,
  web,
}) => {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await seeShields(page);
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (await action(page, name).evaluate((button) => button.matches(':focus'))) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await tabTo('report');
  await tabTo('dismiss');
  await page.keyboard.press('Enter');
  await expect(action(page, 'undo')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(action(page, 'report')).toBeVisible();
  await expect(shields(page).locator(':focus')).toHaveCount(1);
  await tabTo('hide');
  await page.keyboard.press('Enter');
  await expect(action(page, 'show')).toBeFocused();
});

test('shortcuts of the webmail do not fire while the reader uses our buttons', async ({ page, web }) => {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const type of ['keydown', 'keyup', 'click', 'mousedown', 'focusin'])
      document.addEventListener(type, (event) =>
        heard.push(`${type} ${(event.target as Element).localName}`),
      );
  });
  await seeShields(page);
  await action(page, 'report').focus();
  await page.keyboard.press('e');
  await page.keyboard.press('#');
  await action(page, 'hide').click();
  expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);
});

test('a stopped worker wakes for the next mail', async ({ page, web, chromium }) => {
  const own = await chromium.context.newPage();
  await own.goto(chromium.page('options.html'));
  const session = await chromium.context.newCDPSession(own);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await seeShields(page);
  await session.send('ServiceWorker.stopAllWorkers');
  await action(page, 'dismiss').click();
  await expect(action(page, 'undo')).toBeVisible();
  await page.reload();
  await seeShields(page);
  await expect(action(page, 'undo')).toBeVisible();
  await own.close();
});

test('what was dismissed stays dismissed after the browser was closed', async ({ web }) => {
  const profile = await mkdtemp(join(tmpdir(), 'unbluff-profile-'));
  try {
    const url = serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] });
    const first = await launchChromium({ web, profile });
    const before = await first.context.newPage();
    await before.goto(url);
    await seeShields(before);
    await action(before, 'dismiss').click();
    await expect(action(before, 'undo')).toBeVisible();
    await before.reload();
    await seeShields(before);
    await first.close();
    const second = await launchChromium({ web, profile });
    const after = await second.context.newPage();
    await after.goto(url);
    await seeShields(after);
    await expect(action(after, 'undo')).toBeVisible();
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});
