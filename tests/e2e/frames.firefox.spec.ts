import { BENIGN, BLUFF } from '@/tests/sites/pages/mails';
import { expect, seeNothing, shieldsIn, test } from '@/tests/support/browsers/firefox-fixtures';
import { serveFramed } from '@/tests/support/browsers/framed-site';
import { type Handle, type Tab, until } from '@/tests/support/browsers/tab';

/** Webmails whose bodies stand in frames of another origin than their lists and heads. */

async function frameAt(tab: Tab, host: string): Promise<Tab> {
  const found = await until(
    async () => (await tab.frames()).find(({ url }) => URL.canParse(url) && new URL(url).hostname === host),
    (one) => one !== undefined,
  );
  if (!found) throw new Error(`no frame of ${host}`);
  return found.frame;
}

async function openInGmx(tab: Tab, id: number): Promise<Tab> {
  const app = await frameAt(tab, 'webmailer.gmx.net');
  await until(
    () =>
      app.run<boolean>(
        `(id) => { const list = document.querySelector('mail-list-container')?.shadowRoot?.querySelector('list-mail-list')?.shadowRoot;
          const row = list?.getElementById('id' + id); row?.firstElementChild.click(); return row !== undefined && row !== null; }`,
        id,
      ),
    (clicked) => clicked,
  );
  return frameAt(tab, 'gmxnet.mailbody-ui.de');
}

async function showAllReasons(frame: Tab, root: Handle): Promise<void> {
  const details = await frame.find('details:has(.why)', root);
  await frame.run('(e) => { e.open = true; }', details);
  const [more] = await frame.all('details:has(.why) button.quiet', root);
  if (more) await frame.click(more);
}

test('warns before the body of the bluff in GMX', async ({ tab, web, picture }) => {
  await tab.goto(serveFramed(web, 'gmx', [BLUFF, BENIGN]));
  const body = await openInGmx(tab, BLUFF.id);
  const [shield] = await shieldsIn(body, 1);
  expect(shield?.family).toBe('bluff');
  const next = await body.run<string>(
    '() => document.querySelector("unbluff-shield").nextElementSibling.localName',
  );
  expect(next, 'it stands outside of what the sender wrote').toBe('body');
  await picture('firefox-gmx', tab);
});

test('says nothing about an innocent mail in GMX', async ({ tab, web }) => {
  await tab.goto(serveFramed(web, 'gmx', [BLUFF, BENIGN]));
  await seeNothing(await openInGmx(tab, BENIGN.id));
});

test('warns before the body in iCloud, and counts that it came from the reader’s own address', async ({
  tab,
  web,
}) => {
  await tab.goto(serveFramed(web, 'icloud', [BLUFF]));
  const body = await frameAt(tab, 'www-mail.icloud-sandbox.com');
  // The sender stands in the frame of the app only; a shield that came before it is drawn anew.
  const [shield] = await until(
    async () => {
      const [one] = await shieldsIn(body, 1);
      if (one) await showAllReasons(body, one.root);
      return shieldsIn(body, 1);
    },
    ([one]) => one?.text.includes(BLUFF.from.address) === true,
  );
  expect(shield?.family).toBe('bluff');
});

test('says nothing about an innocent mail in iCloud', async ({ tab, web }) => {
  await tab.goto(serveFramed(web, 'icloud', [BENIGN]));
  await seeNothing(await frameAt(tab, 'www-mail.icloud-sandbox.com'));
});
