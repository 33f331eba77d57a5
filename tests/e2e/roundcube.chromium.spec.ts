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
  sendButton,
  showUrl,
  uidOf,
} from '@/tests/support/browsers/roundcube-page';
import { type Roundcube, startRoundcube } from '@/tests/support/servers/roundcube';
import { originalOf } from '@/tests/support/servers/sink';
import { forwardTo } from '@/tests/support/servers/web';

const MAILS = join(import.meta.dirname, '../support/mails');
const NOTE = 'unbluff-note [data-state]';

/** The report button is the only main one of the card. */
const REPORT = 'button.main';

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

/** Waits for the tab that the extension opens, and for its compose window. */
async function report(page: Page, press: () => Promise<void>): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await press();
  const compose = await opened;
  await compose.waitForURL(/_action=compose/);
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
