import * as z from 'zod/mini';

/** What a mail is. `threat` is related extortion (bomb, hitman). */
export const MailFamily = z.enum(['bluff', 'summons', 'real-images', 'threat']);
export type MailFamily = z.infer<typeof MailFamily>;

/** What a message is, on any channel. The second half exists on Telegram only. */
export const Family = z.enum([
  'bluff',
  'summons',
  'real-images',
  'threat',
  'exposure',
  'minors',
  'weapons',
  'drugs',
  'forged-papers',
  'scam-kit',
  'darkweb',
  'violence',
]);
export type Family = z.infer<typeof Family>;
