import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Firefox } from '@/tests/support/browsers/firefox';
import { actionIn, chooseLanguage, expect, shieldsIn, test } from '@/tests/support/browsers/firefox-fixtures';
import { ROUNDCUBE_HOST, ROUNDCUBE_URL, showUrl, uidOf } from '@/tests/support/browsers/roundcube-page';
import { type Tab, until } from '@/tests/support/browsers/tab';
import { type Roundcube, startRoundcube } from '@/tests/support/servers/roundcube';
import { originalOf } from '@/tests/support/servers/sink';
import { forwardTo } from '@/tests/support/servers/web';

const MAILS = join(import.meta.dirname, '../support/mails');

for (const [skin, sessions, speaks, address] of [
  ['elastic', 'db', 'nl', 'verdacht@safeonweb.be'],
  ['larry', 'php', 'fr', 'suspect@safeonweb.be'],
] as const) {
  test.describe(`in a real Roundcube (${skin}, sessions in ${sessions})`, () => {
    let roundcube: Roundcube;

    test.beforeAll(async ({ web }) => {
      roundcube = await startRoundcube({
        mails: MAILS,
        skin,
        sessions,
        language: speaks === 'nl' ? 'nl_NL' : 'fr_FR',
      });
      web.serve(ROUNDCUBE_HOST, forwardTo(roundcube.port));
    });
    test.beforeAll(({ firefox }) => chooseLanguage(firefox, speaks));
    test.afterAll(async ({ firefox }) => {
      await chooseLanguage(firefox, null);
      await roundcube.stop();
    });
    test.beforeEach(async ({ tab }) => {
      roundcube.sink.clear();
      await login(tab, roundcube);
    });

    test('the bluff in the preview is warned about', async ({ tab, picture }) => {
      const uid = uidOf(roundcube, '01-bluff-nl.eml');
      await tab.click(
        await tab.find(`#rcmrow${Buffer.from(String(uid)).toString('base64').replace(/=+$/, '')} td.subject`),
      );
      const frame = await until(
        async () => (await tab.frames()).find(({ url }) => url.includes(`_uid=${uid}&`))?.frame,
        (found) => found !== undefined,
      );
      const [shield] = await shieldsIn(frame as Tab, 1);
      expect(shield?.family).toBe('bluff');
      await picture(`firefox-roundcube-${skin}-preview`, tab);
    });

    for (const file of ['02-bluff-fr.eml', '07-summons-de.eml']) {
      test(`reports ${file} with the original, once the reader agreed and sends it`, async ({
        tab,
        firefox,
        picture,
      }) => {
        await tab.goto(showUrl(uidOf(roundcube, file)));
        const button = await actionIn(tab, 'report');
        const before = new Set((await firefox.tabs()).map(({ tab: { context } }) => context));
        await tab.click(button);
        const compose = await newTab(firefox, before);
        await agreeIfAsked(compose, picture);
        await until(
          async () => compose.run<string>('() => location.search'),
          (search) => search.includes('_action=compose') && search.includes('_id='),
        );
        await until(
          () => noteState(compose),
          (state) => state === 'attached',
        );
        await picture(`firefox-roundcube-${skin}-compose`, compose);
        expect(roundcube.sink.arrived()).toEqual([]);
        const send = await until(
          () => compose.find(`[onclick*="command('send'"]:not(.disabled):not([disabled])`),
          () => true,
        );
        await compose.click(send);
        const [arrived] = await roundcube.sink.wait(1);
        expect(arrived?.to).toEqual([address]);
        const original = originalOf(arrived?.raw ?? Buffer.alloc(0));
        expect(original?.equals(readFileSync(join(MAILS, file))), 'byte for byte').toBe(true);
        await compose.close();
      });
    }
  });
}

/** A server that has only just started may show the form again. */
const SEND_AGAIN_MS = 6_000;
/** Answers how many mails the list has; logs in where it is asked to, if the form is there. */
const LOG_IN = `(user, password, send) => {
  const name = document.querySelector('#rcmloginuser');
  if (name && send === 1) {
    name.value = user;
    document.querySelector('#rcmloginpwd').value = password;
    document.querySelector('#rcmloginsubmit').click();
  }
  return document.querySelectorAll('#messagelist tr.message').length;
}`;

async function login(tab: Tab, { user, password }: Roundcube): Promise<void> {
  await tab.goto(ROUNDCUBE_URL);
  let sent = Number.NEGATIVE_INFINITY;
  await until(
    () => {
      const isDue = Date.now() - sent > SEND_AGAIN_MS;
      if (isDue) sent = Date.now();
      return tab.run<number>(LOG_IN, user, password, isDue ? 1 : 0);
    },
    (rows) => rows > 0,
    30_000,
  );
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
async function agreeIfAsked(tab: Tab, picture: (name: string, of: Tab) => Promise<void>): Promise<void> {
  const address = await tab.run<string>('() => location.href');
  if (!address.startsWith('moz-extension:')) return;
  const button = await until(
    () => tab.find('button.main'),
    () => true,
  );
  await picture('firefox-consent', tab);
  await tab.click(button);
}

async function noteState(tab: Tab): Promise<string> {
  const [root] = await tab.roots('unbluff-note');
  if (!root) return '';
  return tab.run<string>('(e) => e.dataset.state', await tab.find('[data-state]', root));
}
