import { randomBytes } from 'node:crypto';
import type { Draft, Sent } from '@/scripts/demo/compose-page';
import type { DemoMail } from '@/scripts/demo/mails';

/** Drafts and sent mails kept at once; the oldest goes first. */
const MAX_KEPT = 100;

/** What the demo remembers while it runs. */
export interface Drafts {
  /** A new draft as Roundcube's compose URL describes it. */
  open(query: URLSearchParams, mails: readonly DemoMail[]): Draft;
  find(id: string): Draft | undefined;
  /** Moves a draft, as filled in by the reader, to the outbox. */
  send(id: string, fields: URLSearchParams): boolean;
  /** Newest first. */
  sent(): readonly Sent[];
}

const quoted = (mail: DemoMail): string => `\n\n-------- ${mail.subject} --------\n${mail.text ?? ''}`;

export function createDrafts(): Drafts {
  const drafts = new Map<string, Draft>();
  const sent: Sent[] = [];
  return {
    open(query, mails) {
      const wanted = (query.get('_forward_uid') ?? '').split(',').map(Number);
      const forwarded = mails.filter((mail) => wanted.includes(mail.uid));
      const asFile = query.get('_attachment') === '1';
      const body = query.get('_body');
      const draft: Draft = {
        id: randomBytes(10).toString('hex'),
        to: query.get('_to') ?? '',
        subject: query.get('_subject') ?? (forwarded[0] ? `Fwd: ${forwarded[0].subject}` : ''),
        text: body ?? (asFile ? '' : forwarded.map(quoted).join('')),
        // Roundcube forgets the attachment when a text is given in the address: so do we.
        attached: asFile && body === null ? forwarded : [],
      };
      drafts.set(draft.id, draft);
      for (const id of drafts.keys()) {
        if (drafts.size <= MAX_KEPT) break;
        drafts.delete(id);
      }
      return draft;
    },
    find: (id) => drafts.get(id),
    send(id, fields) {
      const draft = drafts.get(id);
      if (!draft) return false;
      drafts.delete(id);
      sent.unshift({
        to: fields.get('_to') ?? '',
        subject: fields.get('_subject') ?? '',
        text: fields.get('_message') ?? '',
        attached: draft.attached,
      });
      sent.splice(MAX_KEPT);
      return true;
    },
    sent: () => sent,
  };
}
