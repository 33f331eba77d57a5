import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOf } from '@/tests/support/browsers/output';
import { feedMatches } from '@/utils/feed/addresses';
import { parseList } from '@/utils/feed/list-form';
import type { FeedPlace } from '@/utils/schema/feed-state';
import type { PatternList } from '@/utils/schema/list';

/** A copy of a build that gets its lists from these hosts; all but one file of data is the same. */
export async function buildWithFeed(
  target: 'chrome-mv3' | 'firefox-mv3',
  addresses: readonly string[],
  root: string,
): Promise<{ folder: string; place: FeedPlace }> {
  const folder = await mkdtemp(join(tmpdir(), 'unbluff-build-'));
  await cp(buildOf(target), folder, { recursive: true });
  const file = join(folder, 'lists/feed.json');
  const built = JSON.parse(await readFile(file, 'utf8')) as FeedPlace;
  const place = { ...built, addresses: [...addresses], root };
  await writeFile(file, JSON.stringify(place));
  if (target === 'firefox-mv3') await permit(folder, feedMatches(addresses));
  return { folder, place };
}

/** As the build does where it knows its hosts. */
async function permit(folder: string, matches: readonly string[]): Promise<void> {
  const file = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { host_permissions: string[] };
  manifest.host_permissions.push(...matches);
  await writeFile(file, JSON.stringify(manifest));
}

/** The list inside a build. */
export async function seedOf(target: 'chrome-mv3' | 'firefox-mv3'): Promise<PatternList> {
  return parseList(await readFile(join(buildOf(target), 'lists/seed.json'), 'utf8'));
}
