import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { Level } from '@/utils/schema/level';
import { TelegramClient } from '@/utils/schema/telegram';

/**
 * How far the protection reaches: `starting` (nothing known yet), `whole` (media
 * is held before it loads), `reduced` (it can only be covered).
 */
export const Protection = z.enum(['starting', 'whole', 'reduced']);
export type Protection = z.infer<typeof Protection>;

/** What a page of Telegram Web is like now, for the popup. Nothing that names a chat. */
export const TelegramState = z.object({
  client: z.nullable(TelegramClient),
  protection: Protection,
  /** The chat in front; null: none is open. */
  open: z.nullable(
    z.object({
      family: z.nullable(Family),
      level: Level,
      listed: z.boolean(),
      /** Its media is held, unless the reader chose to see it. */
      flagged: z.boolean(),
      shown: z.boolean(),
    }),
  ),
  /** Whether Telegram saves media by itself; null: not known. */
  saves: z.nullable(z.boolean()),
});
export type TelegramState = z.infer<typeof TelegramState>;
