import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { Level } from '@/utils/schema/level';
import { Rank } from '@/utils/schema/report';
import { SiteId } from '@/utils/schema/site';

/** Local memory of one verdict. Never text, subject or address. */
export const JournalEntry = z.object({
  /** Keyed hash of origin, site and the mail's key: useless outside this profile. */
  key: z.string().check(z.maxLength(64)),
  /** Keyed hash of what names its row in the list: rows may stand for conversations, which hold several mails. */
  row: z.string().check(z.maxLength(64)),
  /** Keyed hash of sender, subject and text: another mail under the same key (a second account, a reused id) is not taken for this one. */
  content: z.string().check(z.maxLength(64)),
  /** Milliseconds since the epoch, when last seen. */
  time: z.number(),
  site: SiteId,
  family: Family,
  level: Level,
  patterns: z.array(z.string().check(z.maxLength(80))).check(z.maxLength(60)),
  dismissed: z.boolean(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** Local memory of one report. Never text. */
export const ReportEntry = z.object({
  time: z.number(),
  /** `page`: a text that the reader had checked, wherever it stood. */
  site: z.union([SiteId, z.literal('page')]),
  family: Family,
  target: z.string().check(z.maxLength(80)),
  rank: Rank,
});
export type ReportEntry = z.infer<typeof ReportEntry>;
