import { browser } from 'wxt/browser';
import { hostAddresses } from '@/utils/feed/addresses';
import { readPackaged } from '@/utils/feed/packaged';
import { FeedPlace } from '@/utils/schema/feed-state';

/** Where this build gets lists from, and its seed in short. @throws Error when the build is broken */
export async function readPlace(): Promise<FeedPlace> {
  return FeedPlace.parse(await readPackaged('/lists/feed.json'));
}

/**
 * The hosts to ask: those that an administrator named (managed storage, key
 * `feed`), else those of the build. None: there is no feed, and the seed stays.
 * Whoever they are, what they serve must be signed by the keys of the build.
 */
export async function feedAddresses({ addresses, root }: FeedPlace): Promise<string[]> {
  if (root === null) return [];
  const managed = await managedAddresses();
  return hostAddresses(managed ?? addresses);
}

/** Firefox rejects where no policy is, and checks nothing of what it gives. */
async function managedAddresses(): Promise<readonly unknown[] | null> {
  try {
    const { feed } = await browser.storage.managed.get('feed');
    return Array.isArray(feed) ? feed : null;
  } catch {
    return null;
  }
}
