import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { buildOf } from '@/tests/support/browsers/output';
import type { Web } from '@/tests/support/servers/web';

/** Chromium's name of each language that we speak. */
export const LOCALES = { nl: 'nl-BE', fr: 'fr-BE', de: 'de-BE', en: 'en-GB' } as const;
export type TestLanguage = keyof typeof LOCALES;

export interface ChromiumOptions {
  readonly web: Web;
  readonly language?: TestLanguage;
  /** A profile to come back to; without it a new one that is thrown away. */
  readonly profile?: string;
  /** The same browser without the extension, to compare with. */
  readonly bare?: boolean;
  /** Folder of another build than the usual one. */
  readonly folder?: string;
}

export interface Chromium {
  readonly context: BrowserContext;
  /** Empty in a bare browser. */
  readonly id: string;
  /** Own page of the extension, e.g. `popup.html`. */
  page(name: string): string;
  close(): Promise<void>;
}

/** A real Chromium with the built extension; all of the internet is `web`. */
export async function launchChromium({
  web,
  language = 'nl',
  profile,
  bare,
  folder: other,
}: ChromiumOptions): Promise<Chromium> {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'unbluff-chromium-')));
  const locale = LOCALES[language];
  const build = bare ? '' : (other ?? buildOf('chrome-mv3'));
  const extension = bare ? [] : [`--disable-extensions-except=${build}`, `--load-extension=${build}`];
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    ignoreHTTPSErrors: true,
    // Without it the test runner's own default would be taken, and speak over the flags below.
    locale,
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: { width: 1280, height: 900 },
    env: { ...process.env, LANGUAGE: locale.replace('-', '_'), LANG: `${locale.replace('-', '_')}.UTF-8` },
    args: [
      ...extension,
      '--no-sandbox',
      // A tab that the extension opens asks for its page before Playwright's own word on certificates reaches it.
      '--ignore-certificate-errors',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-domain-reliability',
      `--lang=${locale}`,
      `--accept-lang=${locale}`,
      `--host-resolver-rules=MAP *:80 127.0.0.1:${web.plainPort}, MAP * 127.0.0.1:${web.port}, EXCLUDE 127.0.0.1`,
    ],
  });
  let id = '';
  if (!bare) {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
    id = new URL(worker.url()).host;
  }
  return {
    context,
    id,
    page: (name) => `chrome-extension://${id}/${name}`,
    async close() {
      await context.close();
      // The browser's last writes may come after its end is told.
      if (profile === undefined)
        await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
