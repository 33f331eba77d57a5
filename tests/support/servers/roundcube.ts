/**
 * A real Roundcube with its own mailbox, on loopback: Dovecot, php-fpm, nginx
 * (https, so that a known webmail's name can lead to it) and an SMTP sink.
 *
 * It promises: everything it writes lies in one temporary folder; as root the
 * servers run as www-data; every process that it starts leads a group of its
 * own and is ended with that group; two of them can run side by side.
 *
 * Dovecot numbers the mails in the order of their file names, so that the mail
 * of the n-th file has UID n.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { certificate } from '@/tests/support/servers/certificate';
import {
  type Account,
  dovecot,
  fpm,
  nginx,
  PASSWORD,
  type Ports,
  type RoundcubeSettings,
  roundcube,
} from '@/tests/support/servers/configs';
import { missingPackages } from '@/tests/support/servers/install';
import { freePort, listening } from '@/tests/support/servers/ports';
import { type Sink, startSink } from '@/tests/support/servers/sink';

const START_TIMEOUT_MS = 45_000;
const STOP_TIMEOUT_MS = 4_000;
const POLL_MS = 100;
const FIRST_MAIL_SECONDS = 1_756_700_000;

export interface Roundcube {
  /** https port on 127.0.0.1. */
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly sink: Sink;
  /** File name of each mail, in UID order: `files[0]` has UID 1. */
  readonly files: readonly string[];
  /** What the servers logged, for a test that failed. */
  logs(): string;
  stop(): Promise<void>;
}

export interface RoundcubeOptions extends Partial<RoundcubeSettings> {
  /** Folder of `.eml` files. */
  readonly mails: string;
  /** Its files in this order, where not all of them or not by name. */
  readonly files?: readonly string[];
}

/** @throws when the Debian packages are missing, or when a server does not answer in time. */
export async function startRoundcube(options: RoundcubeOptions): Promise<Roundcube> {
  const missing = missingPackages();
  if (missing.length > 0)
    throw new Error(
      `The real webmail cannot run, packages are missing: ${missing.join(' ')}. See install.ts.`,
    );
  const settings: RoundcubeSettings = {
    skin: options.skin ?? 'elastic',
    language: options.language ?? 'nl_NL',
    sessions: options.sessions ?? 'php',
    htmlEditor: options.htmlEditor ?? false,
  };
  const run = mkdtempSync(join(tmpdir(), 'unbluff-roundcube-'));
  // The servers run as another user and must be able to walk in.
  chmodSync(run, 0o755);
  const account = runAs();
  const ports: Ports = { https: await freePort(), imap: await freePort(), smtp: await freePort() };
  const files =
    options.files ??
    readdirSync(options.mails)
      .filter((name) => name.endsWith('.eml'))
      .sort();
  furnish(run, options.mails, files);
  configure(run, ports, account, settings);
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', `${account.user}:${account.group}`, run]);

  const sink = await startSink(ports.smtp);
  const processes = [
    launch(run, 'dovecot', ['/usr/sbin/dovecot', '-F', '-c', `${run}/dovecot/dovecot.conf`]),
    launch(run, 'fpm', ['/usr/sbin/php-fpm8.2', '--nodaemonize', '--fpm-config', `${run}/fpm/php-fpm.conf`]),
    launch(run, 'nginx', ['/usr/sbin/nginx', '-e', `${run}/log/nginx.log`, '-c', `${run}/nginx/nginx.conf`]),
  ];
  const stop = async () => {
    await Promise.all(processes.map(end));
    await sink.stop();
    rmSync(run, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await Promise.all([ports.imap, ports.https].map((port) => listening(port, START_TIMEOUT_MS)));
    await loginPage(ports.https);
  } catch (cause) {
    const log = logs(run);
    await stop();
    throw new Error(`Roundcube did not start. Its logs:\n${log}`, { cause });
  }
  return { port: ports.https, user: 'alex', password: PASSWORD, sink, files, logs: () => logs(run), stop };
}

function runAs(): Account {
  const user =
    process.getuid?.() === 0 ? 'www-data' : execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const id = (...flags: string[]) => execFileSync('id', [...flags, user], { encoding: 'utf8' }).trim();
  return { user, group: id('-gn'), uid: Number(id('-u')), gid: Number(id('-g')) };
}

function furnish(run: string, mails: string, files: readonly string[]): void {
  const box = join(run, 'mail/alex/Maildir');
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(box, name), { recursive: true });
  files.forEach((file, index) => {
    const target = join(box, 'cur', `${FIRST_MAIL_SECONDS + index}.M${index + 1}P1.tests:2,`);
    copyFileSync(join(mails, file), target);
    const date = /^Date:(.*)$/im.exec(readFileSync(target, 'latin1'))?.[1];
    const time = date ? new Date(date.trim()) : new Date();
    if (!Number.isNaN(time.valueOf())) utimesSync(target, time, time);
  });
}

