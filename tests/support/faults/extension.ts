import { rm } from 'node:fs/promises';
import { launchChromium } from '@/tests/support/browsers/chromium';
import { launchFirefox } from '@/tests/support/browsers/firefox';
import { until } from '@/tests/support/browsers/tab';
import type { Driver } from '@/tests/support/faults/driver';
import { buildWithFeed, seedOf } from '@/tests/support/feed/build';
import { startHost } from '@/tests/support/feed/host';
import { later } from '@/tests/support/feed/lists';
import { Repository } from '@/tests/support/feed/repository';
import { startWeb, type Web } from '@/tests/support/servers/web';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { listText } from '@/utils/feed/list-form';
import type { ListState, Replies } from '@/utils/rpc/protocol';

/**
 * The built extension in a real browser, whose background is ended by the browser
 * itself, at any moment of an update: in Chromium its service worker is stopped or
 * its target closed, in Firefox its event page is taken down as when it is idle.
 */
interface Installed {
  ask<T>(call: object): Promise<T>;
  /** Sends without waiting for an answer that may never come. */
  send(call: object): Promise<void>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface Killed {
  readonly killed: number;
  /** Updates that were through all the same, or went through at the next look. */
  readonly whole: number;
  readonly faults: readonly string[];
}

/** @throws when there is no build */
export async function killExtension(browser: Driver['browser'], count: number): Promise<Killed> {
  const target = browser === 'chromium' ? 'chrome-mv3' : 'firefox-mv3';
  const seed = await seedOf(target);
  const repository = await Repository.create(Date.now());
  repository.history = 3;
  await repository.release(seed);
  const host = await startHost(repository.files);
  const { folder } = await buildWithFeed(target, [host.address], repository.root);
  const web = await startWeb();
  const installed = await (browser === 'chromium' ? inChromium(web, folder) : inFirefox(web, folder));
  const hashes = new Set([await hashOf(listText(seed))]);
  let { revision } = seed;
  const release = async (): Promise<void> => {
    const list = later(seed, ++revision);
    hashes.add(await hashOf(listText(list)));
    await repository.release(list);
  };
  const faults: string[] = [];
  let killed = 0;
  let whole = 0;
  let longest = 2_000;
  try {
    await release();
    while (killed < count) {
      const before = await installed.ask<ListState>({ call: 'list' });
      const killMs = Math.random() * longest;
      await installed.send({ call: 'check-lists' });
      await new Promise((done) => setTimeout(done, killMs));
      await installed.kill();
      killed++;
      const { revision: now, text } = await installed.ask<Replies['list-text']>({ call: 'list-text' });
      const at = `kill ${killed} after ${Math.round(killMs)} ms`;
      if (now !== before.revision && now !== revision) faults.push(`${at}: revision ${now}`);
      if (!hashes.has(await hashOf(text))) faults.push(`${at}: the list is not whole`);
      if (now === revision) {
        whole++;
        await release();
      }
      // Every tenth goes through undisturbed, and says how long that takes.
      if (killed % 10 === 0) {
        const started = performance.now();
        await installed.send({ call: 'check-lists' });
        const state = await until(
          () => installed.ask<ListState>({ call: 'list' }),
          ({ isChecking, revision: reached }) => !isChecking && reached === revision,
        );
        longest = performance.now() - started;
        if (state.failure) faults.push(`${at}: then the next good release failed: ${state.failure.code}`);
        await release();
      }
    }
  } finally {
    await installed.close();
    await Promise.all([host.stop(), web.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
  return { killed, whole, faults };
}

const hashOf = (text: string) => sha256(toBytes(text));

interface Extension {
  chrome: { runtime: { sendMessage(call: object): Promise<{ ok: unknown }> } };
}

async function inChromium(web: Web, folder: string): Promise<Installed> {
  const chromium = await launchChromium({ web, folder, language: 'en' });
  const page = await chromium.context.newPage();
  await page.goto(chromium.page('options.html'));
  const session = await chromium.context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  const browser = chromium.context.browser();
  return {
    ask: async <T>(call: object) =>
      (await page.evaluate(
        async (what) => (await (globalThis as unknown as Extension).chrome.runtime.sendMessage(what)).ok,
        call,
      )) as T,
    send: async (call) => {
      await page.evaluate((what) => {
        void (globalThis as unknown as Extension).chrome.runtime.sendMessage(what).catch(() => {});
      }, call);
    },
    async kill() {
      if (!browser || Math.random() < 0.5) await session.send('ServiceWorker.stopAllWorkers');
      else {
        const all = await browser.newBrowserCDPSession();
        const { targetInfos } = await all.send('Target.getTargets');
        for (const { type, targetId, url } of targetInfos)
          if (type === 'service_worker' && url.includes(chromium.id))
            await all.send('Target.closeTarget', { targetId });
        await all.detach();
      }
    },
    close: () => chromium.close(),
  };
}

async function inFirefox(web: Web, folder: string): Promise<Installed> {
  const firefox = await launchFirefox({ web, folder });
  const tab = await firefox.newTab();
  await tab.goto(firefox.page('options.html'));
  return {
    ask: async <T>(call: object) =>
      (await tab.run(`async () => (await browser.runtime.sendMessage(${JSON.stringify(call)})).ok`)) as T,
    send: async (call) => {
      await tab.run(`() => void browser.runtime.sendMessage(${JSON.stringify(call)}).catch(() => {})`);
    },
    kill: () => firefox.endBackground(),
    close: () => firefox.close(),
  };
}
