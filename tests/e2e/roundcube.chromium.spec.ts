import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openRoots } from '@/tests/support/browsers/closed-root';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import {
  login,
  logout,
  preview,
  ROUNDCUBE_HOST,
  row,
  sendButton,
  showUrl,
  uidOf,
} from '@/tests/support/browsers/roundcube-page';
import { type Roundcube, startRoundcube } from '@/tests/support/servers/roundcube';
import { originalOf } from '@/tests/support/servers/sink';
import { forwardTo } from '@/tests/support/servers/web';

const MAILS = join(import.meta.dirname, '../support/mails');
const NOTE = 'unbluff-note [data-state]';
const MARK = 'unbluff-mark';

const REPORT = '[data-action="report"]';
/** For so long a check of the draft counts; a press within it is let through unchecked. */
const FRESH_MS = 1_600;
const COMPOSE_TIMEOUT_MS = 20_000;

for (const [skin, sessions] of [
  ['elastic', 'php'],
  ['larry', 'db'],
] as const) {
  test.describe(`in a real Roundcube (${skin}, sessions in ${sessions})`, () => {
    let roundcube: Roundcube;

    test.beforeAll(async ({ web }) => {
      roundcube = await startRoundcube({ mails: MAILS, skin, sessions });
      web.serve(ROUNDCUBE_HOST, forwardTo(roundcube.port));
    });
    test.afterAll(() => roundcube.stop());
    test.beforeEach(async ({ page }) => {
      roundcube.sink.clear();
      await login(page, roundcube);
    });
    test.afterEach(({ page }) => logout(page));

    test('the bluff in the preview is warned about, the innocent mail is not', async ({ page, picture }) => {
      const frame = await preview(page, uidOf(roundcube, '01-bluff-nl.eml'));
      await seeShields(page);
      await expect(shields(frame)).toHaveAttribute('data-family', 'bluff');
      await expect(shields(frame).getByRole('heading', { level: 2 })).not.toBeEmpty();
      await picture(`roundcube-${skin}-preview`, page);
      await preview(page, uidOf(roundcube, '18-colleague-thread-nl.eml'));
      await seeNothing(page);
    });

    test('the full view is warned about', async ({ page, picture }) => {
      await page.goto(showUrl(uidOf(roundcube, '06-summons-fr.eml')));
      await seeShields(page);
      await expect(shields(page)).toHaveAttribute('data-family', 'summons');
      await picture(`roundcube-${skin}-show`, page);
    });

    test('a mail that was warned about keeps its mark in the list, no other mail has one', async ({
      page,
      picture,
    }) => {
      const scam = uidOf(roundcube, '02-bluff-fr.eml');
      const innocent = uidOf(roundcube, '19-invoice-reminder-fr.eml');
      await preview(page, scam);
      await seeShields(page);
      await expect(row(page, scam).locator(MARK)).toHaveCount(1);
      await preview(page, innocent);
      await seeNothing(page);
      await expect(row(page, innocent).locator(MARK)).toHaveCount(0);
      await page.reload();
      await expect(row(page, scam).locator(MARK)).toHaveCount(1);
      await openRoots(page);
      await expect(row(page, scam).locator(`${MARK} .sr`)).toContainText('Unbluff: ');
      await expect(row(page, innocent).locator(MARK)).toHaveCount(0);
      await picture(`roundcube-${skin}-marks`, page);
    });

    for (const file of ['01-bluff-nl.eml', '06-summons-fr.eml']) {
      test(`reports ${file} with the original, once the reader sends it`, async ({ page, picture }) => {
        const frame = await preview(page, uidOf(roundcube, file));
        await seeShields(page);
        const compose = await report(page, () => shields(frame).locator(REPORT).click());
        await seeNote(compose, 'attached');
        await picture(`roundcube-${skin}-compose-${file.slice(0, 2)}`, compose);
        expect(roundcube.sink.arrived(), 'nothing is sent without the reader').toEqual([]);
        await sendButton(compose).click();
        await expectArrived(roundcube, [file]);
        await compose.close();
      });
    }
  });
}

