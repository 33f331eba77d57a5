import type { Reading, RenderedMail } from '@/utils/adapters/adapter';

/** Comparisons of what was read at two moments. Elements are compared by identity: a site that builds anew needs the shield anew. */

export function sameElements(a: readonly Element[], b: readonly Element[]): boolean {
  return a.length === b.length && a.every((element, i) => element === b[i]);
}

export function sameContent(a: RenderedMail, b: RenderedMail): boolean {
  return sameElements(a.body, b.body) && headersOf(a) === headersOf(b);
}

function headersOf({ subject, from, replyTo, marks, to, attachments }: RenderedMail): string {
  return JSON.stringify([subject, from, replyTo, marks, to, attachments]);
}

export function sameReading(a: Reading, b: Reading): boolean {
  return (
    a.state === b.state &&
    a.mails.length === b.mails.length &&
    a.rows.length === b.rows.length &&
    a.mails.every((mail, i) => isSamePlace(mail, b.mails[i]) && mail.subject === b.mails[i]?.subject) &&
    a.rows.every((row, i) => isSamePlace(row, b.rows[i])) &&
    JSON.stringify([a.heads, a.found]) === JSON.stringify([b.heads, b.found])
  );
}

interface Placed {
  readonly key: string;
  readonly anchor: Element;
}

function isSamePlace(a: Placed, b: Placed | undefined): boolean {
  return b !== undefined && a.key === b.key && a.anchor === b.anchor;
}
