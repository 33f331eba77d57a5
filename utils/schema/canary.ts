import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { TextLanguage } from '@/utils/schema/language';

/** A text that every list must see as what it is. */
export const Alarm = z.object({
  channel: z.enum(['mail', 'telegram']),
  family: Family,
  language: TextLanguage,
  subject: z.string(),
  text: z.string(),
});
export type Alarm = z.infer<typeof Alarm>;

/** A text that no list may warn of, and in few of which a pattern may be found at all. */
export const Calm = z.object({ language: TextLanguage, text: z.string() });
export type Calm = z.infer<typeof Calm>;

/** What a new list is tried on before it is used; it ships inside the build. */
export const Canaries = z.object({
  alarm: z.array(Alarm).check(z.minLength(10)),
  calm: z.array(Calm).check(z.minLength(100)),
});
export type Canaries = z.infer<typeof Canaries>;