test.describe('in a real Roundcube that loses things', () => {
  let roundcube: Roundcube;

  test.beforeAll(async ({ web }) => {
    roundcube = await startRoundcube({
      mails: MAILS,
      skin: 'elastic',
      sessions: 'db',
      language: 'fr_FR',
      htmlEditor: true,
    });
    web.serve(ROUNDCUBE_HOST, forwardTo(roundcube.port));
  });
  test.afterAll(() => roundcube.stop());
  test.beforeEach(async ({ page }) => {
    roundcube.sink.clear();
    await login(page, roundcube);
  });
  test.afterEach(({ page }) => logout(page));

  test('every one of several reports in a row carries its original, while the list reloads', async ({
    page,
  }) => {
    test.setTimeout(180_000);
    const files = [
      '01-bluff-nl.eml',
      '02-bluff-fr.eml',
      '03-bluff-de.eml',
      '04-bluff-en.eml',
      '05-summons-nl.eml',
    ];
    for (const [index, file] of files.entries()) {
      const frame = await preview(page, uidOf(roundcube, file));
      await seeShields(page);
      const compose = await report(page, () => shields(frame).locator(REPORT).click());
      // The list asks the server at the same time: this is what makes sessions overwrite each other.
      await page.evaluate(() => {
        const { rcmail } = window as unknown as { rcmail: { command(name: string): void } };
        rcmail.command('checkmail');
        rcmail.command('list');
      });
      await seeNote(compose, 'attached');
      await sendButton(compose).click();
      await roundcube.sink.wait(index + 1, COMPOSE_TIMEOUT_MS);
      await compose.close();
    }
    await expectArrived(roundcube, files);
  });

  test('an attachment that the server has lost opens the window anew, and nothing is sent without it', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const file = '02-bluff-fr.eml';
    const frame = await preview(page, uidOf(roundcube, file));
    await seeShields(page);
    const compose = await report(page, () => shields(frame).locator(REPORT).click());
    await seeNote(compose, 'attached');
    // The draft as the server keeps it after another request has overwritten it; the window still lists the file.
    const lost = compose.url();
    const html = await compose.evaluate(async () => (await fetch(location.href)).text());
    const body = html.replace(/<li id="rcmfile[\s\S]*?<\/li>/g, '');
    await compose.route(lost, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
    await compose.waitForTimeout(FRESH_MS);
    await sendButton(compose).click();
    await compose.waitForURL((url) => url.href !== lost && url.search.includes('_action=compose'));
    await seeNote(compose, 'attached');
    expect(roundcube.sink.arrived()).toEqual([]);
    await sendButton(compose).click();
    await expectArrived(roundcube, [file]);
    await compose.close();
  });

  test('a file deleted behind the window’s back is attached again before the mail goes', async ({ page }) => {
    const file = '03-bluff-de.eml';
    const frame = await preview(page, uidOf(roundcube, file));
    await seeShields(page);
    const compose = await report(page, () => shields(frame).locator(REPORT).click());
    await seeNote(compose, 'attached');
    await compose.evaluate(async () => {
      const { rcmail } = window as unknown as {
        rcmail: { env: { compose_id: string; request_token: string } };
      };
      const { compose_id: id, request_token: token } = rcmail.env;
      const item = document.querySelector('#attachment-list li');
      await fetch('?_task=mail&_action=remove-attachment', {
        method: 'POST',
        body: new URLSearchParams({ _id: id, _file: item?.id ?? '', _remote: '1', _token: token }),
        headers: { 'X-Roundcube-Request': token },
      });
    });
    await compose.waitForTimeout(FRESH_MS);
    await sendButton(compose).click();
    await expectArrived(roundcube, [file]);
    await compose.close();
  });

  test('an attachment that the reader took out is noticed, and not sent silently', async ({ page }) => {
    const frame = await preview(page, uidOf(roundcube, '01-bluff-nl.eml'));
    await seeShields(page);
    const compose = await report(page, () => shields(frame).locator(REPORT).click());
    await seeNote(compose, 'attached');
    const opened = compose.url();
    await compose.locator('#attachment-list li .delete').first().click();
    await expect(compose.locator('#attachment-list li')).toHaveCount(0);
    await compose.waitForTimeout(FRESH_MS);
    await sendButton(compose).click();
    await compose.waitForURL((url) => url.href !== opened && url.search.includes('_action=compose'));
    await seeNote(compose, 'attached');
    expect(roundcube.sink.arrived()).toEqual([]);
    await compose.close();
  });
});

/** Waits for the tab that the extension opens, and for its compose window. */
async function report(page: Page, press: () => Promise<void>): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await press();
  const compose = await opened;
  await compose.waitForURL(/_action=compose/, { timeout: COMPOSE_TIMEOUT_MS });
  return compose;
}

async function seeNote(compose: Page, state: string): Promise<void> {
  await expect
    .poll(async () => {
      await openRoots(compose);
      return compose
        .locator(NOTE)
        .getAttribute('data-state', { timeout: 500 })
        .catch(() => null);
    })
    .toBe(state);
}

async function expectArrived(roundcube: Roundcube, files: readonly string[]): Promise<void> {
  const arrived = await roundcube.sink.wait(files.length);
  expect(arrived.map(({ to }) => to)).toEqual(files.map(() => ['verdacht@safeonweb.be']));
  files.forEach((file, index) => {
    const original = originalOf(arrived[index]?.raw ?? Buffer.alloc(0));
    expect(original?.equals(readFileSync(join(MAILS, file))), `${file} arrived byte for byte`).toBe(true);
  });
}
