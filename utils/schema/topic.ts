import * as z from 'zod/mini';
import { PatternFamily } from '@/utils/schema/pattern';
import { Signal } from '@/utils/schema/signal';

/**
 * What texts of one family are about, whatever the wording: a few things, each
 * with the words that name it in all languages, folded (`film*`: any word that
 * begins so). A text that speaks of most of them in one breath is of that kind
 * or talks about it.
 */
export const Topic = z.object({
  /** Whose topic it is; `benign`: of texts that talk about scams. */
  family: PatternFamily,
  signal: Signal,
  /** Characters in which they must stand together. */
  breath: z.optional(z.int().check(z.minimum(100), z.maximum(2000))),
  /** What its things must come to, in one breath: their number, where none has its own points. */
  from: z.number().check(z.minimum(-20), z.maximum(20)),
  /** Points from there on, and for each point of its things more. */
  weight: z.number().check(z.minimum(0), z.maximum(5)),
  step: z.number().check(z.minimum(0), z.maximum(5)),
  things: z
    .array(
      z.object({
        /** For people who read the list. */
        name: z.string().check(z.minLength(1), z.maxLength(40)),
        /** How often its words must stand there, together. */
        least: z.int().check(z.minimum(1), z.maximum(9)),
        /** Without it the text is not of this kind, whatever else it names. */
        must: z.optional(z.boolean()),
        /** What it says, 1 where nothing is said; less than nothing: texts that name it are of another kind. */
        points: z.optional(z.number().check(z.minimum(-9), z.maximum(9))),
        /** Missing: those of the thing of this name in a topic before. */
        words: z.optional(
          z.array(z.string().check(z.regex(/^(?:#amount|[a-z0-9]{1,30}\*?)$/))).check(z.maxLength(400)),
        ),
      }),
    )
    .check(z.maxLength(40)),
});
export type Topic = z.infer<typeof Topic>;
