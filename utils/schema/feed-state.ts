import * as z from 'zod/mini';
import { FEED_ERRORS, RELEASE_FILES } from '@/utils/schema/feed-error';
import { MAX_SWITCHED_OFF, Sha256 } from '@/utils/schema/release';

const text = z.nullable(z.string().check(z.maxLength(100_000)));

/**
 * What the feed has brought, as it is stored: the metadata that is trusted, which
 * list is in use and which was before. One record, so that it changes in one go.
 */
export const FeedState = z.object({
  trusted: z.object({
    root: z.string().check(z.maxLength(100_000)),
    timestamp: text,
    snapshot: text,
    targets: text,
  }),
  active: z.nullable(Sha256),
  previous: z.nullable(Sha256),
  /** Patterns that are switched off. */
  off: z.array(z.string()).check(z.maxLength(MAX_SWITCHED_OFF)),
});
export type FeedState = z.infer<typeof FeedState>;

const time = z.nullable(z.number());

export const FeedFailure = z.object({
  code: z.enum(FEED_ERRORS),
  file: z.nullable(z.enum(RELEASE_FILES)),
  at: z.number(),
});
export type FeedFailure = z.infer<typeof FeedFailure>;

/** What was different in the list that came last. */
export const ListChange = z.object({
  at: z.number(),
  from: z.number(),
  to: z.number(),
  added: z.number(),
  edited: z.number(),
  dropped: z.number(),
});
export type ListChange = z.infer<typeof ListChange>;

/** How checking goes; kept apart from the lists, so that it can say that those cannot be stored. Times in milliseconds since 1970. */
export const FeedLog = z.object({
  checked: time,
  /** The last check that came to its end. */
  succeeded: time,
  /** Of the last check. */
  failure: z.nullable(FeedFailure),
  /** Checks that failed since one did not. */
  failures: z.number(),
  /** The next check by itself. */
  due: time,
  /** It was put off once already, because it fell into a time when the browser was closed. */
  putOff: z.boolean(),
  /** The newest revision that was ever in use. */
  floor: z.number(),
  change: z.nullable(ListChange),
  /** A list that failed its test under this version of the extension: it is not fetched again. */
  refused: z.nullable(z.object({ hash: Sha256, code: z.enum(FEED_ERRORS), version: z.string() })),
});
export type FeedLog = z.infer<typeof FeedLog>;

export const NO_LOG: FeedLog = {
  checked: null,
  succeeded: null,
  failure: null,
  failures: 0,
  due: null,
  putOff: false,
  floor: 0,
  change: null,
  refused: null,
};

/** Starts with a list that did not come to their end, and lists that are not started any more. */
export const FeedTrial = z.object({
  hash: z.nullable(z.string()),
  starts: z.number(),
  aside: z.array(Sha256).check(z.maxLength(20)),
});
export type FeedTrial = z.infer<typeof FeedTrial>;

/** The file of the build that says where lists come from and whose keys sign them. */
export const FeedPlace = z.object({
  addresses: z.array(z.string()),
  /** The root of The Update Framework as text; null where no feed is set up. */
  root: z.nullable(z.string()),
  seed: z.object({ revision: z.number(), made: z.string(), hash: Sha256 }),
});
export type FeedPlace = z.infer<typeof FeedPlace>;
