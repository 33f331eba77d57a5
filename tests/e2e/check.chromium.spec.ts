import type { Page } from '@playwright/test';
import { BENIGN, BLUFF } from '@/tests/sites/pages/mails';
import { replicaAt } from '@/tests/sites/pages/replica';
import { expect, test } from '@/tests/support/browsers/fixtures';
import { openPopup } from '@/tests/support/browsers/replica-site';
import { pages } from '@/tests/support/servers/web';
import { wordsOf } from '@/tests/support/words';

/**
 * "Check this text". The permission of the one tab comes with a press of the
 * browser's own (menu, keyboard), which a test cannot make: so the pages here
 * stand on a host that we may read, at a path where no webmail is.
 */
const HOST = 'mail.ovh.net';
const words = wordsOf('nl');

function forumPage(text: string): string {
  return `<!doctype html><html lang="en"><title>Forum</title><nav>${'Menu '.repeat(40)}</nav>
<main><h1>Een bericht</h1><div id="mail">${text}</div><p id="other">Wie kan mij zeggen hoe laat de trein gaat?</p></main></html>`;
}

async function check(page: Page, popup: Page): Promise<Page> {
  const opened = page
    .context()
    .waitForEvent('page', { predicate: (each) => each.url().includes('check.html') });
  await popup.locator('[data-action="check"]').click();
  return opened;
}

for (const [how, select, family] of [
  ['the page', null, 'bluff'],
  ['the selected text', '#mail', 'bluff'],
  ['other selected text', '#other', null],
] as const) {
  test(`says what it finds in ${how}, and where to report it`, async ({ page, web, chromium, picture }) => {
    web.serve(
      HOST,
      pages(() => forumPage(BLUFF.html)),
    );
    await page.goto(`https://${HOST}/forum`);
    if (select !== null) {
      await page.evaluate((selector) => {
        const element = document.querySelector(selector);
        if (element) getSelection()?.selectAllChildren(element);
      }, select);
    }
    const result = await check(page, await openPopup(chromium, page));
    await expect(result.getByText(words('check.local'))).toBeVisible();
    const found = result.locator('[data-family]');
    if (family === null) {
      await expect(found).toHaveCount(0);
      await expect(result.getByText(words('check.clear.selected'))).toBeVisible();
    } else {
      await expect(found).toHaveAttribute('data-family', family);
      await expect(found).toHaveAttribute('data-level', 'warning');
      web.serve(
        'mail.google.com',
        pages((at) => replicaAt(at)),
      );
      const opened = page.context().waitForEvent('page');
      await result.locator('[data-mailbox="gmail"]').click();
      const compose = await opened;
      await compose.waitForURL(/view=cm/);
      expect(new URL(compose.url()).searchParams.get('to')).toBe('verdacht@safeonweb.be');
      await compose.close();
      const log = await page.context().newPage();
      await log.goto(chromium.page('options.html'));
      await expect(log.getByText(words('options.journal.page')).first()).toBeVisible();
      await log.close();
    }
    await picture(`chromium-check-${select === null ? 'page' : select.slice(1)}`, result);
    await result.reload();
    await expect(result.getByText(words('check.local'))).toBeVisible();
    await result.close();
  });
}

test('finds nothing in an innocent page, and says that this is no proof', async ({ page, web, chromium }) => {
  web.serve(
    HOST,
    pages(() => forumPage(BENIGN.html)),
  );
  await page.goto(`https://${HOST}/forum`);
  const result = await check(page, await openPopup(chromium, page));
  await expect(result.getByText(words('check.clear.page'))).toBeVisible();
  await expect(result.getByText(words('check.clear.trust'))).toBeVisible();
  await result.close();
});

test('says so where there is nothing to read', async ({ page, chromium }) => {
  await page.goto(chromium.page('check.html?id=unknown'));
  await expect(page.getByText(words('check.nothing'))).toBeVisible();
});
