import type { RenderedMail } from '@/utils/adapters/adapter';
import type { Rendered } from '@/utils/adapters/rendered-text';
import { MAX_ATTACHMENTS, MAX_SUBJECT_CHARS } from '@/utils/schema/limits';
import type { Mailbox, Message } from '@/utils/schema/message';

const MAX_ADDRESS_CHARS = 320;
const MAX_NAME_CHARS = 255;
const MAX_TYPE_CHARS = 127;
const MAX_RECIPIENTS = 50;

function capped(box: Mailbox): Mailbox {
  return { address: box.address.slice(0, MAX_ADDRESS_CHARS), name: box.name.slice(0, MAX_ADDRESS_CHARS) };
}

/** Joins a mail's headers with its rendered body into what the schema accepts: whatever a page holds, it is cut to size, not refused. */
export function toMessage(mail: RenderedMail, rendered: Rendered): Message {
  return {
    channel: 'mail',
    subject: mail.subject.slice(0, MAX_SUBJECT_CHARS),
    text: rendered.text,
    truncated: rendered.truncated,
    ...(mail.from ? { from: capped(mail.from) } : {}),
    ...(mail.replyTo ? { replyTo: capped(mail.replyTo) } : {}),
    ...(mail.marks && mail.marks.length > 0 ? { marks: [...mail.marks] } : {}),
    to: mail.to.slice(0, MAX_RECIPIENTS).map((address) => address.slice(0, MAX_ADDRESS_CHARS)),
    attachments: mail.attachments.slice(0, MAX_ATTACHMENTS).map(({ name, type, size }) => ({
      name: name.slice(0, MAX_NAME_CHARS),
      ...(type === undefined ? {} : { type: type.slice(0, MAX_TYPE_CHARS) }),
      ...(size === undefined ? {} : { size }),
    })),
    links: [...rendered.links],
    images: rendered.images,
    hidden: { characters: rendered.hidden.characters, ways: [...rendered.hidden.ways] },
  };
}
