import { FeedError } from '@/utils/feed/error';
import { knownList } from '@/utils/feed/list-form';
import { readPackagedText } from '@/utils/feed/packaged';
import type { PatternList } from '@/utils/schema/list';

/**
 * The list inside the build: what protects before any other list came, and
 * whenever every other list fails.
 *
 * @throws FeedError
 */
export async function loadSeed(): Promise<PatternList> {
  try {
    return knownList(await seedText());
  } catch (cause) {
    throw new FeedError('seed-unreadable', null, cause);
  }
}

/** Its text, in the one form that lists have. @throws Error when the build is broken */
export function seedText(): Promise<string> {
  return readPackagedText('/lists/seed.json');
}
