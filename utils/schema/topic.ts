import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';

/**
 * What texts of one family are about, whatever the wording: a few things, each
 * with the words that name it in all languages, folded (`film*`: any word that
 * begins so). A text that speaks of most of them in one breath is of that kind
 * or talks about it.
 */
export const Topic = z.object({
  family: Family,
  things: z
    .array(
      z.object({
        /** For people who read the list. */
        name: z.string().check(z.minLength(1), z.maxLength(40)),
        /** How often its words must stand there, together. */
        least: z.int().check(z.minimum(1), z.maximum(9)),
        words: z.array(z.string().check(z.regex(/^(?:#amount|[a-z0-9]{1,30}\*?)$/))).check(z.maxLength(400)),
      }),
    )
    .check(z.maxLength(12)),
});
export type Topic = z.infer<typeof Topic>;
