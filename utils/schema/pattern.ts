import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { TextLanguage } from '@/utils/schema/language';
import { Signal } from '@/utils/schema/signal';

/**
 * One authored rule. Data, never logic.
 *
 * A phrase is a row of words, folded as the message is (case, accents and
 * look-alikes do not count):
 *   filmed you            these words, side by side
 *   (filmed|recorded) you one of these words; an alternative may be several words
 *   [secretly] filmed     the word in brackets may be missing; [a|b] works too
 *   film* you             any word that begins so
 *   filmed <3> you        up to 3 other words between
 *   send* <~6> contacts   up to 6 other words between, in either order; at most
 *                         three parts, with one length of gap
 *   #number hours         a token of digits; also #amount (money), #wallet, #email, #url
 * A phrase may match anywhere but never across more than its gaps.
 */
export const Pattern = z.object({
  /** `family.language.name`, e.g. `bluff.nl.filmed-you`. */
  id: z.string().check(z.regex(/^[a-z-]+\.[a-z]{2}\.[a-z0-9-]{2,40}$/)),
  signal: Signal,
  /** Evidence, in points, before the list's own weights. 1 weak, 2 usual, 3 strong. Negative never: `signal` says which side. */
  weight: z.number().check(z.minimum(0), z.maximum(5)),
  phrases: z
    .array(z.string().check(z.minLength(2), z.maxLength(1_200)))
    .check(z.minLength(1), z.maxLength(60)),
});
export type Pattern = z.infer<typeof Pattern>;

/** A pattern as its author writes it: with a text that it hits and a look-alike that it leaves alone. */
export const PatternSource = z.extend(Pattern, {
  examples: z.array(z.string()).check(z.minLength(1)),
  counterExamples: z.array(z.string()).check(z.minLength(1)),
});
export type PatternSource = z.infer<typeof PatternSource>;

/**
 * `benign` holds the patterns that speak against, for every family of mail;
 * `benign-chat` those for Telegram, and `selling` how anything is sold there
 * (menu, delivery, "order by message"), which is evidence beside forbidden goods
 * and nothing by itself.
 */
export const PatternFamily = z.union([Family, z.enum(['benign', 'benign-chat', 'selling'])]);
export type PatternFamily = z.infer<typeof PatternFamily>;

/** One file of `assets/patterns/`: `<family>.<language>.json`. */
export const PatternFile = z.object({
  family: PatternFamily,
  language: TextLanguage,
  patterns: z.array(PatternSource),
});
export type PatternFile = z.infer<typeof PatternFile>;
