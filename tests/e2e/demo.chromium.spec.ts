import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { rowId } from '@/scripts/demo/list-page';
import { readMails } from '@/scripts/demo/mails';
import { type Demo, startDemo } from '@/scripts/demo/server';
import { buildFolder, copyForDemo } from '@/scripts/support/build';
import { type LiveExtension, launchWithExtension } from '@/scripts/support/extension';
import { openRoots } from '@/tests/support/browsers/closed-root';

/** The demo mailbox of `npm start`, as a person uses it. */

const FOLDER = join(import.meta.dirname, '../support/mails');

let demo: Demo;
let live: LiveExtension;

test.beforeAll(async () => {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.eml')).sort();
  demo = await startDemo(await readMails(files.map((file) => join(FOLDER, file))));
  live = await launchWithExtension({
    browser: process.env.CHROMIUM ?? '/usr/bin/chromium',
    extension: await copyForDemo(buildFolder('chrome'), 'chrome'),
    headless: true,
  });
});

test.afterAll(async () => {
  await live?.close();
  await demo?.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has nothing in the way of a screen reader or a poor sight (${colorScheme})`, async () => {
    const page = await live.context.newPage();
    await page.emulateMedia({ colorScheme });
    const pages = [
      '&_mbox=INBOX',
      '&_action=show&_uid=5&_mbox=INBOX',
      '&_action=show&_uid=14&_mbox=INBOX',
      '&_action=compose&_forward_uid=1&_mbox=INBOX&_attachment=1',
      '&_mbox=Outbox',
    ];
    for (const query of pages) {
      await page.goto(`${demo.origin}/?_task=mail${query}`);
      // What a mail looks like is its sender's doing.
      const { violations } = await new AxeBuilder({ page }).exclude('#messagebody').analyze();
      expect(
        violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join(' ')}`),
        query,
      ).toEqual([]);
    }
    await page.close();
  });
}

test('is read by keyboard alone, and nothing comes from elsewhere', async () => {
  const page = await live.context.newPage();
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== demo.origin) foreign.push(request.url());
  });
  await page.goto(`${demo.origin}/?_task=mail&_mbox=INBOX`);
  const body = page.frameLocator('#messagecontframe').locator('#messagebody');
  await page.locator(`#${rowId(24)} td.subject a`).focus();
  await page.keyboard.press('ArrowDown');
  await expect(body).toContainText('élèves');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.frameLocator('#messagecontframe').locator('#remote-objects-message')).toBeVisible();
  expect(foreign.filter((url) => !url.startsWith('chrome-extension:'))).toEqual([]);
  await page.close();
});

test('a report reaches its outbox with the original attached, after the reader’s own Send', async () => {
  const page = await live.context.newPage();
  await page.goto(`${demo.origin}/?_task=mail&_action=show&_uid=1&_mbox=INBOX`);
  await expect.poll(() => openRoots(page)).toBeGreaterThan(0);
  const opened = live.context.waitForEvent('page');
  await page
    .locator('unbluff-shield')
    .getByRole('button', { name: /Safeonweb/ })
    .click();
  const compose = await opened;
  await expect(compose.locator('li.message.rfc822')).toHaveCount(1);
  await expect(compose.locator('#_to')).toHaveValue(/@safeonweb\.be$/);
  await expect(compose.locator('#composebody')).not.toHaveValue('');
  expect(demo.sent()).toHaveLength(0);
  await compose.locator('button.send').click();
  await compose.waitForURL(/_mbox=Outbox/);
  expect(demo.sent().map(({ attached }) => attached.map(({ file }) => file))).toEqual([['01-bluff-nl.eml']]);
  await compose.close();
  await page.close();
});
