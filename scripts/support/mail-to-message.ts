import PostalMime, { type Address, type Email } from 'postal-mime';
import * as z from 'zod/mini';
import { fitted } from '@/scripts/support/fit';
import { htmlToText } from '@/scripts/support/html-to-text';
import { MAX_ATTACHMENTS, MAX_LINKS, MAX_SUBJECT_CHARS, MAX_TEXT_CHARS } from '@/utils/schema/limits';
import type { Mailbox, Message } from '@/utils/schema/message';

/**
 * Makes a `Message`, as the page's reader would, out of what the command line
 * is given: a raw mail, a text, a page, or a JSON object.
 */

const GAP = '\n\n';
/** HTML that renders to less than this share of the text beside it was not what the reader saw (a stub, a tracking page). */
const MIN_SHARE = 0.3;
/** Bounces of bounces end; a mail built to nest without end must too. */
const MAX_INNER_DEPTH = 3;
const MAX_INNER_MAILS = 5;

const AddressInput = z.union([z.string(), z.object({ name: z.optional(z.string()), address: z.string() })]);

/** A name alone will do. */
const AttachmentInput = z.object({
  name: z.string(),
  type: z.optional(z.nullable(z.string())),
  size: z.optional(z.nullable(z.number())),
});

/** One line of `--jsonl`. Keys that are not named here are passed over. */
export const ScanInput = z
  .object({
    id: z.union([z.string(), z.number()]),
    subject: z.optional(z.nullable(z.string())),
    /** May be missing where there is `html`. */
    text: z.optional(z.nullable(z.string())),
    html: z.optional(z.nullable(z.string())),
    from: z.optional(z.nullable(AddressInput)),
    to: z.optional(z.nullable(z.union([AddressInput, z.array(AddressInput)]))),
    replyTo: z.optional(z.nullable(AddressInput)),
    attachments: z.optional(z.nullable(z.array(z.union([z.string(), AttachmentInput])))),
    /** What is not `telegram` is judged as mail. */
    channel: z.optional(z.nullable(z.string())),
  })
  .check(
    z.refine(({ text, html }) => typeof text === 'string' || typeof html === 'string', { path: ['text'] }),
  );
export type ScanInput = z.infer<typeof ScanInput>;

export function inputToMessage(input: ScanInput): Message {
  const { from, replyTo, to } = input;
  const rendered = chooseText(input.text ?? '', input.html ?? '');
  return message({
    ...rendered,
    channel: input.channel === 'telegram' ? 'telegram' : 'mail',
    subject: input.subject ?? '',
    from: from ? mailbox(from) : undefined,
    replyTo: replyTo ? mailbox(replyTo) : undefined,
    to: (to ? [to].flat() : []).map((one) => mailbox(one).address),
    attachments: (input.attachments ?? []).map((one) => (typeof one === 'string' ? { name: one } : one)),
  });
}

/**
 * A mail inside a mail (a bounce, a forward as attachment) is read after it, as
 * webmails show it. @throws when the file is no mail that can be parsed.
 */
export async function mailToMessage(raw: Uint8Array): Promise<Message> {
  const mail = await PostalMime.parse(raw);
  const inner = await innerMails(mail, 0);
  const bodies = [bodyOf(mail), ...inner.map(underItsSubject)];
  return message({
    text: bodies
      .map(({ text }) => text)
      .filter((text) => text.trim() !== '')
      .join(GAP),
    truncated: bodies.some(({ truncated }) => truncated),
    links: bodies.flatMap(({ links }) => links),
    images: bodies.reduce((sum, { images }) => sum + images, 0),
    hidden: {
      characters: bodies.reduce((sum, { hidden }) => sum + hidden.characters, 0),
      ways: [...new Set(bodies.flatMap(({ hidden }) => hidden.ways))],
    },
    channel: 'mail',
    subject: mail.subject ?? '',
    from: first(mail.from),
    replyTo: first(mail.replyTo?.[0]),
    to: (mail.to ?? []).flatMap((one) => first(one)?.address ?? []),
    attachments: [mail, ...inner].flatMap(filesOf),
  });
}

