import { readFileSync } from 'node:fs';
import { BENIGN, BLUFF } from '@/tests/sites/pages/mails';
import { replicaPage } from '@/tests/sites/pages/replica';
import { enableInChromium } from '@/tests/support/browsers/enable';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { freshBluff, serveReplica } from '@/tests/support/browsers/replica-site';
import { pages } from '@/tests/support/servers/web';

/** Software on any host of which there is no real one here, once the reader enabled its address. */

const REPORT = '[data-action="report"]';
const ADDRESS = 'verdacht@safeonweb.be';

for (const site of ['snappymail', 'open-xchange'] as const) {
  test(`reads ${site} where it was enabled, and warns beside the bluff alone`, async ({
    page,
    web,
    chromium,
    picture,
  }) => {
    const url = serveReplica(web, site, 'open', { mails: [BLUFF] });
    await page.goto(url);
    await seeNothing(page);
    await enableInChromium(chromium, new URL(url).origin);
    await seeShields(page);
    await expect(shields(page)).toHaveAttribute('data-family', 'bluff');
    await expect(shields(page)).toBeVisible();
    // Rows of Open-Xchange name their mail; those of SnappyMail do not.
    await expect(page.locator('unbluff-mark')).toHaveCount(site === 'open-xchange' ? 1 : 0);
    await picture(`chromium-${site}`, page);
    serveReplica(web, site, 'open', { mails: [BENIGN] });
    await page.reload();
    await seeNothing(page);
  });
}

test('in SnappyMail the original is taken from the menu of the mail, and a filled-in compose window opens', async ({
  page,
  web,
  chromium,
}) => {
  const original = 'From: reader@example.org\r\nSubject: x\r\n\r\nDo not “change” a byte.\r\n';
  const mails = [freshBluff()];
  const url = serveReplica(web, 'snappymail', 'open', { mails });
  const shown = pages((at) =>
    at.search.startsWith('?mailto')
      ? replicaPage('snappymail', 'compose')
      : replicaPage('snappymail', 'open', { mails }),
  );
  web.serve(new URL(url).hostname, (asked, response, at) => {
    if (at.search.startsWith('?/Raw/')) response.writeHead(200).end(original);
    else shown(asked, response, at);
  });
  await enableInChromium(chromium, new URL(url).origin);
  await page.goto(url);
  await seeShields(page);
  const download = page.waitForEvent('download');
  const opened = page.context().waitForEvent('page');
  await shields(page).locator(REPORT).click();
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(original);
  const compose = await opened;
  await compose.waitForURL(/mailto&to=/);
  expect(new URL(compose.url()).searchParams.get('to')).toContain(`mailto:${ADDRESS}?subject=`);
  await compose.close();
});
