import { readFile, rm } from 'node:fs/promises';
import { type Chromium, launchChromium } from '@/tests/support/browsers/chromium';
import { expect, test } from '@/tests/support/browsers/fixtures';
import { buildWithFeed, seedOf } from '@/tests/support/feed/build';
import { type Host, startHost } from '@/tests/support/feed/host';
import { later } from '@/tests/support/feed/lists';
import { Repository } from '@/tests/support/feed/repository';
import { wordsOf } from '@/tests/support/words';
import { listText } from '@/utils/feed/list-form';
import type { ListState } from '@/utils/rpc/protocol';
import type { PatternList } from '@/utils/schema/list';

/** The built extension, a real host, real signatures: from the seed to a newer list, and what the reader is told. */
let repository: Repository;
let host: Host;
let seed: PatternList;
let folder: string;
let browser: Chromium;

test.beforeAll(async ({ web }) => {
  seed = await seedOf('chrome-mv3');
  repository = await Repository.create(Date.now());
  await repository.release(seed);
  host = await startHost(repository.files);
  ({ folder } = await buildWithFeed('chrome-mv3', [host.address], repository.root));
  browser = await launchChromium({ web, folder, language: 'en' });
});

test.afterAll(async () => {
  await browser?.close();
  await host?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

interface Extension {
  chrome: { runtime: { sendMessage(call: object): Promise<{ ok: unknown }> } };
}

async function ask<T>(call: object): Promise<T> {
  const page = await browser.context.newPage();
  await page.goto(browser.page('options.html'));
  const { ok } = await page.evaluate(
    (what) => (globalThis as unknown as Extension).chrome.runtime.sendMessage(what),
    call,
  );
  await page.close();
  return ok as T;
}

test('the reader asks, and a newer list judges', async () => {
  expect(await ask<ListState>({ call: 'list' })).toMatchObject({
    source: 'seed',
    hasFeed: true,
    checked: null,
  });
  await repository.release(later(seed, seed.revision + 1));
  const page = await browser.context.newPage();
  await page.goto(browser.page('options.html'));
  await page.locator('[data-action="check-lists"]').click();
  await expect(page.locator('[data-list]')).toHaveAttribute('data-list', `${seed.revision + 1}`);
  await expect(page.locator('[data-list]')).toHaveAttribute('data-source', 'feed');
  await expect(page.locator('[data-list]')).toContainText('1 new');
  await page.close();
});

test('revision, age, what changed, and why a check failed stand in options and popup', async () => {
  const words = wordsOf('en');
  host.misbehave = (_path, response) => Boolean(response.writeHead(500).end());
  const page = await browser.context.newPage();
  await page.goto(browser.page('options.html'));
  await page.locator('[data-action="check-lists"]').click();
  const news = page.locator('[data-list]');
  await expect(news).toHaveAttribute('data-failure', 'refused');
  await expect(news).toContainText(words('feed.refused'));
  await expect(news).toContainText(words('list.protected'));
  await expect(news).toContainText(`${seed.revision + 1}`);
  await expect(news).toContainText(new Date().getFullYear().toString());
  host.misbehave = null;
  const popup = await browser.context.newPage();
  await popup.goto(browser.page('popup.html'));
  await expect(popup.locator('[data-list]')).toHaveAttribute('data-list', `${seed.revision + 1}`);
  await expect(popup.locator('[data-list]')).toHaveAttribute('data-failure', 'refused');
  await popup.close();
  await page.locator('[data-action="check-lists"]').click();
  await expect(news).toHaveAttribute('data-failure', '');
  await page.close();
});

test('the list in use is saved as a file, byte for byte what was published', async () => {
  const page = await browser.context.newPage();
  await page.goto(browser.page('options.html'));
  const saving = page.waitForEvent('download');
  await page.locator('[data-action="save-list"]').click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe(`unbluff-list-${seed.revision + 1}.json`);
  expect(await readFile(await saved.path(), 'utf8')).toBe(listText(later(seed, seed.revision + 1)));
  await page.close();
});
