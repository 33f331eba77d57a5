import type { Message } from '@/utils/schema/message';

/** A mail of which only this is known. */
export function messageOf(parts: Partial<Message> = {}): Message {
  return {
    channel: 'mail',
    subject: '',
    text: '',
    truncated: false,
    to: [],
    attachments: [],
    links: [],
    images: 0,
    hidden: { characters: 0, ways: [] },
    ...parts,
  };
}
