import { BENIGN, BLUFF, DRAFT, SENT, SUMMONS, THREAD, withId } from '@/tests/sites/pages/mails';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { openPopup, serveReplica } from '@/tests/support/browsers/replica-site';
import { wordsOf } from '@/tests/support/words';
import { SITE_NAMES } from '@/utils/i18n/site-names';

/** A replica of every kind in which a mail is open. */
const OPEN = [
  ['gmail', 'single'],
  ['gmail', 'popout'],
  ['outlook', 'pane'],
  ['outlook', 'deep-link'],
  ['yahoo', 'open'],
  ['proton', 'open'],
  ['tuta', 'open'],
  ['fastmail', 'open'],
  ['zoho', 'open'],
  ['zimbra', 'open'],
  ['roundcube', 'elastic-show'],
  ['roundcube', 'larry-show'],
  ['roundcube', 'elastic-preview'],
] as const;

for (const [site, variant] of OPEN) {
  test(`warns beside the bluff in ${site} (${variant})`, async ({ page, web, picture }) => {
    await page.goto(serveReplica(web, site, variant, { mails: [BLUFF] }));
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff');
    await expect(shields(page)).toBeVisible();
    // The mail stands right behind it: its text, or the inner frame that holds it.
    await expect(
      page
        .locator('unbluff-shield ~ *')
        .filter({ hasText: 'You do not know me' })
        .or(page.locator('unbluff-shield + iframe')),
    ).not.toHaveCount(0);
    await picture(`chromium-${site}-${variant}`, page);
  });

  test(`says nothing about an innocent mail in ${site} (${variant})`, async ({ page, web }) => {
    await page.goto(serveReplica(web, site, variant, { mails: [BENIGN] }));
    await seeNothing(page);
  });
}

test('warns beside the one bluff among the mails of a conversation', async ({ page, web }) => {
  const mails = [...THREAD, withId({ ...BLUFF, subject: THREAD[0]?.subject ?? '' }, 24, 20)];
  await page.goto(serveReplica(web, 'gmail', 'conversation', { mails }));
  await seeShields(page);
  await expect(page.locator('unbluff-shield + *')).toContainText('You do not know me');
});

test('warns once beside each of two scams in a conversation', async ({ page, web }) => {
  const mails = [withId(BLUFF, 31, 30), withId(BENIGN, 32, 30), withId(BLUFF, 33, 30)];
  await page.goto(serveReplica(web, 'gmail', 'conversation', { mails }));
  await seeShields(page, 2);
});

for (const site of ['gmail', 'outlook'] as const) {
  for (const mail of [SENT, DRAFT]) {
    test(`leaves the reader's own ${mail.kind} mail alone in ${site}`, async ({ page, web }) => {
      const own = { ...mail, html: BLUFF.html };
      await page.goto(serveReplica(web, site, mail.kind ?? '', { mails: [own] }));
      await seeNothing(page);
    });
  }
}

for (const site of ['gmail', 'outlook', 'yahoo', 'proton'] as const) {
  test(`shows nothing on a page of ${site} that has changed, and the popup says so`, async ({
    page,
    web,
    chromium,
  }) => {
    await page.goto(serveReplica(web, site, 'moved'));
    await seeNothing(page);
    const popup = await openPopup(chromium, page);
    const words = wordsOf('nl');
    await expect(popup.getByRole('status')).toContainText(
      words('trouble.page-changed', { site: SITE_NAMES[site] }),
    );
    await popup.close();
  });
}

test('the right mail is warned about after twenty quick switches', async ({ page, web }) => {
  const mails = [BLUFF, SUMMONS, BENIGN];
  await page.goto(serveReplica(web, 'outlook', 'pane', { mails }));
  await seeShields(page);
  const rows = page.locator('[data-open]');
  await expect(rows).toHaveCount(mails.length);
  // From inside the page, without a pause: faster than a person could.
  const switchTo = (order: readonly number[]) =>
    page.evaluate(async (places) => {
      const all = [...document.querySelectorAll<HTMLElement>('[data-open]')];
      for (const place of places) {
        all[place]?.click();
        await new Promise((next) => setTimeout(next, 15));
      }
    }, order);
  const twenty = Array.from({ length: 20 }, (_, index) => index % mails.length);
  await switchTo([...twenty, 1]);
  await seeShields(page);
  await expect(shields(page)).toHaveAttribute('data-family', 'summons');
  await switchTo([...twenty, 0]);
  await expect(async () => {
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff', { timeout: 200 });
  }).toPass();
  await switchTo([...twenty, 2]);
  await seeNothing(page);
});

test('a mail that is drawn anew keeps one shield', async ({ page, web }) => {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [BLUFF] }));
  await seeShields(page);
  for (let round = 0; round < 3; round += 1) {
    await page.evaluate(() => {
      const item = document.querySelector('[role="listitem"]');
      const copy = item?.cloneNode(true) as HTMLElement | undefined;
      for (const host of copy?.querySelectorAll('unbluff-shield') ?? []) host.remove();
      if (copy) item?.replaceWith(copy);
    });
    await seeShields(page);
  }
  await page.waitForTimeout(500);
  await seeShields(page);
  expect(await page.locator('unbluff-shield').count()).toBe(1);
});