function configure(run: string, ports: Ports, account: Account, settings: RoundcubeSettings): void {
  for (const name of ['dovecot', 'nginx', 'fpm', 'log', 'rc/config', 'rc/temp', 'rc/logs'])
    mkdirSync(join(run, name), { recursive: true });
  const { key, cert } = certificate();
  writeFileSync(join(run, 'nginx/key.pem'), key, { mode: 0o600 });
  writeFileSync(join(run, 'nginx/cert.pem'), cert);
  writeFileSync(join(run, 'dovecot/dovecot.conf'), dovecot(run, ports.imap, account));
  writeFileSync(join(run, 'nginx/nginx.conf'), nginx(run, ports.https));
  writeFileSync(join(run, 'fpm/php-fpm.conf'), fpm(run));
  writeFileSync(join(run, 'rc/config/config.inc.php'), roundcube(run, ports, settings));
  for (const name of ['defaults.inc.php', 'mimetypes.php'])
    symlinkSync(`/etc/roundcube/${name}`, join(run, 'rc/config', name));
  const schema = '/usr/share/roundcube/SQL/sqlite.initial.sql';
  const database = join(run, 'rc/roundcube.sqlite');
  execFileSync('sqlite3', [database, 'PRAGMA journal_mode=WAL;', `.read ${schema}`], { stdio: 'pipe' });
}

function launch(run: string, name: string, command: string[]): ChildProcess {
  const asOther = ['setpriv', '--reuid=www-data', '--regid=www-data', '--init-groups', '--inh-caps=-all'];
  const [program = '', ...rest] =
    process.getuid?.() === 0 ? [...asOther, '--bounding-set=-all', ...command] : command;
  const out = openSync(join(run, 'log', `${name}.out`), 'w');
  return spawn(program, rest, { cwd: run, detached: true, stdio: ['ignore', out, out] });
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const gone = new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', () => done());
  });
  signal(pid, 'SIGTERM');
  const timer = setTimeout(() => signal(pid, 'SIGKILL'), STOP_TIMEOUT_MS);
  await gone;
  clearTimeout(timer);
}

/** To the whole group that the process leads: workers go with their master. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // Gone already.
  }
}

async function loginPage(port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await get(port)).includes('rcmloginuser')) {
    if (Date.now() > deadline) throw new Error('there is no login page');
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
}

function get(port: number): Promise<string> {
  return new Promise((done) => {
    const asked = request({ host: '127.0.0.1', port, path: '/', rejectUnauthorized: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => done(text));
    });
    asked.on('error', () => done(''));
    asked.end();
  });
}

function logs(run: string): string {
  const files = ['log', 'rc/logs'].flatMap((folder) =>
    readdirSync(join(run, folder)).map((n) => join(run, folder, n)),
  );
  return files.map((file) => `== ${basename(file)}\n${readFileSync(file, 'utf8').slice(-1_500)}`).join('\n');
}
