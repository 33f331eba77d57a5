import { composeQuery, mailto } from '@/utils/report/delivery';

/** A mailbox to write a report from, where the mail is not in a webmail that we know. */
export interface Mailbox {
  readonly id: string;
  readonly name: string;
  /** The compose window, filled in. */
  compose(to: string, subject: string, text: string): string;
}

export const MAILBOXES: readonly Mailbox[] = [
  { id: 'program', name: '', compose: (to, subject, body) => mailto(to, { subject, body }) },
  {
    id: 'gmail',
    name: 'Gmail',
    compose: (to, su, body) =>
      `https://mail.google.com/mail/?${composeQuery({ view: 'cm', fs: '1', to, su, body })}`,
  },
  {
    id: 'outlook',
    name: 'Outlook.com',
    compose: (to, subject, body) =>
      `https://outlook.live.com/mail/0/deeplink/compose?${composeQuery({ to, subject, body })}`,
  },
  {
    id: 'yahoo',
    name: 'Yahoo',
    compose: (to, subject, body) => `https://compose.mail.yahoo.com/?${composeQuery({ to, subject, body })}`,
  },
  {
    id: 'proton',
    name: 'Proton Mail',
    compose: (to, subject, body) =>
      `https://mail.proton.me/inbox/#mailto=${encodeURIComponent(mailto(to, { subject, body }))}`,
  },
];
