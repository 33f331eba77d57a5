import { BENIGN, BLUFF, SUMMONS } from '@/tests/sites/pages/mails';
import {
  actionIn,
  chooseLanguage,
  expect,
  seeNothing,
  shieldsIn,
  test,
} from '@/tests/support/browsers/firefox-fixtures';
import { freshBluff, serveReplica } from '@/tests/support/browsers/replica-site';
import { type Tab, until } from '@/tests/support/browsers/tab';
import { wordsOf } from '@/tests/support/words';

const OPEN = [
  ['gmail', 'single'],
  ['outlook', 'pane'],
  ['yahoo', 'open'],
  ['proton', 'open'],
  ['tuta', 'open'],
  ['fastmail', 'open'],
  ['roundcube', 'elastic-show'],
  ['roundcube', 'larry-show'],
] as const;

for (const [site, variant] of OPEN) {
  test(`warns beside the bluff in ${site} (${variant})`, async ({ tab, web, picture }) => {
    await tab.goto(serveReplica(web, site, variant, { mails: [BLUFF] }));
    const [shield] = await shieldsIn(tab, 1);
    expect(shield?.family).toBe('bluff');
    const root = await tab.run<string>('() => String(document.querySelector("unbluff-shield").shadowRoot)');
    expect(root, 'the page cannot see in').toBe('null');
    await picture(`firefox-${site}-${variant}`, tab);
  });

  test(`says nothing about an innocent mail in ${site} (${variant})`, async ({ tab, web }) => {
    await tab.goto(serveReplica(web, site, variant, { mails: [BENIGN] }));
    await seeNothing(tab);
  });
}

for (const language of ['nl', 'fr', 'de', 'en'] as const) {
  test(`speaks ${language} when the reader chose it`, async ({ firefox, tab, web, picture }) => {
    await chooseLanguage(firefox, language);
    await tab.goto(serveReplica(web, 'outlook', 'pane', { mails: [SUMMONS] }));
    const words = wordsOf(language);
    await until(
      () => shieldsIn(tab, 1),
      ([shield]) => shield?.text.includes(words(`verdict.summons.${shield.level}`)) === true,
    );
    await picture(`firefox-shield-${language}`, tab);
    await chooseLanguage(firefox, null);
  });
}

test('a dismissed warning stays folded after a reload, and can be undone', async ({ tab, web }) => {
  const url = serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] });
  await tab.goto(url);
  await press(tab, 'dismiss');
  await actionIn(tab, 'undo');
  await tab.goto('about:blank');
  await tab.goto(url);
  await press(tab, 'undo');
  await actionIn(tab, 'report');
});

test('presses that are not the reader’s, and WXT’s own event, change nothing', async ({
  tab,
  web,
  firefox,
}) => {
  await tab.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  const [shield] = await shieldsIn(tab, 1);
  if (!shield) throw new Error('no shield');
  // BiDi hands the closed root to the page's world, which no page can do by itself.
  await tab.run(
    `(root) => { for (const button of root.querySelectorAll('button')) { button.click();
      button.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true })); } }`,
    shield.root,
  );
  await tab.run(
    `(id) => { for (const entry of ['mail', 'show']) {
      const type = id + ':' + entry + ':wxt:content-script-started';
      document.dispatchEvent(new CustomEvent(type, { detail: { contentScriptName: entry } }));
      window.postMessage({ type, contentScriptName: entry }, '*'); } }`,
    'unbluff@unbluff.example',
  );
  const before = (await firefox.tabs()).length;
  await new Promise((next) => setTimeout(next, 500));
  await actionIn(tab, 'report');
  expect((await firefox.tabs()).length).toBe(before);
});

test('a host that the page removes comes back', async ({ tab, web }) => {
  await tab.goto(serveReplica(web, 'gmail', 'single', { mails: [freshBluff()] }));
  await shieldsIn(tab, 1);
  await tab.run('() => document.querySelector("unbluff-shield").remove()');
  await shieldsIn(tab, 1);
});

async function press(tab: Tab, name: string): Promise<void> {
  await tab.click(await actionIn(tab, name));
}
