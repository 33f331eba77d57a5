import * as z from 'zod/mini';
import {
  HIDDEN_WAYS,
  MAX_ATTACHMENTS,
  MAX_LINKS,
  MAX_SUBJECT_CHARS,
  MAX_TEXT_CHARS,
} from '@/utils/schema/limits';

export const Mailbox = z.object({
  address: z.string().check(z.maxLength(320)),
  name: z.string().check(z.maxLength(320)),
});
export type Mailbox = z.infer<typeof Mailbox>;

export const Attachment = z.object({
  name: z.string().check(z.maxLength(255)),
  type: z.optional(z.string().check(z.maxLength(127))),
  /** Bytes; webmails often show a rounded figure. */
  size: z.optional(z.number()),
});
export type Attachment = z.infer<typeof Attachment>;

/** A way in which text was kept from the reader's eye. */
export const HiddenWay = z.enum(HIDDEN_WAYS);
export type HiddenWay = z.infer<typeof HiddenWay>;

/**
 * What the webmail itself shows of who sends: `doubted` (it warns of the sender),
 * `known` (a contact of the reader, or of the reader's own organisation),
 * `answered` (the reader wrote in this conversation before).
 */
export const SenderMark = z.enum(['doubted', 'known', 'answered']);
export type SenderMark = z.infer<typeof SenderMark>;

/** What a person wrote and the reader sees. Built by an adapter, judged by the engine, never stored. */
export const Message = z.object({
  channel: z.enum(['mail', 'telegram']),
  /** On Telegram: where it stands. What is not said to be private is judged as public. */
  chat: z.optional(z.enum(['private', 'group', 'broadcast'])),
  /** On Telegram the title of the channel or group, the same with every post. */
  subject: z.string().check(z.maxLength(MAX_SUBJECT_CHARS)),
  /** As rendered: without hidden text, with words split over tags joined. */
  text: z.string().check(z.maxLength(MAX_TEXT_CHARS)),
  /** The page held more than was read. */
  truncated: z.boolean(),
  from: z.optional(Mailbox),
  replyTo: z.optional(Mailbox),
  marks: z.optional(z.array(SenderMark).check(z.maxLength(SenderMark.options.length))),
  /** The reader's own addresses, where the page shows them. */
  to: z.array(z.string().check(z.maxLength(320))).check(z.maxLength(50)),
  attachments: z.array(Attachment).check(z.maxLength(MAX_ATTACHMENTS)),
  /** Targets of links, not their text. */
  links: z.array(z.string().check(z.maxLength(2_000))).check(z.maxLength(MAX_LINKS)),
  /** Pictures shown inside the body. */
  images: z.number(),
  hidden: z.object({
    characters: z.number(),
    ways: z.array(HiddenWay),
  }),
});
export type Message = z.infer<typeof Message>;
