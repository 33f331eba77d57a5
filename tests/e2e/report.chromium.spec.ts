import { readFileSync } from 'node:fs';
import { replicaAt, replicaPage } from '@/tests/sites/pages/replica';
import { openRoots } from '@/tests/support/browsers/closed-root';
import { expect, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { freshBluff, openPopup, serveReplica } from '@/tests/support/browsers/replica-site';
import { pages } from '@/tests/support/servers/web';
import { wordsOf } from '@/tests/support/words';

const REPORT = '[data-action="report"]';
const NOTE = 'unbluff-note [data-state]';
const ADDRESS = 'verdacht@safeonweb.be';
/** The mail as the webmail keeps it. */
const ORIGINAL =
  'From: reader@example.org\r\nSubject: I have been watching you\r\n\r\nDo not “change” a byte.\r\n';

test('in Gmail the original is saved, byte for byte, and a filled-in compose window opens', async ({
  page,
  web,
  picture,
}) => {
  const mails = [freshBluff()];
  const url = serveReplica(web, 'gmail', 'single', { mails });
  const shown = replicaPage('gmail', 'single', { mails });
  web.serve('mail.google.com', (asked, response, at) => {
    if (at.searchParams.get('view') === 'att') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(ORIGINAL);
      return;
    }
    pages((where) => (where.searchParams.get('view') === 'cm' ? replicaAt(where) : shown))(
      asked,
      response,
      at,
    );
  });
  await page.goto(url);
  await seeShields(page);
  const download = page.waitForEvent('download');
  const opened = page.context().waitForEvent('page');
  await shields(page).locator(REPORT).click();
  const file = await (await download).path();
  expect(readFileSync(file, 'utf8')).toBe(ORIGINAL);
  expect((await download).suggestedFilename()).toMatch(/\.eml$/);
  const compose = await opened;
  await compose.waitForURL(/view=cm/);
  expect(new URL(compose.url()).searchParams.get('to')).toBe(ADDRESS);
  await expect
    .poll(async () => {
      await openRoots(compose);
      return compose
        .locator(NOTE)
        .getAttribute('data-state', { timeout: 500 })
        .catch(() => null);
    })
    .toBe('save-first');
  await expect(compose.locator(NOTE)).toContainText((await download).suggestedFilename());
  await picture('gmail-compose', compose);
  await compose.close();
});

test('in Outlook a filled-in compose window opens, and the reader is told to paste', async ({
  page,
  web,
  picture,
}) => {
  await page.goto(serveReplica(web, 'outlook', 'pane', { mails: [freshBluff()] }));
  await seeShields(page);
  const opened = page.context().waitForEvent('page');
  await shields(page).locator(REPORT).click();
  const compose = await opened;
  await compose.waitForURL(/deeplink\/compose/);
  expect(new URL(compose.url()).searchParams.get('to')).toBe(ADDRESS);
  await expect
    .poll(async () => {
      await openRoots(compose);
      return compose.locator(NOTE).count();
    })
    .toBe(1);
  await picture('outlook-compose', compose);
  await compose.close();
});

test('the popup reports too, and pauses on the site', async ({ page, web, chromium, picture }) => {
  await page.goto(serveReplica(web, 'outlook', 'pane', { mails: [freshBluff()] }));
  await seeShields(page);
  const words = wordsOf('nl');
  const popup = await openPopup(chromium, page);
  await expect(popup.getByText(words('verdict.bluff.warning'))).toBeVisible();
  await picture('popup-bluff', popup);
  await popup.getByRole('button', { name: words('popup.pause') }).click();
  await expect(page.locator('unbluff-shield')).toHaveCount(0);
  await popup.getByRole('button', { name: words('popup.resume') }).click();
  await seeShields(page);
  await popup.close();
});
