import * as z from 'zod/mini';

/** Things that an adapter made of anchors looks for; `utils/adapters/anchors.ts` says what each is. */
export const AnchorName = z.enum([
  'app',
  'mail',
  'body',
  'bodyFrames',
  'place',
  'subject',
  'sender',
  'senderName',
  'replyTo',
  'recipients',
  'attachments',
  'attachmentName',
  'attachmentSize',
  'folded',
  'writing',
  'row',
  'rowMark',
  'account',
]);
export type AnchorName = z.infer<typeof AnchorName>;

/** Where a webmail that has changed keeps one thing now. CSS selectors only: data that reads, and can do nothing else. */
export const AnchorFix = z.object({
  /** A `SiteId` and an `AnchorName`. One that this build does not know may be meant for a later one, and costs itself only. */
  site: z.string().check(z.maxLength(40)),
  anchor: z.string().check(z.maxLength(40)),
  /** In the order of trust; they come before those of the build. */
  selectors: z
    .array(z.string().check(z.minLength(1), z.maxLength(200)))
    .check(z.minLength(1), z.maxLength(5)),
});
export type AnchorFix = z.infer<typeof AnchorFix>;

export const MAX_FIXES = 100;

/** The fixes of one site, by what they are for. */
export type SiteFixes = Partial<Record<AnchorName, string[]>>;
