import { TRADE } from '@/tests/sites/telegram/world';
import { expect, test } from '@/tests/support/browsers/firefox-fixtures';
import { type Handle, type Tab, until } from '@/tests/support/browsers/tab';
import { CLIENTS, openChat, start } from '@/tests/support/browsers/telegram-scenes';
import type { Sight } from '@/tests/support/browsers/telegram-sight';
import { FORGET, ORIGIN, serveTelegram } from '@/tests/support/browsers/telegram-site';
import { wordsOf } from '@/tests/support/words';

/** What a reader does with the cover and the line in Firefox, by the very scripts that ship. */

const SHIELD = '() => document.documentElement.getAttribute("data-unbluff")';

for (const client of CLIENTS) {
  test(`${client.title}: the cover says what the chat is and leads out or in; one press ends saving`, async ({
    tab,
    web,
    picture,
  }) => {
    const site = serveTelegram(web);
    const sight = sightOf(tab);
    await tab.viewport(1280, 900);
    await sight.goto(`${ORIGIN}/`);
    await sight.run(FORGET);
    await start(sight, site[client.name]);

    const words = wordsOf(await language(tab));
    const line = await seen(tab, 'unbluff-line', '[role=status]');
    // Its words enter the live region a moment after the region.
    await until(line, (said) => said === words('telegram.saves.on'));
    await press(tab, 'unbluff-line', 'auto-download-off');
    await until(line, (said) => said.includes(words('telegram.saves.off')));
    await press(tab, 'unbluff-line', 'close');

    await openChat(sight, client, TRADE);
    const heading = await seen(tab, 'unbluff-cover', 'h2');
    expect(await heading()).toBe(words('telegram.is.forged-papers'));
    const cover = await seen(tab, 'unbluff-cover', '.veil');
    expect(await cover()).toContain(words('telegram.held'));
    await picture(`firefox-telegram-${client.name}-cover`, tab);
    await press(tab, 'unbluff-cover', 'leave');
    await until(
      () => tab.run<string | null>(SHIELD),
      (shield) => shield === null,
    );
    // A client that does not follow the address is loaded anew.
    await until(
      () => tab.all(client.row(TRADE)),
      (rows) => rows.length === 1,
    );
    await openChat(sight, client, TRADE);
    await press(tab, 'unbluff-cover', 'show');
    await until(
      () => tab.run<string | null>(SHIELD),
      (shield) => shield === null,
    );
  });
}

/** Elements in a closed root of ours, once they are there; gives their text. */
async function seen(tab: Tab, host: string, css: string): Promise<() => Promise<string>> {
  await until(
    () => inside(tab, host, css),
    (found) => found !== undefined,
  );
  return async () => tab.text(await inside(tab, host, css));
}

async function inside(tab: Tab, host: string, css: string): Promise<Handle> {
  const [root] = await tab.roots(host);
  if (!root) throw new Error(`no ${host}`);
  return tab.find(css, root);
}

async function press(tab: Tab, host: string, action: string): Promise<void> {
  const css = `[data-action="${action}"]`;
  await until(
    () => inside(tab, host, css),
    (found) => found !== undefined,
  );
  await tab.click(await inside(tab, host, css));
}

async function language(tab: Tab): Promise<'nl' | 'fr' | 'de' | 'en'> {
  const root = await until(
    () => inside(tab, 'unbluff-line', 'section'),
    (found) => found !== undefined,
  );
  return tab.run<'nl'>('(e) => e.lang', root);
}

function sightOf(tab: Tab): Sight {
  return {
    goto: (url) => tab.goto(url),
    run: <T>(fn: string, ...args: (string | number)[]) => tab.run(fn, ...args) as Promise<T>,
    press: async (css) => tab.click(await tab.find(css)),
    act: (action) => press(tab, 'unbluff-cover', action),
    close: async () => {},
  };
}
