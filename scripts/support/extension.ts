import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { chromiumFlags } from '@/scripts/browsers/flags';
import type { TabState } from '@/utils/rpc/protocol';

/** A Chromium with the extension, on a profile that is thrown away. */
export interface LiveExtension {
  readonly context: BrowserContext;
  readonly id: string;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly browser: string;
  readonly extension: string;
  readonly headless: boolean;
}

const WORKER_TIMEOUT_MS = 30_000;

/** Removing a profile may meet the browser's last writes. */
async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Starts Chromium with the unpacked extension and waits until its background runs. */
export async function launchWithExtension(options: LaunchOptions): Promise<LiveExtension> {
  const profile = await mkdtemp(join(tmpdir(), 'unbluff-'));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: options.browser,
      headless: options.headless,
      // With a window the caller ends it in order; Playwright would end our process too.
      handleSIGINT: options.headless,
      handleSIGTERM: options.headless,
      handleSIGHUP: options.headless,
      viewport: options.headless ? { width: 1200, height: 800 } : null,
      // Playwright's own list has --disable-extensions.
      ignoreDefaultArgs: ['--disable-extensions', ...(options.headless ? [] : ['--enable-automation'])],
      args: [
        ...chromiumFlags(),
        `--disable-extensions-except=${options.extension}`,
        `--load-extension=${options.extension}`,
      ],
    });
    const worker =
      context.serviceWorkers()[0] ??
      (await context.waitForEvent('serviceworker', { timeout: WORKER_TIMEOUT_MS }));
    return {
      context,
      id: new URL(worker.url()).host,
      async close() {
        await context.close();
        await removeProfile(profile);
      },
    };
  } catch (error) {
    await removeProfile(profile);
    throw error;
  }
}

/** A page of the extension's own, from which its background can be asked. */
export async function openOwnPage({ context, id }: LiveExtension): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${id}/popup.html`);
  return page;
}

/** The part of `chrome` that is used inside the extension's own page. */
interface OwnChrome {
  tabs: { query(about: object): Promise<{ id?: number; url?: string }[]> };
  runtime: { sendMessage(call: object): Promise<unknown> };
}

/** What the background knows of the tab that shows `url`; `null` while no such tab is there or it does not answer. */
export async function askTab(own: Page, url: string): Promise<TabState | null> {
  const reply = await own.evaluate(async (wanted) => {
    const { chrome } = globalThis as unknown as { chrome: OwnChrome };
    const tab = (await chrome.tabs.query({})).find((entry) => entry.url === wanted);
    if (tab?.id === undefined) return null;
    return await chrome.runtime.sendMessage({ call: 'tab', tab: tab.id }).catch(() => null);
  }, url);
  return (reply as { ok?: TabState } | null)?.ok ?? null;
}
