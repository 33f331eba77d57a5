import type { Locator, Page } from '@playwright/test';
import { NEWS, TRADE } from '@/tests/sites/telegram/world';
import { openRoots } from '@/tests/support/browsers/closed-root';
import { expect, test } from '@/tests/support/browsers/fixtures';
import { openPopup } from '@/tests/support/browsers/replica-site';
import {
  CLIENTS,
  type Client,
  keptOf,
  openChat,
  seeWhole,
  start,
} from '@/tests/support/browsers/telegram-scenes';
import { chromiumSight } from '@/tests/support/browsers/telegram-sight';
import { FORGET, ORIGIN, serveTelegram } from '@/tests/support/browsers/telegram-site';
import { wordsOf } from '@/tests/support/words';

/** What a reader does with the cover and the line, in both clients: by the very scripts that ship. */

const nl = wordsOf('nl');

async function see(page: Page, css: string): Promise<Locator> {
  const found = page.locator(css);
  await expect
    .poll(async () => {
      await openRoots(page);
      return found.count();
    })
    .toBe(1);
  return found;
}
const COVER = 'unbluff-cover .veil';
const LINE = 'unbluff-line .note';
const shield = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.getAttribute('data-unbluff')));

for (const client of CLIENTS) {
  test.describe(client.title, () => {
    test('the cover says what the chat is, takes the focus, and leads out or in', async ({
      context,
      web,
      picture,
    }) => {
      const { page, sight } = await opened(context, web, client);
      await openChat(sight, client, TRADE);
      const cover = await see(page, COVER);
      await expect(cover.locator('h2')).toHaveText(nl('telegram.is.forged-papers'));
      await expect(cover.locator('h2')).toBeFocused();
      await expect(cover).toContainText(nl('telegram.held'));
      const column = await page
        .locator(client.name === 'k' ? '#column-center' : '#MiddleColumn')
        .boundingBox();
      const over = await page.locator('unbluff-cover').boundingBox();
      expect(over).toEqual(column);
      await cover.locator('[data-action=why]').click();
      await expect(cover.locator('#ub-why [data-finding]').first()).toBeVisible();
      await picture(`telegram-${client.name}-cover`, page);

      await cover.locator('[data-action=leave]').click();
      await shield(page).toBeNull();
      expect(new URL(page.url()).hash).toBe('');
      await expect(page.locator(client.row(TRADE))).toBeVisible();

      await openChat(sight, client, TRADE);
      await (await see(page, COVER)).locator('[data-action=show]').click();
      await shield(page).toBeNull();
      await expect(page.locator('unbluff-cover')).toHaveCount(0);
      await sight.close();
    });

    test('what was loaded of it while it was shown is removed in two presses, exactly', async ({
      context,
      web,
    }) => {
      const { page, sight } = await opened(context, web, client);
      const keptFor = async (peer: string) => (await keptOf(sight, peer)).length;
      await openChat(sight, client, TRADE);
      await (await see(page, COVER)).locator('[data-action=show]').click();
      await seeWhole(sight, client, TRADE);
      await openChat(sight, client, NEWS);
      await seeWhole(sight, client, NEWS);
      const others = await keptFor(NEWS);
      await openChat(sight, client, TRADE);
      const cover = await see(page, COVER);
      await cover.locator('[data-action=ask-remove]').click();
      expect(await keptFor(TRADE)).toBeGreaterThan(0);
      await cover.locator('[data-action=remove]').click();
      await expect(cover).toContainText(nl('telegram.saved.removed'));
      expect((await keptOf(sight, TRADE)).map(({ where }) => where)).toEqual([]);
      // Its app may still be writing: nothing of another chat has gone.
      expect(await keptFor(NEWS)).toBeGreaterThanOrEqual(others);
      await sight.close();
    });

    test('the popup says what the open chat is and how far the protection reaches', async ({
      context,
      web,
      chromium,
      picture,
    }) => {
      const { page, sight } = await opened(context, web, client);
      await openChat(sight, client, TRADE);
      await see(page, COVER);
      const popup = await openPopup(chromium, page);
      await expect(popup.locator('[data-protection]')).toContainText(nl('telegram.popup.whole'));
      await expect(popup.locator('[data-chat]')).toHaveText(nl('telegram.is.forged-papers'));
      await picture(`telegram-${client.name}-popup`, popup);
      await popup.close();
      await sight.close();
    });

    test('one press ends that Telegram saves by itself, and it is asked only once', async ({
      context,
      web,
      picture,
    }) => {
      const { page, sight, url } = await opened(context, web, client);
      const line = await see(page, LINE);
      await expect(line).toContainText(nl('telegram.saves.on'));
      await picture(`telegram-${client.name}-line`, page);
      await line.locator('[data-action=auto-download-off]').click();
      await expect(line).toContainText(nl('telegram.saves.off'), { timeout: 15_000 });
      await expect(line).toContainText(nl(`telegram.saves.still.${client.name}`));
      await line.locator('[data-action=close]').click();
      await expect(page.locator('unbluff-line')).toHaveCount(0);
      await start(sight, url);
      await openChat(sight, client, TRADE);
      await see(page, COVER);
      await expect(page.locator('unbluff-line')).toHaveCount(0);
      await sight.close();
    });
  });
}

async function opened(
  context: Parameters<typeof chromiumSight>[0],
  web: Parameters<typeof serveTelegram>[0],
  client: Client,
) {
  const site = serveTelegram(web);
  const sight = await chromiumSight(context);
  const page = context.pages().at(-1);
  if (!page) throw new Error('no page');
  await sight.goto(`${ORIGIN}/`);
  await sight.run(FORGET);
  const url = site[client.name];
  await start(sight, url);
  return { page, sight, url };
}
