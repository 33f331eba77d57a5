import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingAddresses } from '@/utils/feed/addresses';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { listText } from '@/utils/feed/list-form';
import { readMetadata } from '@/utils/feed/metadata';
import { Canaries } from '@/utils/schema/canary';
import type { FeedPlace } from '@/utils/schema/feed-state';
import type { PatternList } from '@/utils/schema/list';

interface Setting {
  /** Addresses of hosts, with spaces or commas between. */
  readonly UNBLUFF_FEED?: string | undefined;
  /** A file: the root whose keys sign. */
  readonly UNBLUFF_FEED_ROOT?: string | undefined;
}

/**
 * The file of a build that says where its lists come from. It is data beside the
 * code, so that two builds with other addresses run the same code, byte for byte.
 *
 * @throws Error on an address that is none, and on one without the other
 */
export async function buildPlace(root: string, seed: PatternList, setting: Setting): Promise<FeedPlace> {
  const addresses = settingAddresses(setting.UNBLUFF_FEED);
  const text = rootText(root, setting.UNBLUFF_FEED_ROOT);
  if (addresses.length > 0 && text === null)
    throw new Error('UNBLUFF_FEED needs UNBLUFF_FEED_ROOT, the file of the root whose keys sign');
  const { revision, made } = seed;
  return { addresses, root: text, seed: { revision, made, hash: await sha256(toBytes(listText(seed))) } };
}

function rootText(folder: string, file: string | undefined): string | null {
  if (file === undefined || file === '') return null;
  const path = join(folder, file);
  const text = readFileSync(existsSync(path) ? path : file, 'utf8');
  return readMetadata('root', text).text;
}

/** What new lists are tried on. @throws when a file is not as it should be */
export function buildCanaries(root: string): Canaries {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(root, 'assets/canaries', `${name}.json`), 'utf8'));
  return Canaries.parse({ alarm: read('alarm'), calm: read('calm') });
}
