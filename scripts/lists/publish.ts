import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Repository } from '@/scripts/lists/repository';
import { LIST_TARGET } from '@/utils/schema/release';

/**
 * Lays out what a host serves: plain files, packed forms beside them, and the
 * headers as hosts of static pages read them (`_headers`). The file that all
 * clients ask for first is written last, so that whatever it names is there.
 *
 * Of lists, the newest and the one before stay: a client may be between the two.
 */

const HEADERS = `/*
  Access-Control-Allow-Origin: *
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
/metadata/*
  Content-Type: application/json
  Cache-Control: public, max-age=31536000, immutable
/metadata/timestamp.json
  ! Cache-Control
  Cache-Control: public, max-age=900
/targets/*
  Content-Type: application/json
  Cache-Control: public, max-age=31536000, immutable
`;
/** Asked for at every check ("is there a newer root?"), so it is as small as can be. */
const NOT_FOUND = '\n';
/** Less is not worth a header that says so. */
const MIN_PACKED = 200;
const KEPT_LISTS = 2;

export interface Published {
  readonly files: number;
  readonly bytes: number;
}

/** @throws Error when nothing is signed yet */
export function publish(repository: Repository, out: string): Published {
  const paths = publishedPaths(repository);
  const kept = new Set(['_headers', '404.html']);
  let bytes = 0;
  const put = (path: string, text: string | Buffer) => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
    kept.add(path);
  };
  put('_headers', HEADERS);
  put('404.html', NOT_FOUND);
  for (const path of paths) {
    const text = repository.read(path);
    if (text === null) throw new Error(`${repository.folder}: ${path} is missing`);
    bytes += Buffer.byteLength(text);
    if (text.length >= MIN_PACKED) {
      put(`${path}.gz`, gzipSync(text, { level: 9 }));
      put(`${path}.br`, brotliCompressSync(text));
    }
    put(path, text);
  }
  for (const folder of ['targets', 'metadata']) forgetOthers(out, folder, kept);
  return { files: kept.size, bytes };
}

/** In the order in which they must appear. */
export function publishedPaths(repository: Repository): string[] {
  const { targets, snapshot, timestamp } = {
    targets: repository.newest('targets'),
    snapshot: repository.newest('snapshot'),
    timestamp: repository.newest('timestamp'),
  };
  if (!targets || !snapshot || !timestamp) throw new Error('nothing is signed yet: lists sign');
  const hashes = repository.hashes().slice(-KEPT_LISTS);
  const newest = targets.signed.targets[LIST_TARGET].hashes.sha256;
  const files = repository
    .names('targets')
    .filter((file) => file.startsWith(newest) || hashes.some((hash) => file === `${hash}.${LIST_TARGET}`));
  const metadata = repository.names('metadata').filter((file) => file !== 'timestamp.json');
  return [
    ...files.map((file) => `targets/${file}`),
    ...metadata.map((file) => `metadata/${file}`),
    'metadata/timestamp.json',
  ];
}

function forgetOthers(out: string, folder: string, kept: ReadonlySet<string>): void {
  if (!existsSync(join(out, folder))) return;
  for (const file of readdirSync(join(out, folder))) {
    if (!kept.has(`${folder}/${file}`)) rmSync(join(out, folder, file));
  }
}
