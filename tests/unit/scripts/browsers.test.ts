import { describe, expect, it } from 'vitest';
import { findBrowser } from '@/scripts/browsers/find';
import type { Host, RunResult } from '@/scripts/browsers/host';
import { BrowserError, ensureBrowser } from '@/scripts/browsers/install';

interface Machine {
  files: Set<string>;
  versions: Record<string, string>;
  calls: string[];
  host: Host;
}

/** A machine of Debian's make: `apt-get install` puts files there when `apt` says so. */
function machine(
  options: {
    files?: string[];
    versions?: Record<string, string>;
    env?: NodeJS.ProcessEnv;
    uid?: number;
    apt?: Record<string, string>;
    sudo?: boolean;
    platform?: NodeJS.Platform;
  } = {},
): Machine {
  const files = new Set(options.files ?? []);
  const versions: Record<string, string> = { ...options.versions };
  const calls: string[] = [];
  const answer = (command: string, args: readonly string[]): RunResult => {
    if (args[0] === '--version') {
      const output = versions[command];
      return { code: output === undefined ? 1 : 0, output: output ?? 'no' };
    }
    if (args.includes('true')) return { code: options.sudo ? 0 : 1, output: '' };
    if (args.includes('install') && options.apt) {
      for (const [path, version] of Object.entries(options.apt)) {
        files.add(path);
        versions[path] = version;
      }
      return { code: 0, output: '' };
    }
    return { code: args.includes('update') ? 0 : 1, output: '' };
  };
  return {
    files,
    versions,
    calls,
    host: {
      platform: options.platform ?? 'linux',
      env: { PATH: '/usr/bin:/bin', HOME: '/home/somebody', ...options.env },
      uid: options.uid ?? 1000,
      exists: (path) => files.has(path),
      run(command, args) {
        calls.push([command, ...args].join(' '));
        return answer(command, args);
      },
    },
  };
}

const quiet = { say: () => {} };

describe('finding a browser', () => {
  it('takes the one that the variable names, and no other', () => {
    const { host } = machine({
      files: ['/opt/c', '/usr/bin/chromium'],
      versions: { '/opt/c': 'Chromium 150.0.1', '/usr/bin/chromium': 'Chromium 156.0.1' },
      env: { CHROMIUM: '/opt/c' },
    });
    expect(findBrowser(host, 'chromium').found).toEqual({ kind: 'chromium', path: '/opt/c', version: 150 });
    const gone = machine({
      files: ['/usr/bin/chromium'],
      versions: { '/usr/bin/chromium': 'Chromium 156.0.1' },
      env: { CHROMIUM: '/nowhere' },
    });
    expect(findBrowser(gone.host, 'chromium')).toEqual({
      found: undefined,
      refused: ['/nowhere (from CHROMIUM) does not exist'],
    });
  });

  it('passes over a stub that does not start and a version that is too old', () => {
    const { host } = machine({
      files: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
      versions: {
        '/usr/bin/firefox-esr': 'Mozilla Firefox 128.9.0esr',
        '/snap/bin/firefox': 'Mozilla Firefox 145.0',
      },
    });
    const { found, refused } = findBrowser(host, 'firefox');
    expect(found?.path).toBe('/snap/bin/firefox');
    expect(refused).toEqual([
      '/usr/bin/firefox-esr is version 128; 140 or later is needed',
      '/usr/bin/firefox does not start',
    ]);
  });

  it('never takes Chrome under its own brand, which ignores --load-extension', () => {
    const { host } = machine({
      files: ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'],
      versions: { '/usr/bin/google-chrome': 'Google Chrome 156.0.1' },
    });
    expect(findBrowser(host, 'chromium').found).toBeUndefined();
  });

  it('does not start a browser on Windows to ask for its version', () => {
    const { host, calls } = machine({
      platform: 'win32',
      files: ['C:/Programs/Chromium/Application/chrome.exe'],
      env: { PROGRAMFILES: 'C:/Programs' },
    });
    expect(findBrowser(host, 'chromium').found?.version).toBeUndefined();
    expect(calls).toEqual([]);
  });
});

describe('installing a browser', () => {
  it('installs nothing where one is there', () => {
    const { host, calls } = machine({
      files: ['/usr/bin/chromium', '/usr/bin/apt-get'],
      versions: { '/usr/bin/chromium': 'Chromium 156.0.1' },
      uid: 0,
    });
    expect(ensureBrowser('chromium', { host, ...quiet }).path).toBe('/usr/bin/chromium');
    expect(calls).toEqual(['/usr/bin/chromium --version']);
  });

  it('uses apt-get as root, with fonts for the pictures', () => {
    const { host, calls } = machine({
      files: ['/usr/bin/apt-get'],
      uid: 0,
      apt: { '/usr/bin/firefox-esr': 'Mozilla Firefox 153.0esr' },
    });
    expect(ensureBrowser('firefox', { host, ...quiet }).version).toBe(153);
    expect(calls).toContain(
      'apt-get install -y -qq --no-install-recommends firefox-esr fonts-noto-core fonts-noto-color-emoji',
    );
  });

  it('uses sudo only where it asks nothing', () => {
    const apt = { '/usr/bin/chromium': 'Chromium 156.0.1' };
    const files = ['/usr/bin/apt-get', '/usr/bin/sudo'];
    const open = machine({ files, sudo: true, apt });
    expect(ensureBrowser('chromium', { host: open.host, ...quiet }).version).toBe(156);
    expect(open.calls.some((call) => call.startsWith('sudo -n DEBIAN_FRONTEND'))).toBe(true);
    const closed = machine({ files, sudo: false });
    expect(() => ensureBrowser('firefox', { host: closed.host, ...quiet })).toThrow(BrowserError);
    expect(closed.calls).toEqual(['sudo -n true']);
  });

  it('falls back to Playwright when apt-get fails, and says all that was tried', () => {
    const { host, calls } = machine({ files: ['/usr/bin/apt-get'], uid: 0 });
    expect(() => ensureBrowser('chromium', { host, ...quiet })).toThrow(
      /apt-get could not install it; Playwright could not fetch one.*CHROMIUM=/s,
    );
    expect(calls.some((call) => call.includes('playwright/cli.js install --with-deps chromium'))).toBe(true);
  });

  it('tells how to get Firefox where nothing can install it', () => {
    const { host } = machine({ platform: 'darwin' });
    expect(() => ensureBrowser('firefox', { host, ...quiet })).toThrow(/mozilla\.org.*FIREFOX=/s);
  });
});
