import { BENIGN, BLUFF } from '@/tests/sites/pages/mails';
import { replicas } from '@/tests/sites/pages/replica';
import { expect, seeNothing, seeShields, shields, test } from '@/tests/support/browsers/fixtures';
import { pages } from '@/tests/support/servers/web';

/** One replica of every kind in which a mail is open, at its real address. */
const OPEN = [
  ['gmail', 'single'],
  ['gmail', 'popout'],
  ['outlook', 'pane'],
  ['outlook', 'deep-link'],
  ['roundcube', 'elastic-show'],
  ['roundcube', 'larry-show'],
  ['roundcube', 'elastic-preview'],
] as const;

function find(site: string, variant: string) {
  const found = replicas.find((each) => each.site === site && each.variant === variant);
  if (!found) throw new Error(`no replica ${site}/${variant}`);
  return found;
}

/** The replica's address; Roundcube's under a host that the extension knows. */
function address(url: string): URL {
  const at = new URL(url);
  if (at.hostname === 'webmail.ovh.example') at.hostname = 'mail.ovh.net';
  return at;
}

for (const [site, variant] of OPEN) {
  test(`warns beside the bluff in ${site} (${variant})`, async ({ page, web }) => {
    const replica = find(site, variant);
    const at = address(replica.url);
    web.serve(
      at.hostname,
      pages(() => replica.html({ mails: [BLUFF], lang: 'nl' })),
    );
    await page.goto(at.href);
    await seeShields(page);
    const card = shields(page);
    await expect(card).toHaveAttribute('data-family', 'bluff');
    await expect(card).toBeVisible();
    expect(await page.evaluate(() => document.querySelector('unbluff-shield')?.shadowRoot)).toBeNull();
  });

  test(`says nothing about an innocent mail in ${site} (${variant})`, async ({ page, web }) => {
    const replica = find(site, variant);
    const at = address(replica.url);
    web.serve(
      at.hostname,
      pages(() => replica.html({ mails: [BENIGN], lang: 'nl' })),
    );
    await page.goto(at.href);
    await seeNothing(page);
  });
}
