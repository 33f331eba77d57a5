import type { Frame, Page } from '@playwright/test';
import { BENIGN, BLUFF } from '@/tests/sites/pages/mails';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { serveFramed } from '@/tests/support/browsers/framed-site';
import { wordsOf } from '@/tests/support/words';

/** Webmails whose bodies stand in frames of another origin than their lists and heads. */

async function frameAt(page: Page, host: string): Promise<Frame> {
  // A frame that is on its way has no address yet.
  const found = () =>
    page.frames().find((frame) => URL.canParse(frame.url()) && new URL(frame.url()).hostname === host);
  await expect.poll(() => found() !== undefined).toBe(true);
  const frame = found();
  if (!frame) throw new Error(`no frame of ${host}`);
  return frame;
}

/** Opens a mail of GMX by its row, which stands in nested open trees. */
async function openInGmx(page: Page, id: number): Promise<Frame> {
  const app = await frameAt(page, 'webmailer.gmx.net');
  await app.locator(`list-mail-item[id="id${id}"]`).click();
  return frameAt(page, 'gmxnet.mailbody-ui.de');
}

test('warns before the body of the bluff in GMX, and marks its row', async ({ page, web, picture }) => {
  await page.goto(serveFramed(web, 'gmx', [BLUFF, BENIGN]));
  const body = await openInGmx(page, BLUFF.id);
  await seeShields(page);
  await expect(shields(body)).toHaveAttribute('data-family', 'bluff');
  await expect(body.locator('unbluff-shield + body')).toContainText('You do not know me');
  const app = await frameAt(page, 'webmailer.gmx.net');
  await expect(app.locator(`list-mail-item[id="id${BLUFF.id}"] unbluff-mark`)).toHaveCount(1);
  await expect(app.locator('unbluff-mark')).toHaveCount(1);
  await picture('chromium-gmx', page);
});

test('says nothing about an innocent mail in GMX, also after the bluff', async ({ page, web }) => {
  await page.goto(serveFramed(web, 'gmx', [BLUFF, BENIGN]));
  await openInGmx(page, BLUFF.id);
  await seeShields(page);
  await openInGmx(page, BENIGN.id);
  await seeShields(page, 0);
  await seeNothing(page);
});

test('warns before the body in iCloud, and counts that it came from the reader’s own address', async ({
  page,
  web,
  picture,
}) => {
  await page.goto(serveFramed(web, 'icloud', [BLUFF]));
  const body = await frameAt(page, 'www-mail.icloud-sandbox.com');
  await seeShields(page);
  await expect(shields(body)).toHaveAttribute('data-family', 'bluff');
  // The sender stands in the frame of the app only.
  await expect(async () => {
    await seeShields(page);
    const why = body.locator('details:has(.why)');
    await why.evaluate((details: HTMLDetailsElement) => {
      details.open = true;
    });
    const all = why.locator('button.quiet');
    if (await all.isVisible()) await all.click({ timeout: 5_000 });
    await expect(why.locator('[data-signal="sender"]')).toContainText(BLUFF.from.address, { timeout: 2_000 });
  }).toPass();
  await picture('chromium-icloud', page);
});

test('says nothing about an innocent mail in iCloud', async ({ page, web }) => {
  await page.goto(serveFramed(web, 'icloud', [BENIGN]));
  await frameAt(page, 'www-mail.icloud-sandbox.com');
  await seeNothing(page);
});

test('the desk’s address is on the clipboard after a press in a frame of another origin', async ({
  page,
  web,
}) => {
  await page.goto(serveFramed(web, 'icloud', [BLUFF]));
  const body = await frameAt(page, 'www-mail.icloud-sandbox.com');
  await seeShields(page);
  await body.locator('[data-action="report"]').click();
  await expect(body.locator('unbluff-shield .said')).toContainText(wordsOf('nl')('report.copied'));
});
