import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from '@/scripts/browsers/install';
import { type DemoMail, readMails } from '@/scripts/demo/mails';
import { type Demo, startDemo } from '@/scripts/demo/server';
import { type Outcome, walkMails } from '@/scripts/demo/walk';
import { build, copyForDemo, DEMO_MATCH, ROOT, runTool } from '@/scripts/support/build';
import { launchWithExtension } from '@/scripts/support/extension';

const USAGE = `npm start                       the demo mailbox, in a browser with the extension
npm start -- FILE.eml…          your own mail files instead
npm start -- --firefox          in Firefox
npm start -- --headless         without a window: a line for each mail, and pictures
npm start -- --pictures FOLDER  where the pictures go (default: pictures)`;

/** npm changes into the project's folder; a file name was meant from where the person stands. */
const here = process.env.INIT_CWD ?? process.cwd();

function readArguments() {
  return parseArgs({
    allowPositionals: true,
    options: {
      firefox: { type: 'boolean', default: false },
      headless: { type: 'boolean', default: false },
      pictures: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' ||
  process.env.DISPLAY !== undefined ||
  process.env.WAYLAND_DISPLAY !== undefined;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function mailFiles(named: readonly string[]): Promise<string[]> {
  if (named.length > 0) return named.map((file) => resolve(here, file));
  const folder = join(ROOT, 'tests/support/mails');
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .map((file) => join(folder, file));
}

function lineOf(outcome: Outcome): string {
  if (!outcome.read) return `${outcome.file.padEnd(30)}  NOT READ by the extension`;
  const family = (outcome.family ?? '-').padEnd(11);
  return `${outcome.file.padEnd(30)}  ${family}  ${outcome.level.padEnd(7)}  ${outcome.reason}`.trimEnd();
}

/** By then the extension has opened its welcome page. */
const WELCOME_MS = 4_000;

/** Resolves when the person presses Ctrl-C. */
const interrupted = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done());
  });

async function showHeadless(
  demo: Demo,
  mails: readonly DemoMail[],
  browser: string,
  pictures: string,
): Promise<boolean> {
  const extension = await copyForDemo(await build('chrome'), 'chrome');
  const live = await launchWithExtension({ browser, extension, headless: true });
  try {
    const outcomes = await walkMails({
      mails,
      origin: demo.origin,
      live,
      pictures,
      onOutcome: (outcome) => say(lineOf(outcome)),
    });
    const shown = outcomes.filter((outcome) => outcome.read).length;
    const warned = outcomes.filter((outcome) => outcome.level !== 'none').length;
    say(`Pictures: ${pictures}`);
    say(`${shown} shown, ${warned} warned`);
    return shown === outcomes.length;
  } finally {
    await live.close();
  }
}

async function showChromium(demo: Demo, browser: string): Promise<void> {
  const extension = await copyForDemo(await build('chrome'), 'chrome');
  const live = await launchWithExtension({ browser, extension, headless: false });
  const closed = new Promise<void>((done) => live.context.once('close', () => done()));
  const page = live.context.pages()[0] ?? (await live.context.newPage());
  // The extension's welcome page opens beside it; the mailbox stays in front.
  const stayInFront = () => void page.bringToFront().catch(() => {});
  live.context.on('page', stayInFront);
  // Later pages are what the person asked for: a mail, a report.
  setTimeout(() => live.context.off('page', stayInFront), WELCOME_MS).unref();
  await page.goto(demo.origin);
  await page.bringToFront();
  say(`The demo mailbox is open: ${demo.origin}. Close the browser or press Ctrl-C to end.`);
  await Promise.race([closed, interrupted()]);
  await live.close();
}

async function showFirefox(demo: Demo, browser: string): Promise<void> {
  const extension = await copyForDemo(await build('firefox'), 'firefox');
  say(`The demo mailbox opens: ${demo.origin}. Close the browser or press Ctrl-C to end.`);
  const ended = new AbortController();
  void interrupted().then(() => ended.abort());
  await runTool(
    'node_modules/web-ext/bin/web-ext.js',
    [
      'run',
      '--source-dir',
      extension,
      '--firefox',
      browser,
      '--start-url',
      demo.origin,
      '--no-config-discovery',
      '--no-reload',
      '--no-input',
    ],
    ended.signal,
  );
}

async function main(): Promise<boolean> {
  const { values, positionals } = readArguments();
  if (values.help) {
    say(USAGE);
    return true;
  }
  const headless = values.headless || !hasDisplay();
  const mails = await readMails(await mailFiles(positionals));
  if (headless && values.firefox)
    say('Without a window the mails are shown in Chromium; Firefox needs a display.');
  const kind = values.firefox && !headless ? 'firefox' : 'chromium';
  const browser = ensureBrowser(kind);
  say(`${kind} ${browser.version ?? ''} at ${browser.path}`);
  say(`Building; the demo's copy of the extension may also read ${DEMO_MATCH}, the build itself may not.`);
  const demo = await startDemo(mails);
  try {
    if (headless) {
      const pictures = resolve(here, values.pictures ?? join(ROOT, 'pictures'));
      return await showHeadless(demo, mails, browser.path, pictures);
    }
    if (kind === 'firefox') await showFirefox(demo, browser.path);
    else await showChromium(demo, browser.path);
    return true;
  } finally {
    await demo.close();
  }
}

main().then(
  (ok) => {
    process.exitCode = ok ? 0 : 1;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
