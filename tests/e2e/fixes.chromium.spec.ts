import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLUFF } from '@/tests/sites/pages/mails';
import { type Chromium, launchChromium } from '@/tests/support/browsers/chromium';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { buildOf } from '@/tests/support/browsers/output';
import { openPopup, serveReplica } from '@/tests/support/browsers/replica-site';
import { wordsOf } from '@/tests/support/words';
import { SITE_NAMES } from '@/utils/i18n/site-names';
import type { AnchorFix } from '@/utils/schema/fix';

/** A webmail that gave its parts other names: first what the popup says of it, then a list that knows the new names. */

const LONG = { ...BLUFF, html: BLUFF.html.repeat(3) };
const renamed = (html: string) =>
  html.replaceAll('message-view-body', 'mv2-body').replaceAll('message-from', 'mv2-from');
const FIXES: readonly AnchorFix[] = [
  {
    site: 'yahoo',
    anchor: 'body',
    selectors: ['[data-test-id="mv2-body-content"]', '[data-test-id="mv2-body"]'],
  },
  { site: 'yahoo', anchor: 'sender', selectors: ['[data-test-id="mv2-from"]'] },
  // Neither a selector that could make a page hang nor one of a later build costs those beside it.
  { site: 'yahoo', anchor: 'body', selectors: [':has(div div)'] },
  { site: 'yahoo', anchor: 'of-a-later-build', selectors: ['.x'] },
];

test('the popup says what of a changed webmail is still known, and the page stays as it is', async ({
  page,
  web,
  chromium,
  picture,
}) => {
  const words = wordsOf('nl');
  await page.goto(serveReplica(web, 'yahoo', 'open', { mails: [LONG] }, renamed));
  await seeNothing(page);
  const popup = await openPopup(chromium, page);
  await expect(popup.getByText(words('trouble.page-changed', { site: SITE_NAMES.yahoo }))).toBeVisible();
  await popup.locator('summary', { hasText: words('found.title') }).click();
  for (const [part, is] of [
    ['page', 'true'],
    ['mail', 'true'],
    ['body', 'false'],
    ['sender', 'false'],
  ] as const)
    await expect(popup.locator(`[data-found="${part}"]`)).toHaveAttribute('data-is', is);
  await picture('popup-changed', popup);
  await popup.close();
});

test.describe('with a list that fixes it', () => {
  let folder: string;
  let fixed: Chromium;

  test.beforeAll(async ({ web }) => {
    folder = await mkdtemp(join(tmpdir(), 'unbluff-fixed-'));
    await cp(buildOf('chrome-mv3'), folder, { recursive: true });
    const file = join(folder, 'lists/seed.json');
    const list = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...list, fixes: FIXES }));
    fixed = await launchChromium({ web, folder });
  });
  test.afterAll(async () => {
    await fixed.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('its mails are read again, and its popup has nothing to complain of', async ({ web }) => {
    const page = await fixed.context.newPage();
    await page.goto(serveReplica(web, 'yahoo', 'open', { mails: [LONG] }, renamed));
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff');
    const popup = await openPopup(fixed, page);
    await expect(popup.getByText(wordsOf('nl')('verdict.bluff.warning'))).toBeVisible();
    await expect(popup.locator('[data-found]')).toHaveCount(0);
  });

  test('it is still read where it has not changed', async ({ web }) => {
    const page = await fixed.context.newPage();
    await page.goto(serveReplica(web, 'yahoo', 'open', { mails: [LONG] }));
    await seeShields(page);
  });
});
