import { openRoots } from '@/tests/support/browsers/closed-root';
import { expect, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { freshBluff, openPopup, serveReplica } from '@/tests/support/browsers/replica-site';
import { wordsOf } from '@/tests/support/words';

const HOST = 'unbluff-shield';

test.beforeEach(async ({ page, web }) => {
  await page.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await seeShields(page);
});

test('the page cannot see into the warning', async ({ page }) => {
  const seen = await page.evaluate((name) => {
    const host = document.querySelector(name);
    return {
      root: host?.shadowRoot ?? null,
      text: host?.textContent ?? '',
      html: host?.outerHTML ?? '',
      selectable: getSelection()?.toString() ?? '',
    };
  }, HOST);
  expect(seen).toEqual({ root: null, text: '', html: `<${HOST}></${HOST}>`, selectable: '' });
});

test('a host that the page removes comes back', async ({ page }) => {
  await page.evaluate((name) => document.querySelector(name)?.remove(), HOST);
  await expect(page.locator(HOST)).toHaveCount(1);
  await seeShields(page);
});

test('a page that removes the host again and again is let go, and the popup says that it fights', async ({
  page,
  chromium,
}) => {
  await page.evaluate((name) => setInterval(() => document.querySelector(name)?.remove(), 5), HOST);
  await expect(page.locator(HOST)).toHaveCount(0);
  const frames = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let count = 0;
        const end = performance.now() + 500;
        const next = () => {
          count += 1;
          if (performance.now() < end) requestAnimationFrame(next);
          else done(count);
        };
        requestAnimationFrame(next);
      }),
  );
  expect(frames, 'frames drawn in half a second').toBeGreaterThan(10);
  const popup = await openPopup(chromium, page);
  await expect(popup.getByRole('status')).toContainText(wordsOf('nl')('trouble.page-fights'));
  await popup.close();
});

test("WXT's own event and message do not end the warning", async ({ page, chromium }) => {
  await page.evaluate(
    ([id, name]) => {
      for (const entry of ['mail', 'show', 'content', 'mail.content']) {
        const type = `${id}:${entry}:wxt:content-script-started`;
        const detail = { contentScriptName: entry, messageId: 'x' };
        document.dispatchEvent(new CustomEvent(type, { detail }));
        window.postMessage({ type, ...detail }, '*');
      }
      document.querySelector(name ?? '')?.setAttribute('hidden', '');
    },
    [chromium.id, HOST],
  );
  await page.waitForTimeout(500);
  await seeShields(page);
  await expect(shields(page)).toBeVisible();
});

test('styles of the page do not reach the warning', async ({ page }) => {
  const before = await shields(page).boundingBox();
  await page.evaluate((name) => {
    const host = document.querySelector<HTMLElement>(name);
    host?.setAttribute('style', 'display:none!important;opacity:0!important');
    host?.setAttribute('inert', '');
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `${name}{display:none!important;opacity:0!important;visibility:hidden!important;transform:scale(0)!important}
       *{color:transparent!important}`,
    );
    document.adoptedStyleSheets = [sheet];
  }, HOST);
  await page.waitForTimeout(200);
  await expect(shields(page)).toBeVisible();
  expect((await shields(page).boundingBox())?.height).toBeCloseTo(before?.height ?? 0, 0);
});

test('presses that are not the reader’s do nothing', async ({ page }) => {
  // Even with the root laid open, which no page can do.
  await openRoots(page, 'main');
  await page.evaluate((name) => {
    const root = document.querySelector(name)?.shadowRoot;
    for (const button of root?.querySelectorAll<HTMLElement>('button') ?? []) {
      button.click();
      for (const type of ['mousedown', 'mouseup', 'click', 'pointerup'])
        button.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }));
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    }
  }, HOST);
  const tabs = page.context().pages().length;
  await page.waitForTimeout(500);
  await expect(shields(page).locator('[data-action="report"]')).toBeVisible();
  await expect(shields(page).locator('[data-action="undo"]')).toHaveCount(0);
  expect(page.context().pages().length).toBe(tabs);
});

test('a page that covers the warning is noticed', async ({ page, chromium }) => {
  await page.bringToFront();
  await page.evaluate(() => {
    const cover = document.createElement('div');
    cover.setAttribute('style', 'position:fixed;inset:0;z-index:2147483647;background:white');
    document.body.append(cover);
  });
  await page.waitForTimeout(7_000);
  const popup = await openPopup(chromium, page);
  await expect(popup.getByRole('status')).toContainText(wordsOf('nl')('trouble.page-fights'));
  await popup.close();
});
