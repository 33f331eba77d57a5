import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCanaries } from '@/scripts/lists/build-place';
import { buildSeed } from '@/scripts/lists/build-seed';
import { type Bytes, sha256, toBytes } from '@/utils/feed/bytes';
import { download } from '@/utils/feed/download';
import { FeedError } from '@/utils/feed/error';
import { parseList } from '@/utils/feed/list-form';
import { selfTest } from '@/utils/feed/self-test';
import { withoutPatterns } from '@/utils/feed/switch-off';
import { checkForUpdate, type Trusted } from '@/utils/feed/update';

export interface Verified {
  readonly accepted: boolean;
  /** One line for a person. */
  readonly line: string;
}

export interface VerifyOptions {
  /** Where an install of its own is remembered between calls. */
  readonly state: string | null;
  /** The root that is trusted at first; without one, the first root of the host is. */
  readonly root: string | null;
  readonly now: number;
}

const FILES = ['root', 'timestamp', 'snapshot', 'targets'] as const;

/**
 * What an install would do with a host, by its very code: check the signatures and
 * dates, fetch the list, try it on the canaries. `place`: a folder as `publish`
 * lays it out, or an address.
 */
export async function verify(
  project: string,
  place: string,
  { state, root, now }: VerifyOptions,
): Promise<Verified> {
  const seed = buildSeed(project);
  const get = /^https?:\/\//.test(place) ? fromHost(place) : fromFolder(place);
  const had = (name: string) =>
    state !== null && existsSync(join(state, name)) ? readFileSync(join(state, name), 'utf8') : null;
  const keep = (name: string, text: string | null) => {
    if (state === null || text === null) return;
    mkdirSync(state, { recursive: true });
    writeFileSync(join(state, name), text);
  };
  const listText = had('list.json');
  const list = listText === null ? null : parseList(listText);
  const inUse = list?.revision ?? seed.revision;
  try {
    const trusted: Trusted = {
      root: had('root.json') ?? root ?? (await firstRoot(get)),
      timestamp: had('timestamp.json'),
      snapshot: had('snapshot.json'),
      targets: had('targets.json'),
    };
    const found = await checkForUpdate(
      {
        trusted,
        list:
          list === null || listText === null
            ? null
            : {
                revision: list.revision,
                hash: await sha256(toBytes(listText)),
                text: () => Promise.resolve(listText),
              },
        floor: inUse,
        seedRevision: seed.revision,
      },
      { get, now, rotated: (text) => Promise.resolve(keep('root.json', text)) },
    );
    const { revision, off = [] } = found.target.custom;
    if (found.list) selfTest(withoutPatterns(found.list.list, off), buildCanaries(project));
    for (const file of FILES) keep(`${file}.json`, found.trusted[file]);
    keep('list.json', found.list?.text ?? null);
    const how = found.list
      ? ` (${found.list.by === 'delta' ? 'by its delta' : 'whole'})`
      : ' (in use already)';
    return { accepted: true, line: `accepts revision ${revision}${how}` };
  } catch (error) {
    return { accepted: false, line: `keeps revision ${inUse}: ${reasonOf(project, error)}` };
  }
}

const firstRoot = async (get: Get): Promise<string> =>
  new TextDecoder().decode(await get('metadata/1.root.json', 64 * 1024));

type Get = (path: string, most: number) => Promise<Bytes>;

const fromHost =
  (address: string): Get =>
  (path, most) =>
    download(`${address.replace(/\/+$/, '')}/${path}`, most);

function fromFolder(folder: string): Get {
  return (path, most) => {
    const file = join(folder, path);
    if (!existsSync(file)) return Promise.reject(new FeedError('missing'));
    const bytes = new Uint8Array(readFileSync(file));
    return bytes.length > most ? Promise.reject(new FeedError('too-large')) : Promise.resolve(bytes);
  };
}

/** In the words that a reader gets, with the name for whoever publishes. */
function reasonOf(project: string, error: unknown): string {
  if (!(error instanceof FeedError)) return error instanceof Error ? error.message : String(error);
  const { code, file, cause } = error;
  const words = JSON.parse(readFileSync(join(project, 'assets/locales/en.json'), 'utf8')) as Record<
    string,
    string
  >;
  const detail = [code, file, typeof cause === 'string' ? `“${cause}”` : null].filter(
    (part) => part !== null,
  );
  return `${words[`feed.${code}`] ?? code} [${detail.join(', ')}]`;
}
