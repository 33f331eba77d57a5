import { browser } from 'wxt/browser';
import type * as z from 'zod/mini';
import { FeedLog, FeedTrial, NO_LOG } from '@/utils/schema/feed-state';

/**
 * How checking for lists goes, and which lists brought us down; beside the
 * database and not in it, so that it can tell of a database that is gone. A record
 * that cannot be read or written costs what it would have said.
 */
const slot = <T>(key: string, schema: z.ZodMiniType<T>, nothing: T) => ({
  async read(): Promise<T> {
    const stored = await browser.storage.local.get(key).catch(() => ({}) as Record<string, unknown>);
    return schema.safeParse(stored[key]).data ?? nothing;
  },
  async write(value: T): Promise<void> {
    await browser.storage.local.set({ [key]: value }).catch(() => {});
  },
});

export const feedLog = slot('feed-log', FeedLog, NO_LOG);
export const feedTrial = slot('feed-trial', FeedTrial, { hash: null, starts: 0, aside: [] });
