import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, type JsonObject } from '@/tests/support/browsers/bidi';
import { buildOf } from '@/tests/support/browsers/output';
import { type Note, strangers } from '@/tests/support/browsers/recorder';
import { Tab } from '@/tests/support/browsers/tab';
import type { Web } from '@/tests/support/servers/web';

const ID = 'unbluff@unbluff.example';
/** Firefox would give each install another one. */
const UUID = '6b1f2c1e-5f0a-4d7e-9f53-0a1b2c3d4e5f';

export interface Firefox {
  newTab(): Promise<Tab>;
  /** All tabs, also those that the extension opened. */
  tabs(): Promise<{ tab: Tab; url: string }[]>;
  /** Own page of the extension, e.g. `popup.html`. */
  page(name: string): string;
  /** Takes the extension's event page down as Firefox does it when that is idle, whatever it is at. */
  endBackground(): Promise<void>;
  /** Folder into which it saves files. */
  readonly downloads: string;
  note(): Note;
  close(): Promise<void>;
}

export interface FirefoxOptions {
  readonly web: Web;
  readonly dark?: boolean;
  /** Folder of another build than the usual one. */
  readonly folder?: string;
  /** What an administrator set for the extension. */
  readonly managed?: JsonObject;
}

/** A real Firefox with the built extension; all of the internet is `web`. */
export async function launchFirefox({ web, dark, folder, managed }: FirefoxOptions): Promise<Firefox> {
  const downloads = await mkdtemp(join(tmpdir(), 'unbluff-downloads-'));
  const prefs = {
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.alwaysOpenPanel': false,
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${web.port};80=${web.plainPort}`,
    'network.proxy.type': 0,
    'network.trr.mode': 5,
    'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
    // The browser's own question cannot be answered headless; what comes after it can be tested.
    'extensions.webextOptionalPermissionPrompts': false,
    'ui.systemUsesDarkTheme': dark ? 1 : 0,
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
  };
  const policy = { name: ID, description: 'policy', type: 'storage', data: managed };
  const connection = await Connection.launch(
    prefs,
    managed ? { [`.mozilla/managed-storage/${ID}.json`]: JSON.stringify(policy) } : {},
  );
  let watched = 0;
  const foreign: string[] = [];
  connection.listen((method, params) => {
    if (method !== 'network.beforeRequestSent') return;
    watched += 1;
    const asked = (params.request as JsonObject | undefined)?.url;
    if (typeof asked !== 'string' || !/^https?:/.test(asked)) return;
    const initiator = JSON.stringify(params.initiator ?? {});
    if (initiator.includes('moz-extension:')) foreign.push(`moz-extension → ${asked}`);
  });
  await connection.send('session.subscribe', { events: ['network.beforeRequestSent'] });
  await connection.send('webExtension.install', {
    extensionData: { type: 'path', path: folder ?? buildOf('firefox-mv3') },
  });
  return {
    async newTab() {
      const { context } = await connection.send('browsingContext.create', { type: 'tab' });
      return new Tab(connection, String(context));
    },
    async tabs() {
      const { contexts } = await connection.send('browsingContext.getTree', { maxDepth: 0 });
      return (contexts as JsonObject[]).map((one) => ({
        tab: new Tab(connection, String(one.context)),
        url: String(one.url),
      }));
    },
    page: (name) => `moz-extension://${UUID}/${name}`,
    async endBackground() {
      const { contexts } = await connection.send('browsingContext.getTree', {
        'moz:scope': 'chrome',
        maxDepth: 0,
      });
      const [own] = contexts as JsonObject[];
      const { type, exceptionDetails } = await connection.send('script.evaluate', {
        expression: `WebExtensionPolicy.getByID(${JSON.stringify(ID)}).extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })`,
        target: { context: String(own?.context) },
        awaitPromise: true,
      });
      if (type !== 'success') throw new Error(JSON.stringify(exceptionDetails));
    },
    note: () => ({
      browser: 'firefox',
      watched,
      reached: web.asked().length,
      foreign: [...foreign, ...strangers(web)],
    }),
    downloads,
    async close() {
      await connection.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}
