import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildFolder, type Target } from '@/scripts/support/build';

/** The budget of what every mail page has to load: gzip, in bytes. */
const CONTENT_SCRIPT_MAX = 20_000;
/**
 * What a browser loads once and a page never, without the pattern list, which is
 * a file of its own. Half of it is the engine: it reads disguises, and compiles.
 * 10 kB look for newer lists (signatures, deltas, the test of a new list): a service
 * worker cannot bring in code later, and the smallest library for it weighs 21 kB.
 * The judge of wording is 4 kB, its words stand in the list.
 */
const BACKGROUND_MAX = 75_000;

interface Weighed {
  readonly name: string;
  readonly bytes: number;
  readonly most: number;
}

interface Manifest {
  background?: { service_worker?: string; scripts?: string[] };
}

async function gzipped(file: string): Promise<number> {
  return gzipSync(await readFile(file), { level: 9 }).length;
}

/** The scripts that a file imports statically, itself included: chunks are loaded with it. */
async function withImports(folder: string, file: string, seen: Set<string>): Promise<Set<string>> {
  if (seen.has(file) || !existsSync(join(folder, file))) return seen;
  seen.add(file);
  const code = await readFile(join(folder, file), 'utf8');
  for (const [, path] of code.matchAll(/\b(?:from|import)\s*["']\.?\/([^"']+\.js)["']/g)) {
    if (path !== undefined) await withImports(folder, path, seen);
  }
  return seen;
}

async function weigh(target: Target): Promise<Weighed[]> {
  const folder = buildFolder(target);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const started = [manifest.background?.service_worker ?? [], manifest.background?.scripts ?? []].flat();
  const background = new Set<string>();
  for (const file of started) await withImports(folder, file, background);
  const all: Weighed[] = [];
  let bytes = 0;
  for (const file of background) bytes += await gzipped(join(folder, file));
  all.push({ name: `${target}: background`, bytes, most: BACKGROUND_MAX });
  const scripts = await readdir(join(folder, 'content-scripts'));
  for (const file of scripts.filter((name) => name.endsWith('.js'))) {
    all.push({
      name: `${target}: content-scripts/${file}`,
      bytes: await gzipped(join(folder, 'content-scripts', file)),
      most: CONTENT_SCRIPT_MAX,
    });
  }
  return all;
}

let over = 0;
for (const target of ['chrome', 'firefox'] as const) {
  for (const { name, bytes, most } of await weigh(target)) {
    const fits = bytes <= most;
    if (!fits || bytes === 0) over += 1;
    process.stdout.write(`${fits ? 'ok ' : 'OVER'} ${name.padEnd(36)} ${bytes} of ${most} bytes (gzip)\n`);
  }
}
process.exitCode = over === 0 ? 0 : 1;
