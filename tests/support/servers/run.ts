/**
 * What the real webmails of the tests share: a temporary folder, a mailbox,
 * Dovecot, nginx (https, so that any name can lead to it) and an SMTP sink.
 *
 * It promises: everything that is written lies in that one folder; as root the
 * servers run as www-data; every process leads a group of its own and is ended
 * with that group; several runs can stand side by side.
 *
 * Dovecot numbers the mails in the order of their file names, so that the mail
 * of the n-th file has UID n.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { certificate } from '@/tests/support/servers/certificate';
import { type Account, dovecot, nginx, PASSWORD, type Ports } from '@/tests/support/servers/configs';
import { missingPackages } from '@/tests/support/servers/install';
import { freePort, listening } from '@/tests/support/servers/ports';
import { type Sink, startSink } from '@/tests/support/servers/sink';

export const START_TIMEOUT_MS = 45_000;
const STOP_TIMEOUT_MS = 4_000;
const POLL_MS = 100;
const FIRST_MAIL_SECONDS = 1_756_700_000;

/** A webmail with one reader, `alex`. */
export interface Webmail {
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

export interface MailboxOptions {
  /** Folder of `.eml` files. */
  readonly mails: string;
  /** Its files in this order, where not all of them or not by name. */
  readonly files?: readonly string[];
  /** Files that lie in the folder of what the reader sent. */
  readonly sent?: readonly string[];
}

/** What one webmail has of its own. */
export interface Software {
  readonly name: string;
  /** The body of nginx's server block. */
  site(run: string): Promise<string> | string;
  /** Writes its own files. */
  configure(run: string, ports: Ports, account: Account): void;
  /** Starts its processes; `begin` takes a name and a command. */
  start(run: string, begin: Begin, ports: Ports): Promise<void> | void;
  /** Where its first page is, and words that stand in it. */
  readonly first: readonly [path: string, words: string];
  /** Folders with logs, besides `log`. */
  readonly logs?: readonly string[];
}

export type Begin = (name: string, command: readonly string[], how?: Launch) => void;

export interface Launch {
  /** Further group of the process, by name, in place of those of its user. */
  readonly group?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** @throws when Debian packages are missing, or when a server does not answer in time. */
export async function startWebmail(software: Software, options: MailboxOptions): Promise<Webmail> {
  const missing = missingPackages();
  if (missing.length > 0)
    throw new Error(
      `The real webmails cannot run, packages are missing: ${missing.join(' ')}. See install.ts.`,
    );
  const run = mkdtempSync(join(tmpdir(), `unbluff-${software.name.toLowerCase()}-`));
  // The servers run as another user and must be able to walk in.
  chmodSync(run, 0o755);
  const account = runAs();
  const ports: Ports = { https: await freePort(), imap: await freePort(), smtp: await freePort() };
  const files = options.files ?? filesIn(options.mails);
  furnish(join(run, 'mail/alex/Maildir'), options.mails, files);
  if (options.sent) furnish(join(run, 'mail/alex/Maildir/.Sent'), options.mails, options.sent);
  await configure(software, run, ports, account);
  if (isRoot()) execFileSync('chown', ['-R', `${account.user}:${account.group}`, run]);

  const sink = await startSink(ports.smtp);
  const processes: ChildProcess[] = [];
  const begin: Begin = (name, command, how) => void processes.push(launch(run, name, command, how));
  const stop = async () => {
    await Promise.all(processes.map(end));
    await sink.stop();
    rmSync(run, { recursive: true, force: true, maxRetries: 5 });
  };
  const log = () => logs(run, software.logs ?? []);
  try {
    begin('dovecot', ['/usr/sbin/dovecot', '-F', '-c', `${run}/dovecot/dovecot.conf`]);
    begin('nginx', ['/usr/sbin/nginx', '-e', `${run}/log/nginx.log`, '-c', `${run}/nginx/nginx.conf`]);
    await software.start(run, begin, ports);
    await Promise.all([ports.imap, ports.https].map((port) => listening(port, START_TIMEOUT_MS)));
    await firstPage(ports.https, software.first);
  } catch (cause) {
    const said = log();
    await stop();
    throw new Error(`${software.name} did not start. Its logs:\n${said}`, { cause });
  }
  return { port: ports.https, user: 'alex', password: PASSWORD, sink, files, logs: log, stop };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function runAs(): Account {
  const user = isRoot() ? 'www-data' : execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const id = (...flags: string[]) => execFileSync('id', [...flags, user], { encoding: 'utf8' }).trim();
  return { user, group: id('-gn'), uid: Number(id('-u')), gid: Number(id('-g')) };
}

function filesIn(mails: string): string[] {
  return readdirSync(mails)
    .filter((name) => name.endsWith('.eml'))
    .sort();
}

function furnish(box: string, mails: string, files: readonly string[]): void {
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(box, name), { recursive: true });
  files.forEach((file, index) => {
    const target = join(box, 'cur', `${FIRST_MAIL_SECONDS + index}.M${index + 1}P1.tests:2,`);
    copyFileSync(join(mails, file), target);
    const date = /^Date:(.*)$/im.exec(readFileSync(target, 'latin1'))?.[1];
    const time = date ? new Date(date.trim()) : new Date();
    if (!Number.isNaN(time.valueOf())) utimesSync(target, time, time);
  });
}

async function configure(software: Software, run: string, ports: Ports, account: Account): Promise<void> {
  for (const name of ['dovecot', 'nginx', 'log']) mkdirSync(join(run, name), { recursive: true });
  const { key, cert } = certificate();
  writeFileSync(join(run, 'nginx/key.pem'), key, { mode: 0o600 });
  writeFileSync(join(run, 'nginx/cert.pem'), cert);
  writeFileSync(join(run, 'dovecot/dovecot.conf'), dovecot(run, ports.imap, account));
  software.configure(run, ports, account);
  writeFileSync(join(run, 'nginx/nginx.conf'), nginx(run, ports.https, await software.site(run)));
}

/** Words to put before a command so that it runs as the servers' user, with no rights of root left. */
function asServer(group: string | undefined): string[] {
  if (!isRoot()) return [];
  const groups = group === undefined ? '--init-groups' : `--groups=${groupId(group)}`;
  return [
    'setpriv',
    '--reuid=www-data',
    '--regid=www-data',
    groups,
    '--inh-caps=-all',
    '--bounding-set=-all',
  ];
}

function groupId(group: string): string {
  const line = readFileSync('/etc/group', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${group}:`));
  const id = line?.split(':')[2];
  if (id === undefined) throw new Error(`no group ${group}`);
  return id;
}

/** Runs a command of the servers' user to its end. */
export function runOnce(run: string, command: readonly string[]): void {
  const [program = '', ...rest] = [...asServer(undefined), ...command];
  execFileSync(program, rest, { cwd: run, stdio: 'pipe' });
}

function launch(
  run: string,
  name: string,
  command: readonly string[],
  { group, env = {} }: Launch = {},
): ChildProcess {
  const [program = '', ...rest] = [...asServer(group), ...command];
  const out = openSync(join(run, 'log', `${name}.out`), 'w');
  return spawn(program, rest, {
    cwd: run,
    detached: true,
    stdio: ['ignore', out, out],
    env: { ...process.env, ...env },
  });
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

async function firstPage(port: number, [path, words]: Software['first']): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await get(port, path)).includes(words)) {
    if (Date.now() > deadline) throw new Error(`no '${words}' at ${path}`);
    await new Promise((next) => setTimeout(next, POLL_MS));
  }
}

function get(port: number, path: string): Promise<string> {
  return new Promise((done) => {
    const asked = request({ host: '127.0.0.1', port, path, rejectUnauthorized: false }, (answer) => {
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

function logs(run: string, more: readonly string[]): string {
  const files = ['log', ...more].flatMap((folder) =>
    existsSync(join(run, folder))
      ? readdirSync(join(run, folder)).map((name) => join(run, folder, name))
      : [],
  );
  return files.map((file) => `== ${basename(file)}\n${readFileSync(file, 'utf8').slice(-1_500)}`).join('\n');
}
