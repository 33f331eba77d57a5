import type { MailHead } from '@/utils/schema/head';
import { MAX_ATTACHMENTS, MAX_SUBJECT_CHARS } from '@/utils/schema/limits';
import type { Message } from '@/utils/schema/message';

const MAX_ADDRESS_CHARS = 320;
const MAX_NAME_CHARS = 255;
const MAX_RECIPIENTS = 50;

/** The head to tell: that of the mail that was asked for, or of the one that is open; cut to what the schema accepts. */
export function headToTell(heads: readonly MailHead[], wanted: string | null): MailHead | null {
  const head = heads.find(({ key }) => key === null || key === wanted);
  if (!head) return null;
  const { key, subject, from, to, attachments } = head;
  const cut = (text: string) => text.slice(0, MAX_ADDRESS_CHARS);
  return {
    key,
    subject: subject.slice(0, MAX_SUBJECT_CHARS),
    ...(from ? { from: { address: cut(from.address), name: cut(from.name) } } : {}),
    to: to.slice(0, MAX_RECIPIENTS).map(cut),
    attachments: attachments
      .slice(0, MAX_ATTACHMENTS)
      .map((each) => ({ ...each, name: each.name.slice(0, MAX_NAME_CHARS) })),
  };
}

/** What was read in a frame without a head, with the head that belongs to it. */
export function joinHead(message: Message, head: MailHead): Message {
  const { subject, from, to, attachments } = head;
  return { ...message, subject, to, attachments, ...(from ? { from } : {}) };
}
