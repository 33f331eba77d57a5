import { FeedError } from '@/utils/feed/error';
import { readPackaged } from '@/utils/feed/packaged';
import { PatternList } from '@/utils/schema/list';

/**
 * The list inside the build: what protects before any other list came, and
 * whenever every other list fails.
 *
 * @throws FeedError
 */
export async function loadSeed(): Promise<PatternList> {
  try {
    return PatternList.parse(await readPackaged('/lists/seed.json'));
  } catch (cause) {
    throw new FeedError('seed-unreadable', null, cause);
  }
}
