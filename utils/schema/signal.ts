import * as z from 'zod/mini';

/**
 * Kinds of evidence.
 *
 * In the words of the message: `access` (your device is mine), `recording` (I
 * filmed you), `images-held` (I have the pictures you sent), `acquaintance` (we
 * chatted, you sent), `threat-to-spread`, `threat-of-harm` (bomb, hitman,
 * arrest), `accusation`, `authority`, `demand`, `payment-means`, `deadline`,
 * `secrecy` (tell nobody), `personal-data` (a password or number shown),
 * `shaming`, `evasion` (buy bitcoin here, copy and paste, police is useless).
 *
 * On Telegram: `goods` (what must not be traded), `offer` (that very thing sold,
 * sought or swapped), `trade` (menu, prices, delivery, order by message).
 *
 * In its build: `sender` (own address, authority on a free-mail address,
 * answers go elsewhere), `disguise` (look-alike letters, hidden text), `cover`
 * (nothing but a letter attached), `foreign` (a demand in a language that no pattern
 * speaks), `topic` (it speaks of most things that such a text is about, in one breath),
 * `wording` (its words taken together).
 *
 * Against: `talks-about` (news, advice, awareness), `trusted-sender`,
 * `conversation` (a thread with a known contact), `transaction` (receipt,
 * order, real password reset).
 */
export const Signal = z.enum([
  'access',
  'recording',
  'images-held',
  'acquaintance',
  'threat-to-spread',
  'threat-of-harm',
  'accusation',
  'authority',
  'demand',
  'payment-means',
  'deadline',
  'secrecy',
  'personal-data',
  'shaming',
  'evasion',
  'goods',
  'offer',
  'trade',
  'sender',
  'disguise',
  'cover',
  'foreign',
  'topic',
  'wording',
  'talks-about',
  'trusted-sender',
  'conversation',
  'transaction',
]);
export type Signal = z.infer<typeof Signal>;

/** Signals that speak against a scam. They are never reasons for a verdict; what they held back is told apart. */
export const Against = z.enum(['talks-about', 'trusted-sender', 'conversation', 'transaction']);
export type Against = z.infer<typeof Against>;

export const AGAINST: ReadonlySet<Signal> = new Set<Signal>(Against.options);
