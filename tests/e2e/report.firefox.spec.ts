import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replicaAt, replicaPage } from '@/tests/sites/pages/replica';
import { actionIn, chooseLanguage, expect, test } from '@/tests/support/browsers/firefox-fixtures';
import { freshBluff, serveReplica } from '@/tests/support/browsers/replica-site';
import { until } from '@/tests/support/browsers/tab';
import { pages } from '@/tests/support/servers/web';

const ORIGINAL =
  'From: reader@example.org\r\nSubject: I have been watching you\r\n\r\nDo not “change” a byte.\r\n';

test('in Gmail the original is saved, byte for byte, and after consent a filled-in compose window opens', async ({
  firefox,
  tab,
  web,
}) => {
  await chooseLanguage(firefox, 'nl');
  const mails = [freshBluff()];
  const url = serveReplica(web, 'gmail', 'single', { mails });
  const shown = replicaPage('gmail', 'single', { mails });
  web.serve('mail.google.com', (asked, response, at) => {
    if (at.searchParams.get('view') === 'att') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(ORIGINAL);
      return;
    }
    pages((where) => (where.searchParams.get('view') === 'cm' ? replicaAt(where) : shown))(
      asked,
      response,
      at,
    );
  });
  await tab.goto(url);
  const before = new Set((await firefox.tabs()).map((one) => one.tab.context));
  const others = new Set(readdirSync(firefox.downloads));
  await tab.click(await actionIn(tab, 'report'));
  // Firefox makes an empty file first.
  const saved = await until(
    async () => {
      const name = readdirSync(firefox.downloads).find((each) => each.endsWith('.eml') && !others.has(each));
      return name === undefined ? '' : readFileSync(join(firefox.downloads, name), 'utf8');
    },
    (text) => text !== '',
  );
  expect(saved).toBe(ORIGINAL);
  const opened = await until(
    async () =>
      (await firefox.tabs()).find((one) => !before.has(one.tab.context) && one.url !== 'about:blank'),
    (one) => one !== undefined,
  );
  if (!opened) throw new Error('no tab was opened');
  if (opened.url.startsWith('moz-extension:'))
    await opened.tab.click(
      await until(
        () => opened.tab.find('button.main'),
        () => true,
      ),
    );
  const address = await until(
    () => opened.tab.run<string>('() => location.href'),
    (href) => href.includes('view=cm'),
  );
  expect(new URL(address).searchParams.get('to')).toBe('verdacht@safeonweb.be');
  await opened.tab.close();
  await chooseLanguage(firefox, null);
});

test('consent that was taken back is asked for again at the next report', async ({ firefox, tab, web }) => {
  const withdraw = async () => {
    const own = await firefox.newTab();
    await own.goto(firefox.page('options.html'));
    await own.run(
      `async () => { await browser.permissions.remove({ data_collection: ['personalCommunications'] }) }`,
    );
    await own.close();
  };
  const opens = async () => {
    const before = new Set((await firefox.tabs()).map((one) => one.tab.context));
    await tab.click(await actionIn(tab, 'report'));
    const opened = await until(
      async () =>
        (await firefox.tabs()).find((one) => !before.has(one.tab.context) && one.url !== 'about:blank'),
      (one) => one !== undefined,
    );
    if (!opened) throw new Error('no tab was opened');
    return opened;
  };
  web.serve('compose.mail.yahoo.com', (_asked, response) => void response.end());
  await tab.goto(serveReplica(web, 'yahoo', 'open', { mails: [freshBluff()] }));
  await withdraw();
  const asking = await opens();
  expect(asking.url).toBe(firefox.page('report.html'));
  const allow = await until(
    () => asking.tab.find('button.main'),
    () => true,
  );
  await asking.tab.click(allow);
  const composing = await until(
    () => asking.tab.run<string>('() => location.href'),
    (href) => href.startsWith('https://compose.mail.yahoo.com/'),
  );
  expect(new URL(composing).searchParams.get('to')).toMatch(/@safeonweb\.be$/);
  await asking.tab.close();
  const straight = await opens();
  expect(straight.url).toContain('https://compose.mail.yahoo.com/');
  await straight.tab.close();
  await withdraw();
  const again = await opens();
  expect(again.url).toBe(firefox.page('report.html'));
  await again.tab.close();
});