const isMail = ({ mimeType }: { mimeType: string }) => mimeType === 'message/rfc822';

/** The mails that were attached whole, outermost first. */
async function innerMails(mail: Email, depth: number): Promise<Email[]> {
  if (depth >= MAX_INNER_DEPTH) return [];
  const found: Email[] = [];
  for (const { content } of mail.attachments.filter(isMail).slice(0, MAX_INNER_MAILS)) {
    const inner = await PostalMime.parse(content);
    found.push(inner, ...(await innerMails(inner, depth + 1)));
  }
  return found;
}

function underItsSubject(mail: Email): Body {
  const inner = bodyOf(mail);
  return mail.subject ? { ...inner, text: `${mail.subject}\n\n${inner.text}` } : inner;
}

const bodyOf = ({ html, text }: Email) => (html ? body(html) : plain(text ?? ''));

const filesOf = ({ attachments }: Email) =>
  attachments
    .filter((one) => !isMail(one))
    .map(({ filename, mimeType }) => ({ name: filename ?? '', type: mimeType }));

export function textToMessage(text: string): Message {
  return inputToMessage({ id: '', text });
}

export function htmlToMessage(html: string): Message {
  return inputToMessage({ id: '', text: '', html });
}

type Body = Pick<Message, 'text' | 'truncated' | 'links' | 'images' | 'hidden'>;

const plain = (text: string): Body => ({
  text,
  truncated: false,
  links: [],
  images: 0,
  hidden: { characters: 0, ways: [] },
});

/** Where a mail has both, a webmail shows the HTML; the text beside it may be a decoy, or the HTML a stub. */
function chooseText(text: string, html: string): Body {
  if (html.trim() === '') return plain(text);
  const shown = body(html);
  return shown.text.length >= text.length * MIN_SHARE ? shown : { ...shown, text };
}

function body(html: string): Body {
  const { text, truncated, links, images, hidden } = htmlToText(html);
  return { text, truncated, links: [...links], images, hidden: { ...hidden, ways: [...hidden.ways] } };
}

type Parts = Body & {
  channel: Message['channel'];
  subject: string;
  from: Mailbox | undefined;
  replyTo: Mailbox | undefined;
  to: string[];
  attachments: readonly z.infer<typeof AttachmentInput>[];
};

function message({ from, replyTo, ...parts }: Parts): Message {
  const { text, isCut } = fitted(parts.text, MAX_TEXT_CHARS);
  return {
    ...parts,
    subject: parts.subject.slice(0, MAX_SUBJECT_CHARS),
    text,
    truncated: parts.truncated || isCut,
    ...(from && { from }),
    ...(replyTo && { replyTo }),
    to: parts.to.slice(0, 50),
    links: [...parts.links].slice(0, MAX_LINKS),
    attachments: parts.attachments.slice(0, MAX_ATTACHMENTS).map(({ name, type, size }) => ({
      name: name.slice(0, 255),
      ...(type && { type: type.slice(0, 127) }),
      ...(typeof size === 'number' && { size }),
    })),
  };
}

const NAMED = /^\s*"?([^"<]*?)"?\s*<([^<>]*)>\s*$/;

function mailbox(input: z.infer<typeof AddressInput>): Mailbox {
  if (typeof input !== 'string') {
    return { name: (input.name ?? '').slice(0, 320), address: input.address.slice(0, 320) };
  }
  const named = NAMED.exec(input);
  const name = named?.[1] ?? '';
  const address = named?.[2] ?? input.trim();
  return { name: name.slice(0, 320), address: address.slice(0, 320) };
}

function first(one: Address | undefined): Mailbox | undefined {
  const box = one?.group ? one.group[0] : one;
  return box?.address ? { name: box.name ?? '', address: box.address } : undefined;
}
