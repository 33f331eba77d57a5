/**
 * A WebDriver BiDi client for a real Firefox, as small as the tests need.
 * Playwright drives only its own build of Firefox, which loads no extensions;
 * Debian has no driver program; the protocol itself is a WebSocket with JSON.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };
export type JsonObject = { [key: string]: Json | undefined };
type Prefs = Record<string, string | number | boolean>;

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const COMMAND_TIMEOUT_MS = 30_000;

/** Nothing of Firefox's own may ask the network or open windows. */
const QUIET: Prefs = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.topsites.contile.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'remote.active-protocols': 1,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
};

export class BidiError extends Error {
  override readonly name = 'BidiError';
}

interface Waiting {
  done(result: JsonObject): void;
  failed(error: Error): void;
}

/** One running Firefox and the connection to it. */
export class Connection {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Set<(method: string, params: JsonObject) => void>();
  #last = 0;

  private constructor(process: ChildProcess, profile: string, socket: WebSocket) {
    this.#process = process;
    this.#profile = profile;
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#hear(String(event.data)));
    socket.addEventListener('close', () => {
      for (const { failed } of this.#waiting.values()) failed(new BidiError('Firefox has gone away'));
      this.#waiting.clear();
    });
  }

  /** `home`: what lies in the home folder of whoever runs it, by path. */
  static async launch(prefs: Prefs, home: Readonly<Record<string, string>> = {}): Promise<Connection> {
    const profile = await mkdtemp(join(tmpdir(), 'unbluff-firefox-'));
    const lines = Object.entries({ ...QUIET, ...prefs }).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    for (const [path, text] of Object.entries(home)) {
      await mkdir(dirname(join(profile, path)), { recursive: true });
      await writeFile(join(profile, path), text);
    }
    // System access: pages of the extension cannot be driven without it.
    const flags = ['--headless', '--no-remote', '--remote-debugging-port=0', '--remote-allow-system-access'];
    const child = spawn(
      process.env.FIREFOX ?? '/usr/bin/firefox-esr',
      [...flags, '--profile', profile, 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1', HOME: profile },
      },
    );
    const socket = new WebSocket(`${await address(child)}/session`);
    await new Promise<void>((done, failed) => {
      socket.onopen = () => done();
      socket.onerror = () => failed(new BidiError('no connection to Firefox'));
    });
    const connection = new Connection(child, profile, socket);
    await connection.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    return connection;
  }

  /** @throws BidiError with Firefox's own words. */
  send(method: string, params: JsonObject = {}): Promise<JsonObject> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((done, failed) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        failed(new BidiError(`${method} did not answer`));
      }, COMMAND_TIMEOUT_MS);
      this.#waiting.set(id, {
        done: (result) => {
          clearTimeout(timer);
          done(result);
        },
        failed: (error) => {
          clearTimeout(timer);
          failed(error);
        },
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  listen(listener: (method: string, params: JsonObject) => void): void {
    this.#listeners.add(listener);
  }

  async close(): Promise<void> {
    await this.send('browser.close').catch(() => undefined);
    if (this.#process.exitCode === null)
      await new Promise<void>((done) => {
        const timer = setTimeout(() => this.#process.kill('SIGKILL'), STOP_TIMEOUT_MS);
        this.#process.once('exit', () => {
          clearTimeout(timer);
          done();
        });
      });
    this.#socket.close();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  #hear(text: string): void {
    const heard = JSON.parse(text) as JsonObject;
    if (heard.type === 'event') {
      for (const listener of this.#listeners) listener(String(heard.method), heard.params as JsonObject);
      return;
    }
    const waiting = this.#waiting.get(Number(heard.id));
    this.#waiting.delete(Number(heard.id));
    if (heard.type === 'success') waiting?.done(heard.result as JsonObject);
    else waiting?.failed(new BidiError(`${String(heard.error)}: ${String(heard.message)}`));
  }
}

function address(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let said = '';
    const timer = setTimeout(() => failed(new BidiError(`Firefox did not start: ${said}`)), START_TIMEOUT_MS);
    child.stderr?.on('data', (chunk: Buffer) => {
      said += String(chunk);
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
      if (!found) return;
      clearTimeout(timer);
      done(found);
    });
    child.once('error', (cause) => failed(new BidiError('Firefox is not there', { cause })));
    child.once('exit', (code) => failed(new BidiError(`Firefox ended (${code}): ${said}`)));
  });
}
