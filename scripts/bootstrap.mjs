/**
 * `node scripts/bootstrap.mjs scripts/X.ts args…` runs a script of the project
 * from any state of the tree, a plain clone included.
 *
 * It promises: the packages of package-lock.json are there, the script runs on
 * the pinned Node where npm has one for this platform, and stdin, stdout, exit
 * code and signals are the script's own. Everything said here goes to stderr,
 * because a script's stdout may be data.
 *
 * Plain JavaScript without dependencies, for Node 20: it runs before anything
 * is installed. "Installed" is judged by content: npm leaves a lock file of what
 * it really installed inside node_modules, and writes it last, so an install
 * that was cut off is not taken for a whole one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = 20;
/** From here on, the tools say that they support Node; older ones work but are not promised. */
const WANTED_NODE = 22;

/** @returns {boolean} true when `installed` (npm's hidden lock) holds what `lock` asks for. */
export function isInstalled(lock, installed) {
  const wanted = lock.packages ?? {};
  const there = installed.packages ?? {};
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = there[path];
    // Packages for other platforms are in the lock and not on the disk.
    if (!found && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (!found || found.version !== entry.version) return false;
  }
  return true;
}

/** @returns {string} one sentence for the person at the keyboard, from what npm printed. */
export function explainFailure(output) {
  if (/EUSAGE|can only install packages when|in sync|Missing: .* from lock file/.test(output)) {
    return 'package.json and package-lock.json do not fit together. Run `npm install` and commit the lock file.';
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i.test(output)) {
    return 'The package registry cannot be reached. Check the network (or the proxy settings of npm) and try again.';
  }
  if (/EACCES|EPERM|EROFS/.test(output))
    return 'The folder node_modules cannot be written. Check its owner and rights.';
  if (/ENOSPC/.test(output)) return 'The disk is full.';
  if (/EINTEGRITY/.test(output))
    return 'A package is not the one that was locked (integrity check). Do not go on; look into it.';
  return 'npm could not install the packages.';
}

/** @returns {string | undefined} the pinned Node that came with the packages, where the platform has one. */
export function pinnedNode(root, platform = process.platform, arch = process.arch) {
  const name = platform === 'win32' ? 'win' : platform;
  const file = join(
    root,
    'node_modules',
    `node-${name}-${arch}`,
    'bin',
    platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(file) ? file : undefined;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** npm as it was called, so that a machine with several npms uses the one the person chose. */
function npm(args) {
  const cli = process.env.npm_execpath;
  const env = { ...process.env, npm_config_loglevel: 'error' };
  const options = { cwd: ROOT, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  if (cli?.endsWith('.js')) return spawnSync(process.execPath, [cli, ...args], options);
  // npm is a .cmd on Windows, which only a shell can start.
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

function install() {
  const lock = readJson(join(ROOT, 'package-lock.json'));
  if (!lock) {
    say('package-lock.json is missing or broken: this is not a whole copy of the project.');
    return false;
  }
  const installed = readJson(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed && isInstalled(lock, installed)) return true;
  say(
    installed
      ? 'Packages changed; installing (about a minute)…'
      : 'First run: installing packages (about a minute)…',
  );
  const started = Date.now();
  const result = npm(['ci', '--no-audit', '--no-fund']);
  if (result.status === 0) {
    say(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
    return true;
  }
  const output = `${result.stdout ?? ''}\n${result.stderr ?? ''}\n${result.error?.message ?? ''}`;
  say(output.trim().split('\n').slice(-15).join('\n'));
  say(result.error?.code === 'ENOENT' ? 'npm was not found. It comes with Node.' : explainFailure(output));
  return false;
}

/** Types and tests read their path aliases from a file that WXT writes. */
function prepare(node) {
  if (existsSync(join(ROOT, '.wxt', 'tsconfig.json'))) return true;
  const result = spawnSync(node, [join(ROOT, 'node_modules/wxt/bin/wxt.mjs'), 'prepare'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (result.status === 0) return true;
  say(`${result.stdout}\n${result.stderr}`.trim());
  say('`wxt prepare` failed.');
  return false;
}

function run(node, args) {
  const tsx = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
  const bin = join(ROOT, 'node_modules', '.bin');
  const child = spawn(node, ['--import', tsx, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(node), bin, process.env.PATH].filter(Boolean).join(delimiter),
      // Not tsconfig.json: that one extends a file which WXT writes.
      TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.paths.json'),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches the child by itself; a second one would mean "at once" to it.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }
  child.on('error', (error) => {
    say(`${node} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

function main() {
  const args = process.argv.slice(2);
  const major = Number(process.versions.node.split('.')[0]);
  if (args.length === 0) {
    say('usage: node scripts/bootstrap.mjs scripts/NAME.ts [arguments]');
    process.exit(2);
  }
  if (major < OLDEST_NODE) {
    say(
      `Node ${process.versions.node} is too old: Node ${OLDEST_NODE} or later is needed (https://nodejs.org).`,
    );
    process.exit(1);
  }
  if (!install()) process.exit(1);
  const node = pinnedNode(ROOT) ?? process.execPath;
  if (node === process.execPath && major < WANTED_NODE) {
    say(
      `Node ${process.versions.node}: no pinned Node for this platform; Node ${WANTED_NODE} or later is recommended.`,
    );
  }
  if (!prepare(node)) process.exit(1);
  run(node, args);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main();
