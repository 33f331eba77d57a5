import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';

/** Letters of a word that count: endings and compounds say little of what it is about. */
export const STEM_LETTERS = 6;

const Weight = z.number().check(z.minimum(-20), z.maximum(20));
const few = (most: number) => z.refine((named) => Object.keys(named as object).length <= most);

/**
 * How much the words, the things named and the evidence of a text, all together,
 * are those of one family: a linear classifier, learned from texts (`npm run
 * learn`). Every number can be read; nothing in it is a rule of its own.
 */
export const Wording = z.object({
  family: Family,
  bias: z.number(),
  /** Sums from which a text is called. */
  notice: z.number(),
  warning: z.number(),
  /** A text that comes to less, and of which enough words are known, is at most a notice. */
  low: z.number(),
  /** How much more is asked for each kind of evidence that is missing beside it. */
  lack: z.number().check(z.minimum(0), z.maximum(20)),
  /** By the first letters of a folded word. */
  words: z.record(z.string().check(z.regex(/^[a-z]{2,6}$/)), Weight).check(few(6_000)),
  /** By the name of a thing that topics know: that it is named, and that little else is. */
  things: z
    .record(z.string().check(z.minLength(1), z.maxLength(40)), z.tuple([Weight, Weight]))
    .check(few(100)),
  /** By `family/signal`, for evidence of weight 3; less counts by its share. */
  signals: z.record(z.string().check(z.regex(/^[a-z-]{2,20}\/[a-z-]{2,20}$/)), Weight).check(few(300)),
});
export type Wording = z.infer<typeof Wording>;
