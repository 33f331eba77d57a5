import type { Chromium } from '@/tests/support/browsers/chromium';
import type { Firefox } from '@/tests/support/browsers/firefox';

/**
 * "Enable on this site", as far as it goes without a person: the extension asks
 * for the site's permission itself, from one of its own pages, and what follows
 * (registering its script, reading open tabs) is its own doing.
 */

interface Developer {
  addHostPermission(id: string, pattern: string, done: () => void): void;
}

/** Chromium's question is a window that cannot be answered from here; its page of extensions can grant what may be asked for. */
export async function enableInChromium(chromium: Chromium, origin: string): Promise<void> {
  const page = await chromium.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    ([id, pattern]) =>
      new Promise<void>((done) => {
        const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: Developer } })
          .chrome;
        developerPrivate.addHostPermission(id, pattern, done);
      }),
    [chromium.id, `${origin}/*`] as const,
  );
  await page.goto(chromium.page('options.html'));
  const granted = await page.evaluate((pattern) => {
    const { permissions } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser })
      .chrome;
    return permissions.request({ origins: [pattern] });
  }, `${origin}/*`);
  await page.close();
  if (!granted) throw new Error(`Chromium did not grant ${origin}`);
}

/** Firefox is told not to ask (a setting of `launchFirefox`), but takes the question only from a real press. */
export async function enableInFirefox(firefox: Firefox, origin: string): Promise<void> {
  const own = await firefox.newTab();
  await own.goto(firefox.page('options.html'));
  await own.run(
    `(pattern) => {
      const button = document.createElement('button');
      button.id = 'enable';
      button.textContent = pattern;
      button.onclick = () => { globalThis.granted = browser.permissions.request({ origins: [pattern] }); };
      document.body.prepend(button);
    }`,
    `${origin}/*`,
  );
  await own.click(await own.find('#enable'));
  const granted = await own.run<boolean>('() => globalThis.granted');
  await own.close();
  if (!granted) throw new Error(`Firefox did not grant ${origin}`);
}
