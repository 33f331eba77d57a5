import type { BrowserContext, Page } from '@playwright/test';
import { openRoots } from '@/tests/support/browsers/closed-root';
import type { Firefox } from '@/tests/support/browsers/firefox';
import { until } from '@/tests/support/browsers/tab';

/** A tab on Telegram, the same to a test in Chromium and in Firefox. */
export interface Sight {
  goto(url: string): Promise<void>;
  /** What a function of the page's own world gives back. */
  run<T>(fn: string, ...args: (string | number)[]): Promise<T>;
  /** A real click on an element of the page. */
  press(css: string): Promise<void>;
  /** A real click on a button of the cover, once it is there. */
  act(action: string): Promise<void>;
  close(): Promise<void>;
}

const COVER = 'unbluff-cover';

export async function chromiumSight(context: BrowserContext): Promise<Sight & { readonly page: Page }> {
  const page = await context.newPage();
  return {
    page,
    async goto(url) {
      await page.goto(url);
    },
    run: (fn, ...args) => page.evaluate(`(${fn})(...${JSON.stringify(args)})`),
    press: (css) => page.locator(css).click(),
    async act(action) {
      const button = page.locator(`${COVER} [data-action="${action}"]`);
      await until(
        async () => {
          await openRoots(page);
          return button.count();
        },
        (count) => count === 1,
      );
      await button.click();
    },
    close: () => page.close(),
  };
}

export async function firefoxSight(firefox: Firefox): Promise<Sight> {
  const tab = await firefox.newTab();
  await tab.viewport(1280, 900);
  return {
    goto: (url) => tab.goto(url),
    run: <T>(fn: string, ...args: (string | number)[]) => tab.run(fn, ...args) as Promise<T>,
    async press(css) {
      await tab.click(await tab.find(css));
    },
    async act(action) {
      const button = await until(
        async () => {
          const [root] = await tab.roots(COVER);
          return root && (await tab.find(`[data-action="${action}"]`, root));
        },
        (found) => found !== undefined,
      );
      if (button) await tab.click(button);
    },
    close: () => tab.close(),
  };
}
