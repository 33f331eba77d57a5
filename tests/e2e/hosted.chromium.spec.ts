import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openRoots } from '@/tests/support/browsers/closed-root';
import { enableInChromium } from '@/tests/support/browsers/enable';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { startHorde } from '@/tests/support/servers/horde';
import type { Webmail } from '@/tests/support/servers/run';
import { originalOf } from '@/tests/support/servers/sink';
import { startSogo } from '@/tests/support/servers/sogo';
import { forwardTo } from '@/tests/support/servers/web';

/** Real webmails on a host that nobody knows: nothing is read until the reader enables it there. */

const MAILS = join(import.meta.dirname, '../support/mails');
/** In UID order. */
const FILES = ['01-bluff-nl.eml', '06-summons-fr.eml', '18-colleague-thread-nl.eml', '02-bluff-fr.eml'];
const [BLUFF = '', SUMMONS = '', INNOCENT = '', FRENCH = ''] = FILES;
const REPORT = '[data-action="report"]';
const NOTE = 'unbluff-note [data-state]';
const ADDRESS = 'verdacht@safeonweb.be';

/** Angular and PHP take their time on two busy cores; the extension's part is measured elsewhere. */
test.describe.configure({ timeout: 120_000 });

test.describe('in a real SOGo', () => {
  const origin = 'https://sogo.test';
  let sogo: Webmail;

  test.beforeAll(async ({ web }) => {
    sogo = await startSogo({ mails: MAILS, files: FILES, sent: [BLUFF] });
    web.serve('sogo.test', forwardTo(sogo.port));
  });
  test.afterAll(() => sogo.stop());

  const open = (page: Page, file: string) =>
    page.locator(`.sg-message-list-item[aria-label="${subjectOf(file)}"]`).click();

  test('nothing is read before it is enabled, and all of it after', async ({ page, chromium, picture }) => {
    await loginSogo(page, origin, sogo);
    await open(page, BLUFF);
    await seeNothing(page);
    await enableInChromium(chromium, origin);
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff');
    await expect(shields(page)).toBeVisible();
    await picture('sogo-bluff', page);
    await open(page, INNOCENT);
    await seeNothing(page);
    await open(page, SUMMONS);
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'summons');
  });

  test('a mail in a window of its own is warned about, the reader’s own mail is not', async ({
    page,
    chromium,
  }) => {
    await enableInChromium(chromium, origin);
    await loginSogo(page, origin, sogo);
    await page.goto(`${origin}/SOGo/so/alex/Mail/UIxMailPopupView#!/Mail/0/INBOX/1`);
    await seeShields(page);
    await page.goto(`${origin}/SOGo/so/alex/Mail/UIxMailPopupView#!/Mail/0/Sent/1`);
    await page.reload();
    await expect(page.locator('.sg-mail-part')).toContainText('bitcoin');
    await seeNothing(page);
  });

  test('the original is offered, and a filled-in compose window opens', async ({
    page,
    chromium,
    picture,
  }) => {
    await enableInChromium(chromium, origin);
    await loginSogo(page, origin, sogo);
    await open(page, FRENCH);
    await seeShields(page);
    const download = page.waitForEvent('download');
    const opened = page.context().waitForEvent('page');
    await shields(page).locator(REPORT).click();
    const saved = readFileSync(await (await download).path(), 'latin1');
    expect((await download).suggestedFilename()).toMatch(/\.eml$/);
    // SOGo writes line ends its own way, and changes nothing else.
    expect(lines(saved)).toEqual(lines(readFileSync(join(MAILS, FRENCH), 'latin1')));
    const compose = await opened;
    await expect(compose.locator('md-chip')).toContainText(ADDRESS);
    await expect(compose.locator('input[name="subject"]')).not.toHaveValue('');
    await seeNote(compose, 'save-first');
    await picture('sogo-compose', compose);
    expect(sogo.sink.arrived(), 'nothing is sent without the reader').toEqual([]);
    await compose.close();
  });
});

