import { spawn } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export type Target = 'chrome' | 'firefox';

/** Where WXT puts the build. */
export const buildFolder = (target: Target): string => join(ROOT, '.output', `${target}-mv3`);

/** Runs a program of node_modules on this Node; rejects with what it printed when it fails. Ends it, in order, when `signal` does. */
export async function runTool(file: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  signal?.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  let output = '';
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    output += part.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0 && !signal?.aborted) throw new Error(`${file} ${args.join(' ')} failed\n${output}`);
  return output;
}

/** Builds the extension for one browser. Quiet unless it fails. */
export async function build(target: Target): Promise<string> {
  await runTool('node_modules/wxt/bin/wxt.mjs', ['build', '-b', target, '--mv3']);
  return buildFolder(target);
}

/** Any port of this computer: match patterns of Firefox know no ports. */
export const DEMO_MATCH = 'http://127.0.0.1/*';

interface Manifest {
  content_scripts?: { matches: string[] }[];
  host_permissions?: string[];
}

const plus = (list: readonly string[] | undefined): string[] => [...new Set([...(list ?? []), DEMO_MATCH])];

/**
 * A copy of the build that may also read the demo mailbox. The extension does
 * not run on loopback addresses by itself, and should not: so the manifest of
 * the copy names that origin. The code is the very same, byte for byte.
 */
export async function copyForDemo(folder: string, target: Target): Promise<string> {
  const copy = join(ROOT, '.output', `demo-${target}-mv3`);
  await rm(copy, { recursive: true, force: true });
  await cp(folder, copy, { recursive: true });
  const file = join(copy, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  for (const script of manifest.content_scripts ?? []) script.matches = plus(script.matches);
  manifest.host_permissions = plus(manifest.host_permissions);
  await writeFile(file, JSON.stringify(manifest));
  return copy;
}
