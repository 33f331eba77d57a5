import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import PostalMime, { type Address, type Attachment } from 'postal-mime';

/** One `.eml` file in the demo mailbox. */
export interface DemoMail {
  /** Counts from 1 in the order of the files, as an IMAP server would. */
  readonly uid: number;
  readonly file: string;
  readonly raw: Buffer;
  readonly subject: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly replyTo: readonly Person[];
  readonly date: Date | undefined;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly files: readonly DemoFile[];
}

export interface Person {
  readonly name: string;
  readonly address: string;
}

/** A file inside a mail; `part` is its number within the mail. */
export interface DemoFile {
  readonly part: number;
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
  readonly cid: string | undefined;
  /** Shown inside the mail, so not listed below it. */
  readonly inline: boolean;
}

/** Bytes that a demo mail may have; real mailboxes stop around here, too. */
const MAX_MAIL_BYTES = 30_000_000;

function people(list: readonly Address[] | undefined): Person[] {
  return (list ?? [])
    .flatMap((entry) => entry.group ?? [entry])
    .map(({ name, address }) => ({ name: name ?? '', address: address ?? '' }));
}

function bytes(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

async function parse(uid: number, file: string, raw: Buffer): Promise<DemoMail> {
  const mail = await PostalMime.parse(raw);
  const date = mail.date === undefined ? undefined : new Date(mail.date);
  return {
    uid,
    file,
    raw,
    subject: mail.subject ?? '',
    from: people(mail.from ? [mail.from] : [])[0] ?? { name: '', address: '' },
    to: people(mail.to),
    replyTo: people(mail.replyTo),
    date: date && !Number.isNaN(date.getTime()) ? date : undefined,
    text: mail.text,
    html: mail.html,
    files: mail.attachments.map((entry, at) => ({
      part: at + 2,
      name: entry.filename ?? `part-${at + 2}`,
      type: entry.mimeType,
      content: bytes(entry.content),
      cid: entry.contentId?.replaceAll(/^<|>$/g, ''),
      inline: entry.related === true,
    })),
  };
}

/** The mails of these files, in this order. @throws Error that names the file which cannot be read. */
export async function readMails(files: readonly string[]): Promise<DemoMail[]> {
  return await Promise.all(
    files.map(async (path, at) => {
      const raw = await readFile(path).catch((cause: unknown) => {
        throw new Error(`${path} cannot be read`, { cause });
      });
      if (raw.length > MAX_MAIL_BYTES) throw new Error(`${path} is larger than ${MAX_MAIL_BYTES} bytes`);
      return await parse(at + 1, basename(path), raw);
    }),
  );
}
