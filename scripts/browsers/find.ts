import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { type Host, onPath } from '@/scripts/browsers/host';

export type BrowserKind = 'chromium' | 'firefox';

/** A browser that can run the extension unpacked. */
export interface FoundBrowser {
  readonly kind: BrowserKind;
  readonly path: string;
  /** Major version; `undefined` where asking is not possible (Windows opens a window instead of answering). */
  readonly version: number | undefined;
}

/** As in the manifest (`wxt.config.ts`). */
export const OLDEST: Readonly<Record<BrowserKind, number>> = { chromium: 137, firefox: 140 };

/**
 * Where to look, best first. Chrome under its own brand stands last: from
 * version 137 on it ignores `--load-extension`, so it is not looked for at all;
 * Chromium, Chrome for Testing and Edge still take it.
 */
function chromiumPlaces(host: Host): (string | undefined)[] {
  const home = host.env.HOME ?? host.env.USERPROFILE ?? homedir();
  const local = host.env.LOCALAPPDATA ?? join(home, 'AppData/Local');
  const programs = [host.env.PROGRAMFILES, host.env['PROGRAMFILES(X86)'], local].filter(
    (folder) => folder !== undefined,
  );
  const own = playwrightChromium();
  if (host.platform === 'darwin') {
    const apps = ['/Applications', join(home, 'Applications')];
    return [
      ...apps.map((folder) => join(folder, 'Chromium.app/Contents/MacOS/Chromium')),
      ...apps.map((folder) =>
        join(folder, 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'),
      ),
      own,
      ...apps.map((folder) => join(folder, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge')),
    ];
  }
  if (host.platform === 'win32') {
    return [
      ...programs.map((folder) => join(folder, 'Chromium/Application/chrome.exe')),
      own,
      ...programs.map((folder) => join(folder, 'Microsoft/Edge/Application/msedge.exe')),
    ];
  }
  return [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    onPath(host, 'chromium'),
    onPath(host, 'chromium-browser'),
    onPath(host, 'chrome-for-testing'),
    own,
    onPath(host, 'microsoft-edge'),
  ];
}

/** Playwright's copy, in its own cache; the path is known whether or not it is there. */
function playwrightChromium(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined; // A platform for which Playwright has no build.
  }
}

function firefoxPlaces(host: Host): (string | undefined)[] {
  if (host.platform === 'darwin') {
    const names = ['Firefox', 'Firefox Developer Edition', 'Firefox Nightly'];
    return names.map((name) => `/Applications/${name}.app/Contents/MacOS/firefox`);
  }
  if (host.platform === 'win32') {
    return [host.env.PROGRAMFILES, host.env['PROGRAMFILES(X86)']]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Mozilla Firefox/firefox.exe'));
  }
  return [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    onPath(host, 'firefox-esr'),
    onPath(host, 'firefox'),
    '/snap/bin/firefox',
  ];
}

/** Ubuntu's package of this name is a script that only says "install the snap"; it answers without a version. */
function versionOf(host: Host, path: string): number | undefined | 'unusable' {
  if (host.platform === 'win32') return undefined;
  const { code, output } = host.run(path, ['--version'], { timeoutMs: 20_000 });
  const major = /(\d+)\.\d+/.exec(output)?.[1];
  return code === 0 && major !== undefined ? Number(major) : 'unusable';
}

/** What was looked at and why it will not do, for the message. */
export interface Search {
  readonly found: FoundBrowser | undefined;
  readonly refused: readonly string[];
}

/**
 * The first browser that exists, starts and is new enough. The variable
 * `CHROMIUM` or `FIREFOX` decides alone when it is set: a person who names a
 * browser does not want another one.
 */
export function findBrowser(host: Host, kind: BrowserKind): Search {
  const named = host.env[kind.toUpperCase()];
  const places = named ? [named] : kind === 'chromium' ? chromiumPlaces(host) : firefoxPlaces(host);
  const refused: string[] = [];
  for (const path of new Set(places)) {
    if (path === undefined) continue;
    if (!host.exists(path)) {
      if (named) refused.push(`${path} (from ${kind.toUpperCase()}) does not exist`);
      continue;
    }
    const version = versionOf(host, path);
    if (version === 'unusable') refused.push(`${path} does not start`);
    else if (version !== undefined && version < OLDEST[kind]) {
      refused.push(`${path} is version ${version}; ${OLDEST[kind]} or later is needed`);
    } else return { found: { kind, path, version }, refused };
  }
  return { found: undefined, refused };
}
