import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { readMails } from '@/scripts/demo/mails';
import { type Demo, startDemo } from '@/scripts/demo/server';
import { expect, test } from '@/tests/support/browsers/fixtures';

const MAILS = join(import.meta.dirname, '../support/mails');

let demo: Demo;
test.beforeAll(async () => {
  const files = readdirSync(MAILS).filter((name) => name.endsWith('.eml'));
  demo = await startDemo(await readMails(files.map((name) => join(MAILS, name))));
});
test.afterAll(() => demo.close());

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the demo mailbox (${scheme})`, async ({ page, picture }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`${demo.origin}/?_task=mail&_mbox=INBOX`);
    await expect(page.locator('#messagelist tr.message').first()).toBeVisible();
    await page.locator('#messagelist tr.message').first().click();
    await expect(page.frameLocator('#messagecontframe').locator('#messagebody')).toBeVisible();
    const { violations, passes } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    expect(passes.length).toBeGreaterThan(5);
    await picture(`demo-${scheme}`, page);
    await page.emulateMedia({ colorScheme: null });
  });
}
