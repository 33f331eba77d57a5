import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inputToMessage, mailToMessage } from '@/scripts/support/mail-to-message';
import { Family } from '@/utils/schema/family';
import type { Level } from '@/utils/schema/level';
import type { Message } from '@/utils/schema/message';

/** One text with what it should be called. */
export interface Case {
  readonly id: string;
  /** `corpus`: texts beside the project; `raw`: their mails through the real reader; `own`: written for the project. */
  readonly origin: 'corpus' | 'raw' | 'own';
  /** The file it comes from, without its ending. */
  readonly file: string;
  readonly label: string;
  readonly language: string;
  /** Null for what should not be warned of. */
  readonly family: Family | null;
  /** What it should come to; a lower level is a miss, a higher one of an innocent text a false alarm. */
  readonly expect: Level;
  /** Why it counts apart: a quotation, a letter in a picture. */
  readonly part: string;
  /** Telegram: the chat that it was posted in. */
  readonly chat: string;
  readonly cluster: string;
  readonly message: Message;
}

const FAMILIES: Readonly<Record<string, Family>> = {
  'sextortion-bluff': 'bluff',
  'fake-authority': 'summons',
  'sexting-blackmail': 'real-images',
  'telegram-crime:drugs': 'drugs',
  'telegram-crime:fake-docs': 'forged-papers',
  'telegram-crime:ncii-lure': 'exposure',
  'telegram-crime:cybercrime-service': 'scam-kit',
};

/** Extortion that is no sextortion: calling it `threat` is right, calling it nothing is no miss. */
const RELATED = new Set(['website-ransom', 'violence-threat-extortion']);

interface CorpusRow {
  id: string;
  lang?: string;
  label: string;
  kind?: string;
  channel?: string;
  subject?: string | null;
  text: string;
  /** What the mail itself says, where `text` was read off its picture or document. */
  mail_text?: string;
  frm?: string;
  attachments?: (string | { name: string })[];
  partial?: boolean;
  transcribed?: boolean;
  image_only?: boolean;
  dup_of?: string;
  cluster?: string;
  eml?: string;
  chat?: string;
}

/** The rows of one file of the corpus. A row whose letter was attached gives two: the letter, and the mail around it. */
export function readCorpus(file: string): Case[] {
  return lines(file).flatMap((line) => {
    const row = JSON.parse(line) as CorpusRow;
    const { id, label, lang = '?', chat = '' } = row;
    const family = FAMILIES[label] ?? null;
    const telegram = row.channel === 'telegram' || label.startsWith('telegram');
    const one = (part: string, text: string, attachments: CorpusRow['attachments']): Case => ({
      id: part === 'cover' ? `${id}#cover` : id,
      origin: 'corpus',
      file: basename(file, '.jsonl'),
      label: RELATED.has(row.kind ?? '') ? 'related-extortion' : label,
      language: lang,
      family,
      // One post is at most a notice; channels are judged apart.
      expect: family === null ? 'none' : telegram ? 'notice' : 'warning',
      part,
      chat,
      cluster: row.dup_of ?? row.cluster ?? id,
      message: inputToMessage({
        id,
        subject: row.subject,
        text,
        from: row.frm,
        attachments,
        channel: telegram ? 'telegram' : 'mail',
      }),
    });
    if (row.mail_text === undefined) return [one(partOf(row), row.text, row.attachments)];
    return [
      one(row.image_only ? 'text of a picture' : partOf(row), row.text, []),
      one('cover', row.mail_text, row.attachments),
    ];
  });
}

function partOf({ partial, transcribed }: CorpusRow): string {
  if (partial) return 'quotation';
  return transcribed ? 'typed over' : '';
}

/** Raw mails of the corpus, through the reader of mails; what they should be called stands in the rows. */
export async function readRawMails(folder: string, rows: readonly Case[]): Promise<Case[]> {
  if (!existsSync(folder)) return [];
  const known = new Map(rows.map((row) => [row.id, row]));
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  const cases = await Promise.all(
    names.map(async (name): Promise<Case[]> => {
      const row = known.get(basename(name, '.eml'));
      if (!row) return [];
      const message = await mailToMessage(readFileSync(join(folder, name)));
      const part = row.part === 'text of a picture' ? 'cover' : row.part;
      return [{ ...row, id: `${row.id}.eml`, origin: 'raw', part, message }];
    }),
  );
  return cases.flat();
}

/** The project's own mails: a folder of `.eml` with an `expected.json`; the name ends in the language. */
export async function readMails(folder: string): Promise<Case[]> {
  const expected = Object.entries(
    JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<
      string,
      { family: string | null; level: Level }
    >,
  );
  return Promise.all(
    expected.map(async ([name, { family, level }]): Promise<Case> => {
      const called = family === null ? null : Family.parse(family);
      return {
        id: name,
        origin: 'own',
        file: 'mails',
        label: called ?? 'innocent',
        language: /-([a-z]{2})\.eml$/.exec(name)?.[1] ?? '?',
        family: called,
        expect: level,
        part: '',
        chat: '',
        cluster: name,
        message: await mailToMessage(readFileSync(join(folder, name))),
      };
    }),
  );
}

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