test.describe('in a real Horde', () => {
  const origin = 'https://horde.test';
  let horde: Webmail;

  test.beforeAll(async ({ web }) => {
    horde = await startHorde({ mails: MAILS, files: FILES });
    web.serve('horde.test', forwardTo(horde.port));
  });
  test.afterAll(() => horde.stop());
  test.beforeAll(({ chromium }) => enableInChromium(chromium, origin));

  const open = (page: Page, file: string) =>
    page.locator(`.vpRow .msgSubject[title="${subjectOf(file)}"]`).click();

  test('the bluff in the preview is warned about, the innocent mail is not', async ({ page, picture }) => {
    await loginHorde(page, origin, horde);
    await open(page, BLUFF);
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff');
    await picture('horde-bluff', page);
    await open(page, INNOCENT);
    await seeNothing(page);
    await open(page, SUMMONS);
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'summons');
  });

  test('a mail of HTML, and one in a window of its own, are warned about', async ({ page }) => {
    await loginHorde(page, origin, horde);
    await open(page, FRENCH);
    await expect(page.locator('iframe.htmlMsgData')).toBeVisible();
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff');
    await page.goto(`${origin}/horde/imp/dynamic.php?page=message&buid=2&mailbox=SU5CT1g`);
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'summons');
  });

  test('the report carries the original, once the reader sends it', async ({ page, picture }) => {
    await loginHorde(page, origin, horde);
    await open(page, BLUFF);
    await seeShields(page);
    const opened = page.context().waitForEvent('page');
    await shields(page).locator(REPORT).click();
    const compose = await opened;
    await seeNote(compose, 'attached');
    await picture('horde-compose', compose);
    expect(horde.sink.arrived(), 'nothing is sent without the reader').toEqual([]);
    await compose.locator('#send_button').click();
    const [arrived] = await horde.sink.wait(1);
    expect(arrived?.to).toEqual([ADDRESS]);
    const original = originalOf(arrived?.raw ?? Buffer.alloc(0));
    expect(lines(original?.toString('latin1') ?? '')).toEqual(
      lines(readFileSync(join(MAILS, BLUFF), 'latin1')),
    );
  });
});

async function loginSogo(page: Page, origin: string, { user, password }: Webmail): Promise<void> {
  await page.goto(`${origin}/SOGo/`);
  const name = page.locator('input[ng-model="app.creds.username"]');
  const rows = page.locator('.sg-message-list-item');
  await name.or(rows.first()).waitFor();
  if (await name.isVisible()) {
    await name.fill(user);
    await page.locator('input[ng-model="app.creds.password"]').fill(password);
    await page.locator('button[type="submit"]').click();
  }
  await expect(rows).toHaveCount(FILES.length);
}

async function loginHorde(page: Page, origin: string, { user, password }: Webmail): Promise<void> {
  await page.goto(`${origin}/horde/`);
  const name = page.locator('#horde_user');
  const rows = page.locator('.vpRow.DragElt');
  await name.or(rows.first()).waitFor();
  if (await name.isVisible()) {
    await name.fill(user);
    await page.locator('#horde_pass').fill(password);
    await page.locator('#login-button').click();
  }
  await expect(rows).toHaveCount(FILES.length);
}

/** The webmails show it as it stands in these files. */
function subjectOf(file: string): string {
  return /^Subject: (.*)$/m.exec(readFileSync(join(MAILS, file), 'utf8'))?.[1]?.trim() ?? '';
}

function lines(text: string): string[] {
  return text.trimEnd().split(/\r?\n/);
}

async function seeNote(compose: Page, state: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await openRoots(compose);
        return compose
          .locator(NOTE)
          .getAttribute('data-state', { timeout: 500 })
          .catch(() => null);
      },
      { timeout: 20_000 },
    )
    .toBe(state);
}
