import * as z from 'zod/mini';
import { Verdict } from '@/utils/schema/verdict';

/**
 * What the engine says of a whole channel, group or private chat on Telegram,
 * from the messages seen so far.
 */
export const ChannelVerdict = z.extend(Verdict, {
  /** Different posts that the verdict rests on; near-duplicates count once. */
  posts: z.number(),
});
export type ChannelVerdict = z.infer<typeof ChannelVerdict>;
