import * as z from 'zod/mini';
import { AnchorFix, MAX_FIXES } from '@/utils/schema/fix';
import { FamilyRule, Lexicon, ListedChannels } from '@/utils/schema/list';
import { Pattern } from '@/utils/schema/pattern';
import { Topic } from '@/utils/schema/topic';
import { Wording } from '@/utils/schema/wording';

const MAX_CHANGES = 5_000;
const id = z.string().check(z.maxLength(80));
const hashes = ListedChannels.shape.hashes;

/** `[at, remove, added…]`, as of `Array.splice`; in this order, each on what the one before it left. */
const Splice = z
  .tuple([z.int().check(z.minimum(0)), z.int().check(z.minimum(0))], z.string().check(z.maxLength(1_200)))
  .check(z.maxLength(62));

/**
 * What turns the list of one revision into that of another. It is not trusted:
 * what it makes is compared with the length and hash that were signed.
 */
export const Delta = z.object({
  format: z.literal(1),
  from: z.int().check(z.minimum(1)),
  to: z.int().check(z.minimum(1)),
  made: z.iso.date(),
  /** Patterns that are new, whole. */
  put: z.array(Pattern).check(z.maxLength(MAX_CHANGES)),
  edit: z
    .array(
      z.object({
        id,
        signal: z.optional(Pattern.shape.signal),
        weight: z.optional(Pattern.shape.weight),
        phrases: z.optional(z.array(Splice).check(z.maxLength(60))),
      }),
    )
    .check(z.maxLength(MAX_CHANGES)),
  drop: z.array(id).check(z.maxLength(MAX_CHANGES)),
  /** Parts that changed, whole. `null`: the list has it no more. */
  parts: z.optional(
    z.object({
      rules: z.optional(z.array(FamilyRule)),
      lexicon: z.optional(Lexicon),
      topics: z.optional(z.array(Topic).check(z.maxLength(20))),
      wordings: z.optional(z.nullable(z.array(Wording).check(z.maxLength(8)))),
      fixes: z.optional(z.nullable(z.array(AnchorFix).check(z.maxLength(MAX_FIXES)))),
    }),
  ),
  channels: z.optional(
    z.nullable(
      z.object({
        salt: z.optional(ListedChannels.shape.salt),
        rounds: z.optional(ListedChannels.shape.rounds),
        add: hashes,
        drop: hashes,
      }),
    ),
  ),
});
export type Delta = z.infer<typeof Delta>;
