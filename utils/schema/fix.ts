import * as z from 'zod/mini';
import { SiteId } from '@/utils/schema/site';

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
  site: SiteId,
  anchor: AnchorName,
  /** In the order of trust; they come before those of the build. */
  selectors: z
    .array(z.string().check(z.minLength(1), z.maxLength(200)))
    .check(z.minLength(1), z.maxLength(5)),
});
export type AnchorFix = z.infer<typeof AnchorFix>;

export const MAX_FIXES = 100;

/** The fixes of one site, by what they are for. */
export type SiteFixes = Partial<Record<AnchorName, string[]>>;
