/**
 * Installs from Debian what the real webmails of the tests (Roundcube, SOGo, Horde) need, and only
 * what is missing.
 *
 * It promises: nothing is asked, no service is started (a policy file says so
 * while apt runs and is taken away after), nothing is configured under /etc
 * for us. Where it cannot do its work it throws an error that a person can act
 * on; a test run without a real webmail must not look like a passed one.
 *
 * Run by itself: `npx tsx tests/support/servers/install.ts`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const POLICY = '/usr/sbin/policy-rc.d';
const INSTALL_TIMEOUT_MS = 15 * 60_000;

/** `php8.2-fpm` is named so that `php` is satisfied by it: apt would bring Apache otherwise. */
const PACKAGES = [
  'roundcube-core',
  'roundcube-sqlite3',
  'roundcube-plugins',
  'roundcube-skin-larry',
  'php8.2-fpm',
  'php8.2-cli',
  'php8.2-sqlite3',
  'nginx-light',
  'dovecot-imapd',
  'sqlite3',
  'openssl',
  'ca-certificates',
  'sogo',
  'memcached',
  'postgresql',
  'php-horde-imp',
];

/** The format of dpkg-query, not of JavaScript. */
const PACKAGE_LINE = '$' + '{Package} $' + '{db:Status-Abbrev}\\n';

/** dbconfig-common would make a database under /var/lib; the tests make their own in a temporary folder. */
const ANSWERS = [
  'roundcube-core roundcube/dbconfig-install boolean false',
  'roundcube-core roundcube/database-type select sqlite3',
  'roundcube-core roundcube/reconfigure-webserver multiselect',
  'dovecot-core dovecot-core/create-ssl-cert boolean false',
].join('\n');

export class InstallError extends Error {
  override readonly name = 'InstallError';
}

/** Debian keeps Chromium's languages apart; without them it speaks English whatever it is told. */
const CHROMIUM = 'chromium';
const CHROMIUM_LANGUAGES = 'chromium-l10n';

/** Packages of the real webmails, and of the languages of the tests, that this machine lacks. */
export function missingPackages(): string[] {
  const names = [...PACKAGES, CHROMIUM, CHROMIUM_LANGUAGES];
  const asked = spawnSync('dpkg-query', ['-W', '-f', PACKAGE_LINE, ...names], { encoding: 'utf8' });
  if (asked.error) return [...PACKAGES];
  const there = new Set(
    asked.stdout
      .split('\n')
      .filter((line) => / ii\s*$/.test(line))
      .map((line) => line.split(' ')[0]),
  );
  const wanted = there.has(CHROMIUM) ? [...PACKAGES, CHROMIUM_LANGUAGES] : PACKAGES;
  return wanted.filter((name) => !there.has(name));
}

/**
 * Afterwards all packages are there.
 * @throws InstallError when this is no Debian 12, when there are no rights, or when apt fails.
 */
export function installWebmail(say: (line: string) => void): void {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const why = `The tests on real webmails need these Debian packages: ${missing.join(' ')}.`;
  if (!existsSync('/usr/bin/apt-get'))
    throw new InstallError(`${why} There is no apt here; run the tests on Debian 12 or in its container.`);
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (!/^VERSION_CODENAME=bookworm$/m.test(release))
    throw new InstallError(`${why} Only Debian 12 (bookworm) has them in the versions that the tests know.`);
  const prefix = privilege();
  if (!prefix) throw new InstallError(`${why} Run as root: apt-get install -y ${missing.join(' ')}`);

  say(`installing ${missing.length} Debian packages for the real webmails`);
  const policy = !existsSync(POLICY);
  try {
    if (policy) root(prefix, ['tee', POLICY], '#!/bin/sh\nexit 101\n');
    if (policy) root(prefix, ['chmod', '755', POLICY]);
    root(prefix, ['debconf-set-selections'], `${ANSWERS}\n`);
    const install = ['apt-get', '-o', 'DPkg::Lock::Timeout=600', 'install', '-y', '--no-install-recommends'];
    // The package lists may be old or absent: they are fetched only when the first try fails.
    if (!tryRoot(prefix, [...install, ...missing])) {
      root(prefix, ['apt-get', 'update']);
      root(prefix, [...install, ...missing]);
    }
  } finally {
    if (policy) tryRoot(prefix, ['rm', '-f', POLICY]);
  }
  const still = missingPackages();
  if (still.length > 0)
    throw new InstallError(`${why} After installing these are still missing: ${still.join(' ')}`);
}

/** Words to put before a command that needs root; undefined where there is no way without a password. */
function privilege(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return sudo.status === 0 ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'] : undefined;
}

function run(prefix: string[], command: string[], input?: string) {
  const [program = '', ...rest] = [...prefix, ...command];
  return spawnSync(program, rest, {
    encoding: 'utf8',
    input: input ?? '',
    timeout: INSTALL_TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });
}

function tryRoot(prefix: string[], command: string[]): boolean {
  return run(prefix, command).status === 0;
}

function root(prefix: string[], command: string[], input?: string): void {
  const done = run(prefix, command, input);
  if (done.status === 0) return;
  const last = `${done.stdout ?? ''}\n${done.stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
  throw new InstallError(
    `\`${command.slice(0, 3).join(' ')}\` failed (${done.status ?? done.error?.message}):\n${last}`,
  );
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  installWebmail((line) => process.stderr.write(`${line}\n`));
}
