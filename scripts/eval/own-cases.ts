import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import type { Case } from '@/scripts/support/eval-cases';
import { inputToMessage } from '@/scripts/support/mail-to-message';
import { Family } from '@/utils/schema/family';
import { Level } from '@/utils/schema/level';

const Address = z.union([z.string(), z.object({ name: z.optional(z.string()), address: z.string() })]);

/** One line of `tests/corpus/cases/<name>.jsonl`: a text written for the project, and what it should come to. */
const OwnCase = z
  .strictObject({
    id: z.string().check(z.minLength(1)),
    lang: z.string().check(z.regex(/^[a-z]{2,3}$/)),
    family: z.nullable(Family),
    expect: Level,
    channel: z.enum(['mail', 'telegram']),
    subject: z.optional(z.string()),
    from: z.optional(Address),
    replyTo: z.optional(Address),
    to: z.optional(z.union([Address, z.array(Address)])),
    attachments: z.optional(z.array(z.string())),
    /** Telegram: the title of the channel, group or chat, and what it is; posts with the same title add up. */
    chat: z.optional(z.string()),
    place: z.optional(z.enum(['private', 'group', 'broadcast'])),
    /** Why the case is there, for whoever reads the file. */
    note: z.optional(z.string()),
    text: z.string(),
  })
  .check(
    // A scam is called something; of an innocent text that quotes one, a notice can be borne.
    z.refine(({ family, expect }) => expect !== (family === null ? 'warning' : 'none'), { path: ['expect'] }),
  );

/** Every file of the folder, in the order of its name. @throws when a line is not as it should be, naming file and line. */
export function readOwnCases(folder: string): Case[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (line.trim() === '' ? [] : [readCase(line, name, at + 1)])),
    );
}

function readCase(line: string, name: string, number: number): Case {
  const { data, error } = OwnCase.safeParse(parse(line), { error: z.locales.en().localeError });
  if (!data) {
    const [first] = error.issues;
    throw new Error(`${name}, line ${number}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`);
  }
  return {
    id: data.id,
    origin: 'own',
    file: basename(name, '.jsonl'),
    label: data.family ?? 'innocent',
    language: data.lang,
    family: data.family,
    expect: data.expect,
    part: '',
    chat: data.chat ?? '',
    cluster: data.id,
    message: { ...inputToMessage(data), ...(data.place && { chat: data.place }) },
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
