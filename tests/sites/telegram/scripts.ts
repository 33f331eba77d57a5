/** The replicas' scripts, bundled like the apps' own: a page, a worker and a service worker each. */
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');

/** By the path under which the page asks for it. */
const ENTRIES = {
  '/k/page-replica.js': ['k/page.ts', 'es'],
  '/k/index.worker-replica.js': ['k/worker.ts', 'es'],
  '/k/sw-replica.js': ['k/service.ts', 'iife'],
  '/a/page-replica.js': ['a/page.ts', 'es'],
  '/a/worker-replica.js': ['a/worker.ts', 'es'],
  '/a/sw-replica.js': ['a/service.ts', 'iife'],
} as const;

let made: Promise<ReadonlyMap<string, string>> | undefined;

/** Bundled once a run. */
export function replicaScripts(): Promise<ReadonlyMap<string, string>> {
  made ??= Promise.all(
    Object.entries(ENTRIES).map(
      async ([path, [file, format]]) => [path, await bundle(file, format)] as const,
    ),
  ).then((all) => new Map(all));
  return made;
}

async function bundle(file: string, format: 'es' | 'iife'): Promise<string> {
  const out = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': ROOT } },
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: join(ROOT, 'tests/sites/telegram', file),
        formats: [format],
        name: 'replica',
        fileName: 'replica',
      },
    },
  });
  const outputs = (Array.isArray(out) ? out : [out]) as { output: { type: string; code?: string }[] }[];
  const code = outputs[0]?.output.find(({ type }) => type === 'chunk')?.code;
  if (code === undefined) throw new Error(`${file} was not bundled`);
  return code;
}
