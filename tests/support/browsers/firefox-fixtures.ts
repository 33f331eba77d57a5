import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { type Firefox, launchFirefox } from '@/tests/support/browsers/firefox';
import { PICTURES } from '@/tests/support/browsers/output';
import { writeNote } from '@/tests/support/browsers/recorder';
import { type Handle, type Tab, until } from '@/tests/support/browsers/tab';
import { startWeb, type Web } from '@/tests/support/servers/web';
import type { Language } from '@/utils/schema/language';

interface WorkerFixtures {
  web: Web;
  firefox: Firefox;
}

interface TestFixtures {
  tab: Tab;
  /** Saves a picture for people to look at. */
  picture: (name: string, of: Tab) => Promise<void>;
}

/** One Firefox a worker, a tab a test. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  web: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const web = await startWeb();
      await use(web);
      await web.stop();
    },
    { scope: 'worker' },
  ],
  firefox: [
    async ({ web }, use) => {
      const firefox = await launchFirefox({ web });
      await use(firefox);
      writeNote(firefox.note());
      await firefox.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  tab: async ({ firefox }, use) => {
    const tab = await firefox.newTab();
    await tab.viewport(1280, 900);
    await use(tab);
    await tab.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  picture: async ({}, use) => {
    mkdirSync(PICTURES, { recursive: true });
    await use(async (name, of) => {
      await writeFile(join(PICTURES, `${name}.png`), await of.screenshot());
    });
  },
});

export const expect = test.expect;

export interface SeenShield {
  readonly root: Handle;
  readonly family: string;
  readonly level: string;
  readonly text: string;
}

/** The shields of a document, once there are exactly `count`. */
export function shieldsIn(tab: Tab, count: number): Promise<SeenShield[]> {
  return until(
    async () => {
      const roots = await tab.roots('unbluff-shield');
      return Promise.all(
        roots.map(async (root) => {
          const card = await tab.find('[data-family]', root);
          const seen = await tab.run<Omit<SeenShield, 'root'>>(
            '(e) => ({ family: e.dataset.family, level: e.dataset.level, text: e.textContent })',
            card,
          );
          return { root, ...seen };
        }),
      );
    },
    (seen) => seen.length === count,
  );
}

/** A button of the one shield in the document, once it is there. */
export function actionIn(tab: Tab, name: string): Promise<Handle> {
  return until(
    async () => {
      const [shield] = await shieldsIn(tab, 1);
      return shield && tab.find(`[data-action="${name}"]`, shield.root);
    },
    (found) => found !== undefined,
  ) as Promise<Handle>;
}

/** Long enough for a verdict to have come, where none must. */
const QUIET_MS = 1_500;

export async function seeNothing(tab: Tab): Promise<void> {
  await new Promise((next) => setTimeout(next, QUIET_MS));
  expect(await tab.roots('unbluff-shield')).toEqual([]);
}

/** In the extension's own settings, as its page would set it; null leaves it to the browser, which speaks English here. */
export async function chooseLanguage(firefox: Firefox, language: Language | null): Promise<void> {
  const own = await firefox.newTab();
  await own.goto(firefox.page('options.html'));
  await own.run(
    `async (language) => {
      const { ok } = await browser.runtime.sendMessage({ call: 'settings' });
      const settings = { ...ok, language: language === '' ? null : language };
      await browser.runtime.sendMessage({ call: 'set-settings', settings });
    }`,
    language ?? '',
  );
  await own.close();
}
