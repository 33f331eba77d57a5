import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { BLUFF, READER } from '@/tests/sites/pages/mails';
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

/** What our note beside the message says that became of the original; null while there is none. */
async function noteState(compose: Page): Promise<string | null> {
  await openRoots(compose);
  return compose
    .locator(NOTE)
    .getAttribute('data-state', { timeout: 500 })
    .catch(() => null);
}

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
  await expect.poll(() => noteState(compose)).toBe('save-first');
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

test('in Gmail the text is copied where the original cannot be fetched, and both pages say so', async ({
  page,
  web,
  picture,
}) => {
  const mails = [freshBluff()];
  const url = serveReplica(web, 'gmail', 'single', { mails });
  const shown = replicaPage('gmail', 'single', { mails });
  web.serve('mail.google.com', (asked, response, at) => {
    // What a session that has ended answers.
    if (at.searchParams.get('view') === 'att') response.writeHead(200).end('<!doctype html><title>Sign in');
    else
      pages((where) => (where.searchParams.get('view') === 'cm' ? replicaAt(where) : shown))(
        asked,
        response,
        at,
      );
  });
  const words = wordsOf('nl');
  await page.goto(url);
  await seeShields(page);
  const opened = page.context().waitForEvent('page');
  await shields(page).locator(REPORT).click();
  const compose = await opened;
  await compose.waitForURL(/view=cm/);
  await expect.poll(() => noteState(compose)).toBe('copied');
  await expect(compose.locator(NOTE)).toContainText(words('compose.guide.gmail', { address: ADDRESS }));
  await expect(shields(page)).toContainText(words('fell.original'));
  await expect(shields(page)).toContainText(words('report.opened.3'));
  await picture('gmail-compose-copied', compose);
  await compose.close();
});

for (const [where, leads] of [
  ['leads back into the app', 'https://mail.yahoo.com/d/compose/1'],
  ['stays on its own address', null],
] as const) {
  test(`in Yahoo, whose compose window ${where}, the reader is told what to do`, async ({ page, web }) => {
    const words = wordsOf('nl');
    const mails = [freshBluff()];
    const url = serveReplica(web, 'yahoo', 'open', { mails });
    const shown = replicaPage('yahoo', 'open', { mails });
    web.serve(
      'mail.yahoo.com',
      pages((at) => (at.pathname.includes('/compose') ? replicaAt(at) : shown)),
    );
    web.serve('compose.mail.yahoo.com', (_asked, response) => {
      if (leads === null) response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
      else response.writeHead(302, { location: leads }).end();
    });
    await page.goto(url);
    await seeShields(page);
    const opened = page.context().waitForEvent('page');
    await shields(page).locator(REPORT).click();
    const compose = await opened;
    await expect(shields(page)).toContainText(words('report.opened.3'));
    if (leads === null) await expect(compose.locator('unbluff-note')).toHaveCount(0);
    else await expect.poll(() => noteState(compose)).toBe('copied');
    await compose.close();
  });
}

test('a copied text has nothing of the reader’s own in it, unless the reader wants it to', async ({
  page,
  web,
}) => {
  const words = wordsOf('nl');
  const html = `${BLUFF.html}<p>Your password is: tulp88. I write to ${READER}.</p>`;
  await page.goto(serveReplica(web, 'outlook', 'pane', { mails: [{ ...freshBluff(), html }] }));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await seeShields(page);
  await expect(shields(page)).toContainText(words('report.own.password'));
  await expect(shields(page)).toContainText(words('report.own.address'));
  const copied = async () => {
    const opened = page.context().waitForEvent('page');
    await shields(page).locator(REPORT).click();
    await (await opened).close();
    await page.bringToFront();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const redacted = await copied();
  expect(redacted).toContain(words('report.removed'));
  expect(redacted).not.toContain('tulp88');
  expect(redacted).not.toContain(READER);
  await shields(page).locator('label.check').click();
  expect(await copied()).toContain('tulp88');
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
