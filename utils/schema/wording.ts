import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';

/** Letters of a word that count: endings and compounds say little of what it is about. */
export const STEM_LETTERS = 6;

const Weights = (name: RegExp, most: number) =>
  z
    .record(z.string().check(z.regex(name)), z.number().check(z.minimum(-20), z.maximum(20)))
    .check(z.refine((weights) => Object.keys(weights).length <= most));

/**
 * How much the words and the evidence of a text, all together, are those of one
 * family: a linear classifier, learned from texts (`npm run learn`). Every number
 * can be read; nothing in it is a rule of its own.
 */
export const Wording = z.object({
  family: Family,
  bias: z.number(),
  /** Sums from which a text is called, when evidence stands beside it. */
  notice: z.number(),
  warning: z.number(),
  /** By the first letters of a folded word. */
  words: Weights(/^[a-z]{2,6}$/, 6_000),
  /** By `family/signal`, for evidence of weight 3; less counts by its share. */
  signals: Weights(/^[a-z-]{2,20}\/[a-z-]{2,20}$/, 300),
});
export type Wording = z.infer<typeof Wording>;
