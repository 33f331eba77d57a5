import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { AnchorFix, MAX_FIXES } from '@/utils/schema/fix';
import { TextLanguage } from '@/utils/schema/language';
import { Pattern, PatternFamily } from '@/utils/schema/pattern';
import { Signal } from '@/utils/schema/signal';
import { Topic } from '@/utils/schema/topic';
import { Wording } from '@/utils/schema/wording';

const word = z.string().check(z.minLength(1), z.maxLength(120));

/**
 * What a family needs before it may be called, and from how many points. A
 * family may have several rules (a whole letter, a mere cover): the best counts.
 * Every inner array of `needs` is an alternative group: one signal of each
 * group must be there. `[["access","recording"],["threat-to-spread"]]` reads
 * "(access or recording) and threat to spread".
 */
export const FamilyRule = z.object({
  family: Family,
  /** Whose patterns count for it, and how much of their weight (1 = all). */
  feeds: z.array(z.object({ family: PatternFamily, share: z.number() })),
  needs: z.array(z.array(Signal)),
  /** Points from which all `needs` together are a warning. */
  warning: z.number(),
  /** Points from which it is a notice, with the groups of `noticeNeeds` met. */
  notice: z.number(),
  /** Points from which a whole case (all `needs`) stays a notice, whatever speaks against: a scam can wrap itself in a warning about scams. */
  stubborn: z.number(),
  noticeNeeds: z.array(z.array(Signal)),
  /**
   * On Telegram: what a channel's posts must come to, a clear post counting 2, one
   * that points there 1, one that talks about it taking 1 off; and the share of
   * all its posts that this must be as well.
   */
  posts: z.optional(z.object({ warning: z.number(), notice: z.number(), share: z.number() })),
  /** Points of `talks-about` from which the text is about the scam: no more than a notice, and that only for a passage that is a whole case on its own. */
  doubt: z.number(),
  /** Points that each signal can give at most, for or against, so that repetition alone decides nothing; 3 where none is named. */
  caps: z.partialRecord(Signal, z.number()),
});
export type FamilyRule = z.infer<typeof FamilyRule>;

/** Words that are facts about the world, not phrases: used by indicators. */
export const Lexicon = z.object({
  /** Names of authorities as they stand in sender names, folded. */
  authorities: z.array(word),
  /** Letters that hardly ever come by mail: a summons to court, a warrant. */
  strictLetters: z.array(word),
  /** Letters that may also be harmless: a convocation, a file number. */
  plainLetters: z.array(word),
  /** What such a letter is about when it is harmless: a general meeting, an exam, a club. */
  harmless: z.array(word),
  /** Those who write such letters by trade: bailiffs, lawyers, notaries. */
  offices: z.array(word),
  /** Domains from which authorities really write. */
  officialDomains: z.array(word),
  /** Domains where anybody can open a mailbox. */
  freeMailDomains: z.array(word),
});
export type Lexicon = z.infer<typeof Lexicon>;

/** A list that grows past this is a directory of Telegram; 3 MB. */
const MAX_LISTED_CHANNELS = 200_000;

/**
 * Channels and groups that are known for what they trade in: PBKDF2-SHA-256 of
 * the peer id as client K writes it, 8 bytes. Slow and salted, because a plain
 * list would be a directory. Ids can be counted through all the same, by somebody
 * who spends the time: this makes it dear, not impossible.
 */
export const ListedChannels = z.object({
  /** 16 bytes, hex. */
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  /** Between what is worth it and what a phone does within a second. */
  rounds: z.int().check(z.minimum(10_000), z.maximum(1_000_000)),
  hashes: z.array(z.string().check(z.regex(/^[0-9a-f]{16}$/))).check(z.maxLength(MAX_LISTED_CHANNELS)),
});
export type ListedChannels = z.infer<typeof ListedChannels>;

/** The pattern list as it ships and is stored: one thing, one revision. */
export const PatternList = z.object({
  format: z.literal(1),
  revision: z.number(),
  /** ISO 8601 date on which this revision was made. */
  made: z.string(),
  groups: z.array(
    z.object({
      family: PatternFamily,
      language: TextLanguage,
      patterns: z.array(Pattern),
    }),
  ),
  rules: z.array(FamilyRule),
  lexicon: Lexicon,
  topics: z.array(Topic).check(z.maxLength(20)),
  /** Learned; a list without them judges by its rules alone. */
  wordings: z.optional(z.array(Wording).check(z.maxLength(8))),
  /** Where webmails that changed since the build keep things now. */
  fixes: z.optional(z.array(AnchorFix).check(z.maxLength(MAX_FIXES))),
  channels: z.optional(ListedChannels),
});
export type PatternList = z.infer<typeof PatternList>;
