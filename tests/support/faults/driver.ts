import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { Connection } from '@/tests/support/browsers/bidi';
import { Tab } from '@/tests/support/browsers/tab';
import type { Did, Task } from '@/tests/support/faults/task';
import type { FeedPlace } from '@/utils/schema/feed-state';

/** A browser with the page that keeps the worker. */
export interface Driver {
  readonly browser: 'chromium' | 'firefox';
  run(task: Task): Promise<Did | string>;
  runAll(tasks: readonly Task[]): Promise<(Did | string)[]>;
  harm(what: string, part?: string): Promise<void>;
  stop(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = import.meta.dirname;

/** What the extension would carry, for the page to serve. */
export interface Package {
  place: FeedPlace;
  readonly seed: string;
  readonly canaries: unknown;
}

export async function startDriver(browser: Driver['browser'], carried: Package): Promise<Driver> {
  const [page, worker] = [await bundle('page'), await bundle('worker')];
  const files: Record<string, () => [type: string, body: string]> = {
    '/': () => [
      'text/html',
      '<!doctype html><title>faults</title><script type="module" src="/page.js"></script>',
    ],
    '/page.js': () => ['text/javascript', page],
    '/worker.js': () => ['text/javascript', worker],
    '/packaged/lists/feed.json': () => ['application/json', JSON.stringify(carried.place)],
    '/packaged/lists/seed.json': () => ['application/json', carried.seed],
    '/packaged/lists/canaries.json': () => ['application/json', JSON.stringify(carried.canaries)],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? '']?.() ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { call, close } = await (browser === 'chromium' ? inChromium(address) : inFirefox(address));
  return {
    browser,
    run: (task) => call(`faults.run(${JSON.stringify(task)})`) as Promise<Did>,
    runAll: (tasks) => call(`faults.runAll(${JSON.stringify(tasks)})`) as Promise<Did[]>,
    harm: async (what, part) => {
      await call(`faults.harm.${what}(${JSON.stringify(part ?? '')})`);
    },
    async stop() {
      await close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Opened {
  call(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

async function inChromium(address: string): Promise<Opened> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction('globalThis.faults');
  return { call: (expression) => page.evaluate(expression), close: () => browser.close() };
}

async function inFirefox(address: string): Promise<Opened> {
  const connection = await Connection.launch({ 'network.proxy.type': 0 });
  const { context } = await connection.send('browsingContext.create', { type: 'tab' });
  const tab = new Tab(connection, String(context));
  await tab.goto(address);
  return { call: (expression) => tab.run(`() => ${expression}`), close: () => connection.close() };
}

/** The code of the background itself; only the extension's API is another. */
async function bundle(name: 'page' | 'worker'): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: FOLDER,
    resolve: {
      alias: [
        { find: 'wxt/browser', replacement: join(FOLDER, 'browser.ts') },
        { find: '@', replacement: ROOT },
      ],
    },
    build: { write: false, minify: false, lib: { entry: join(FOLDER, `${name}.ts`), formats: ['es'] } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (!chunk) throw new Error(`${name} was not built`);
  return chunk.code;
}
