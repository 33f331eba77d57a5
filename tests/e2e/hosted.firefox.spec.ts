import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enableInFirefox } from '@/tests/support/browsers/enable';
import type { Firefox } from '@/tests/support/browsers/firefox';
import {
  actionIn,
  chooseLanguage,
  expect,
  seeNothing,
  shieldsIn,
  test,
} from '@/tests/support/browsers/firefox-fixtures';
import { type Tab, until } from '@/tests/support/browsers/tab';
import { startHorde } from '@/tests/support/servers/horde';
import type { Webmail } from '@/tests/support/servers/run';
import { originalOf } from '@/tests/support/servers/sink';
import { startSogo } from '@/tests/support/servers/sogo';
import { forwardTo } from '@/tests/support/servers/web';

/** Real webmails on a host that nobody knows: nothing is read until the reader enables it there. */

const MAILS = join(import.meta.dirname, '../support/mails');
/** In UID order. */
const FILES = ['01-bluff-nl.eml', '06-summons-fr.eml', '18-colleague-thread-nl.eml'];
const [BLUFF = '', SUMMONS = '', INNOCENT = ''] = FILES;
const ADDRESS = 'verdacht@safeonweb.be';

/** Angular and PHP take their time on two busy cores; the extension's part is measured elsewhere. */
test.describe.configure({ timeout: 120_000 });

test.beforeAll(({ firefox }) => chooseLanguage(firefox, 'nl'));
test.afterAll(({ firefox }) => chooseLanguage(firefox, null));

test.describe('in a real SOGo', () => {
  const origin = 'https://sogo.test';
  let sogo: Webmail;

  test.beforeAll(async ({ web }) => {
    sogo = await startSogo({ mails: MAILS, files: FILES });
    web.serve('sogo.test', forwardTo(sogo.port));
  });
  test.afterAll(() => sogo.stop());

  test('nothing is read before it is enabled; after, the original is offered with a filled-in compose window', async ({
    tab,
    firefox,
    picture,
  }) => {
    await loginSogo(tab, origin, sogo);
    const open = (file: string) =>
      press(tab, `.sg-message-list-item[aria-label="${subjectOf(file)}"] button`);
    await open(BLUFF);
    await seeNothing(tab);
    await enableInFirefox(firefox, origin);
    const [shield] = await shieldsIn(tab, 1);
    expect(shield?.family).toBe('bluff');
    await open(INNOCENT);
    await shieldsIn(tab, 0);
    await seeNothing(tab);
    await open(SUMMONS);
    await until(
      () => shieldsIn(tab, 1),
      ([one]) => one?.family === 'summons',
    );
    await picture('firefox-sogo-summons', tab);

    const before = await contexts(firefox);
    await tab.click(await actionIn(tab, 'report'));
    const saved = await until(
      async () => {
        const name = readdirSync(firefox.downloads).find((each) => each.startsWith('CONVOCATION'));
        return name === undefined ? '' : readFileSync(join(firefox.downloads, name), 'latin1');
      },
      (text) => text !== '',
    );
    // SOGo writes line ends its own way, and changes nothing else.
    expect(lines(saved)).toEqual(lines(readFileSync(join(MAILS, SUMMONS), 'latin1')));
    const compose = await newTab(firefox, before);
    await agreeIfAsked(compose);
    await until(
      () => compose.run<string>('() => document.querySelector("md-chip")?.textContent ?? ""'),
      (text) => text.includes(ADDRESS),
    );
    await until(
      () => noteState(compose),
      (state) => state === 'save-first',
    );
    expect(sogo.sink.arrived(), 'nothing is sent without the reader').toEqual([]);
    await compose.close();
  });
});

