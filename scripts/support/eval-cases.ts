import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputToMessage, mailToMessage } from '@/scripts/support/mail-to-message';
import type { MailFamily } from '@/utils/schema/family';
import { MAIL_FAMILIES } from '@/utils/schema/limits';
import type { Message } from '@/utils/schema/message';

/** One text with what it should be called. */
export interface Case {
  readonly id: string;
  readonly file: string;
  readonly label: string;
  readonly language: string;
  /** Null for what should not be warned of. */
  readonly family: MailFamily | null;
  /** Why it counts apart: a quotation, a letter in a picture. */
  readonly part: string;
  readonly cluster: string;
  readonly message: Message;
}

const FAMILIES: Readonly<Record<string, MailFamily>> = {
  'sextortion-bluff': 'bluff',
  'fake-authority': 'summons',
  'sexting-blackmail': 'real-images',
};

interface CorpusRow {
  id: string;
  lang?: string;
  label: string;
  channel?: string;
  subject?: string | null;
  text: string;
  /** What the mail itself says, where `text` was read off its picture. */
  mail_text?: string;
  frm?: string;
  attachments?: (string | { name: string })[];
  partial?: boolean;
  image_only?: boolean;
  dup_of?: string;
  cluster?: string;
}

/** The rows of one file of the corpus. */
export function readCorpus(file: string): Case[] {
  return lines(file).map((line) => {
    const row = JSON.parse(line) as CorpusRow;
    const { id, label, lang = '?' } = row;
    return {
      id,
      file,
      label,
      language: lang,
      family: FAMILIES[label] ?? null,
      part: row.image_only ? 'picture' : row.partial ? 'quotation' : '',
      cluster: row.dup_of ?? row.cluster ?? id,
      message: inputToMessage({
        id,
        subject: row.subject,
        text: row.image_only ? (row.mail_text ?? '') : row.text,
        from: row.frm,
        attachments: row.attachments,
        channel: row.channel === 'telegram' ? 'telegram' : 'mail',
      }),
    };
  });
}

/** The project's own mails: a folder of `.eml` with an `expected.json`; the name ends in the language. */
export async function readMails(folder: string): Promise<Case[]> {
  const expected = Object.entries(
    JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
      string,
      { family: string | null }
    >,
  );
  return Promise.all(
    expected.map(async ([name, { family }]) => ({
      id: name,
      file: name,
      label: family ?? 'innocent',
      language: /-([a-z]{2})\.eml$/.exec(name)?.[1] ?? '?',
      family: MAIL_FAMILIES.find((one) => one === family) ?? null,
      part: '',
      cluster: name,
      message: await mailToMessage(readFileSync(join(folder, name))),
    })),
  );
}

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
