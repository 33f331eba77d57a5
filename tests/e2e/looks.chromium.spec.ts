import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openRoots } from '@/tests/support/browsers/closed-root';
import { expect, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { freshBluff, serveReplica } from '@/tests/support/browsers/replica-site';

const ZOOMED = { width: 320, height: 640 };
const WHOLE = { width: 1280, height: 1000 };

async function openBluff(page: Page, web: Parameters<typeof serveReplica>[0]): Promise<void> {
  await page.setViewportSize(WHOLE);
  await page.goto(serveReplica(web, 'outlook', 'pane', { mails: [freshBluff()] }));
  await seeShields(page);
  await expect(shields(page).getByRole('heading', { level: 2 })).not.toBeEmpty();
}

const background = (page: Page) => shields(page).evaluate((card) => getComputedStyle(card).backgroundColor);

test('dark follows the browser', async ({ page, web, picture }) => {
  await openBluff(page, web);
  const light = await background(page);
  await picture('shield-light', shields(page));
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background(page)).not.toBe(light);
  await picture('shield-dark', shields(page));
  await page.emulateMedia({ colorScheme: null });
});

test('forced colours keep every button and every edge', async ({ page, web, picture }) => {
  await openBluff(page, web);
  await page.emulateMedia({ forcedColors: 'active' });
  await picture('shield-forced-colours', shields(page));
  const edges = await shields(page).evaluate((card) => {
    const main = card.querySelector('button.main');
    return [card, main].map((each) => each && Number.parseFloat(getComputedStyle(each).borderTopWidth) > 0);
  });
  expect(edges).toEqual([true, true]);
  await page.emulateMedia({ forcedColors: null });
});

test('nothing moves where less motion is wanted', async ({ page, web }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openBluff(page, web);
  const moving = await shields(page).evaluate(
    (card) => [card, ...card.querySelectorAll('*')].filter((each) => each.getAnimations().length > 0).length,
  );
  expect(moving).toBe(0);
  await page.emulateMedia({ reducedMotion: null });
});

test('at 400 % nothing has to be scrolled sideways', async ({ page, web, picture, chromium }) => {
  await openBluff(page, web);
  await page.setViewportSize(ZOOMED);
  const over = await shields(page).evaluate((card) =>
    [card, ...card.querySelectorAll('*')]
      // Words for screen readers alone stand in a box of one pixel.
      .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
      .map((each) => `${each.localName}.${each.className} ${each.scrollWidth} > ${each.clientWidth}`),
  );
  expect(over).toEqual([]);
  expect((await shields(page).boundingBox())?.width).toBeLessThanOrEqual(ZOOMED.width);
  await picture('shield-400', shields(page));
  for (const name of ['options', 'welcome']) {
    await page.goto(chromium.page(`${name}.html`));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wide, `${name} is too wide by`).toBeLessThanOrEqual(0);
    await picture(`${name}-400`, page);
  }
});

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the shield (${scheme})`, async ({ page, web }) => {
    await openBluff(page, web);
    await page.emulateMedia({ colorScheme: scheme });
    await openAll(page);
    await openRoots(page, 'main');
    const { violations, passes } = await new AxeBuilder({ page }).include('unbluff-shield').analyze();
    expect(violations).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
    await page.emulateMedia({ colorScheme: null });
  });

  for (const name of ['popup', 'options', 'welcome', 'report']) {
    test(`axe finds nothing in ${name} (${scheme})`, async ({ page, chromium, picture }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(chromium.page(`${name}.html`));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const { violations, passes } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);
      expect(passes.length).toBeGreaterThan(5);
      await picture(`${name}-${scheme}`, page);
      await page.emulateMedia({ colorScheme: null });
    });
  }
}

/** Folded parts too. */
async function openAll(page: Page): Promise<void> {
  const folds = shields(page).locator('summary');
  for (let place = 0; place < (await folds.count()); place += 1) await folds.nth(place).click();
}
