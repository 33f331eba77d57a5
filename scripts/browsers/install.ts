import { join } from 'node:path';
import { type BrowserKind, type FoundBrowser, findBrowser, OLDEST } from '@/scripts/browsers/find';
import { type Host, onPath, thisHost } from '@/scripts/browsers/host';

/** No browser, and why, in words for the person at the keyboard. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
  readonly code: 'missing' | 'install-failed';
  constructor(code: 'missing' | 'install-failed', message: string) {
    super(message);
    this.code = code;
  }
}

const INSTALL_TIMEOUT_MS = 15 * 60_000;
const ROOT = join(import.meta.dirname, '../..');

/** Noto has the Latin letters and the emoji of the mails; without it pictures show boxes. */
const APT_PACKAGES: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: ['chromium', 'fonts-noto-core', 'fonts-noto-color-emoji'],
  firefox: ['firefox-esr', 'fonts-noto-core', 'fonts-noto-color-emoji'],
};

/** `apt-get` as we may call it here: as root, through a sudo that asks nothing, or not at all. */
function aptGet(host: Host): readonly string[] | undefined {
  if (host.platform !== 'linux' || onPath(host, 'apt-get') === undefined) return undefined;
  if (host.uid === 0) return ['apt-get'];
  if (onPath(host, 'sudo') === undefined) return undefined;
  const asked = host.run('sudo', ['-n', 'true']);
  return asked.code === 0 ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : undefined;
}

function installWithApt(host: Host, kind: BrowserKind, apt: readonly string[]): boolean {
  const [command = 'apt-get', ...before] = apt;
  const env = { ...host.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { timeoutMs: INSTALL_TIMEOUT_MS, shown: true, env };
  // An old package index asks for files that are gone; a failing update alone is no reason to stop.
  host.run(command, [...before, 'update', '-qq'], options);
  const wanted = ['install', '-y', '-qq', '--no-install-recommends', ...APT_PACKAGES[kind]];
  return host.run(command, [...before, ...wanted], options).code === 0;
}

function installWithPlaywright(host: Host, withLibraries: boolean): boolean {
  const cli = join(ROOT, 'node_modules/playwright/cli.js');
  const options = { timeoutMs: INSTALL_TIMEOUT_MS, shown: true };
  return (
    host.run(
      process.execPath,
      [cli, 'install', ...(withLibraries ? ['--with-deps'] : []), 'chromium'],
      options,
    ).code === 0
  );
}

/** Where a person gets it by hand. */
function advice(host: Host, kind: BrowserKind): string {
  const variable = kind.toUpperCase();
  const where =
    kind === 'firefox'
      ? 'Install Firefox from https://www.mozilla.org/firefox/ or your system (Debian: apt install firefox-esr).'
      : host.platform === 'linux'
        ? 'Install Chromium (Debian, Ubuntu: apt install chromium; Fedora: dnf install chromium).'
        : 'Install Chromium, Chrome for Testing or Edge. Chrome itself no longer loads extensions from a folder.';
  return `${where} Or name one: ${variable}=/path/to/it. Version ${OLDEST[kind]} or later.`;
}

export interface EnsureOptions {
  readonly host?: Host;
  say?(line: string): void;
}

/**
 * A browser of this kind, installed if need be: through apt where that works
 * without a question, else Playwright's own Chromium. For Firefox only a system
 * package or the person can help.
 *
 * @throws BrowserError with what to do.
 */
export function ensureBrowser(kind: BrowserKind, options: EnsureOptions = {}): FoundBrowser {
  const host = options.host ?? thisHost();
  const say = options.say ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const before = findBrowser(host, kind);
  if (before.found) return before.found;
  if (host.env[kind.toUpperCase()]) {
    throw new BrowserError('missing', `${before.refused.join('; ')}.`);
  }
  const tried: string[] = [...before.refused];
  const apt = aptGet(host);
  if (apt) {
    say(`No ${kind} found; installing it with apt-get (a minute or two)…`);
    if (!installWithApt(host, kind, apt)) tried.push('apt-get could not install it');
    const after = findBrowser(host, kind);
    if (after.found) return after.found;
    tried.push(...after.refused);
  }
  if (kind === 'chromium') {
    say('No Chromium found; fetching the one that Playwright offers (about 170 MB)…');
    if (!installWithPlaywright(host, apt !== undefined)) tried.push('Playwright could not fetch one');
    const after = findBrowser(host, kind);
    if (after.found) return after.found;
    tried.push(...after.refused);
  }
  const why = [...new Set(tried)].join('; ');
  throw new BrowserError(
    apt || kind === 'chromium' ? 'install-failed' : 'missing',
    `No usable ${kind}${why && ` (${why})`}. ${advice(host, kind)}`,
  );
}
