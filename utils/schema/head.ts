import * as z from 'zod/mini';
import { MAX_ATTACHMENTS, MAX_SUBJECT_CHARS } from '@/utils/schema/limits';
import { Attachment, Mailbox } from '@/utils/schema/message';

/**
 * The head of a mail whose body a frame of another origin holds. What the app's
 * page tells of it is joined with what is read in that frame.
 */
export const MailHead = z.object({
  /** Key of the mail, where the page says which one it is; null: the one that is open. */
  key: z.nullable(z.string().check(z.minLength(1), z.maxLength(500))),
  subject: z.string().check(z.maxLength(MAX_SUBJECT_CHARS)),
  from: z.optional(Mailbox),
  to: z.array(z.string().check(z.maxLength(320))).check(z.maxLength(50)),
  attachments: z.array(Attachment).check(z.maxLength(MAX_ATTACHMENTS)),
});
export type MailHead = z.infer<typeof MailHead>;