test.describe('in a real Horde', () => {
  const origin = 'https://horde.test';
  let horde: Webmail;

  test.beforeAll(async ({ web }) => {
    horde = await startHorde({ mails: MAILS, files: FILES });
    web.serve('horde.test', forwardTo(horde.port));
  });
  test.afterAll(() => horde.stop());

  test('the right mails are warned about, and the report carries the original', async ({
    tab,
    firefox,
    picture,
  }) => {
    await enableInFirefox(firefox, origin);
    await loginHorde(tab, origin, horde);
    const open = (file: string) => press(tab, `.vpRow .msgSubject[title="${subjectOf(file)}"]`);
    await open(INNOCENT);
    await seeNothing(tab);
    await open(BLUFF);
    const [shield] = await shieldsIn(tab, 1);
    expect(shield?.family).toBe('bluff');
    await picture('firefox-horde-bluff', tab);

    const before = await contexts(firefox);
    await tab.click(await actionIn(tab, 'report'));
    const compose = await newTab(firefox, before);
    await agreeIfAsked(compose);
    await until(
      () => noteState(compose),
      (state) => state === 'attached',
      20_000,
    );
    expect(horde.sink.arrived(), 'nothing is sent without the reader').toEqual([]);
    await compose.click(await compose.find('#send_button'));
    const [arrived] = await horde.sink.wait(1);
    expect(arrived?.to).toEqual([ADDRESS]);
    const original = originalOf(arrived?.raw ?? Buffer.alloc(0));
    expect(lines(original?.toString('latin1') ?? '')).toEqual(
      lines(readFileSync(join(MAILS, BLUFF), 'latin1')),
    );
    await compose.close();
  });
});

async function loginSogo(tab: Tab, origin: string, { user, password }: Webmail): Promise<void> {
  await tab.goto(`${origin}/SOGo/`);
  await until(
    () => tab.find('input[ng-model="app.creds.username"]'),
    () => true,
  );
  await tab.run(
    `(user, password) => {
      const fill = (model, text) => {
        const field = document.querySelector('input[ng-model="app.creds.' + model + '"]');
        field.value = text;
        for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
      };
      fill('username', user);
      fill('password', password);
      document.querySelector('button[type="submit"]').click();
    }`,
    user,
    password,
  );
  await count(tab, '.sg-message-list-item', FILES.length);
}

async function loginHorde(tab: Tab, origin: string, { user, password }: Webmail): Promise<void> {
  await tab.goto(`${origin}/horde/`);
  await tab.run(
    `(user, password) => {
      document.querySelector('#horde_user').value = user;
      document.querySelector('#horde_pass').value = password;
      document.querySelector('#login-button').click();
    }`,
    user,
    password,
  );
  await count(tab, '.vpRow.DragElt', FILES.length);
}

async function count(tab: Tab, css: string, wanted: number): Promise<void> {
  await until(
    async () => (await tab.all(css)).length,
    (found) => found === wanted,
    20_000,
  );
}

async function press(tab: Tab, css: string): Promise<void> {
  await tab.click(
    await until(
      () => tab.find(css),
      () => true,
    ),
  );
}

/** The webmails show it as it stands in these files. */
function subjectOf(file: string): string {
  return /^Subject: (.*)$/m.exec(readFileSync(join(MAILS, file), 'utf8'))?.[1]?.trim() ?? '';
}

function lines(text: string): string[] {
  return text.trimEnd().split(/\r?\n/);
}

async function contexts(firefox: Firefox): Promise<ReadonlySet<string>> {
  return new Set((await firefox.tabs()).map(({ tab }) => tab.context));
}

async function newTab(firefox: Firefox, before: ReadonlySet<string>): Promise<Tab> {
  const found = await until(
    async () =>
      (await firefox.tabs()).find(({ tab, url }) => !before.has(tab.context) && url !== 'about:blank'),
    (one) => one !== undefined,
  );
  if (!found) throw new Error('no tab was opened');
  return found.tab;
}

/** Firefox asks before the first report; after that the consent is there. */
async function agreeIfAsked(tab: Tab): Promise<void> {
  if (!(await tab.run<string>('() => location.href')).startsWith('moz-extension:')) return;
  await press(tab, 'button.main');
}

async function noteState(tab: Tab): Promise<string> {
  const [root] = await tab.roots('unbluff-note');
  if (!root) return '';
  return tab.run<string>('(e) => e.dataset.state', await tab.find('[data-state]', root));
}
