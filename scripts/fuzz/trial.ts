import { inputs } from '@/scripts/fuzz/inputs';
import type { Engine } from '@/utils/detection/engine';
import type { PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import { Verdict } from '@/utils/schema/verdict';

/** What a verdict may take: so much, and so much a character. Far above what is measured, far below what is not linear. */
const BASE_MS = 25;
const MS_PER_CHAR = 0.006;
/** The machine does other things too: what takes too long is tried again before it is believed. */
const TRIES = 4;

/** The time of this thread alone, where Node tells it: a busy machine is no fault of a text. */
function now(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  if (!threadCpuUsage) return performance.now();
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
}

export interface Fault {
  readonly what: string;
  readonly message: Message;
}

/** Judges one message: null, or what is wrong with how it was judged. */
export function faultOf(engine: Engine, message: Message): string | null {
  const chars = message.text.length + message.subject.length + (message.from?.name.length ?? 0);
  const bound = BASE_MS + chars * MS_PER_CHAR;
  let took = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < TRIES && took > bound; attempt++) {
    const started = now();
    let verdict: unknown;
    try {
      verdict = engine.inspect(message);
    } catch (error) {
      return `it throws: ${String(error)}`;
    }
    took = Math.min(took, now() - started);
    const read = Verdict.safeParse(verdict);
    if (!read.success) return `no verdict: ${read.error.message}`;
  }
  return took > bound ? `${took.toFixed(0)} ms for ${chars} characters` : null;
}

/** Judges `count` made-up messages. The same for the same seed. */
export function fuzz(engine: Engine, list: PatternList, seed: number, count: number): Fault[] {
  const made = inputs(seed, wordsOf(list));
  const faults: Fault[] = [];
  for (let k = 0; k < count && faults.length < 10; k++) {
    const message = made.message();
    const what = faultOf(engine, message);
    if (what !== null) faults.push({ what, message });
  }
  return faults;
}

/** One line of about `chars` characters: all one character, all one word, or anything. */
export function longLines(list: PatternList, chars: number): readonly string[] {
  const made = inputs(9, wordsOf(list));
  let mixed = '';
  while (mixed.length < 20_000) mixed += made.text().replaceAll('\n', ' ');
  const kinds = [
    'a',
    ' ',
    '1',
    '"',
    '(',
    '<',
    '&',
    '\u202e',
    '\u200b',
    'о',
    '\ud835',
    '🇧',
    'bitcoin ',
    'b i t ',
    '1 euro ',
    mixed,
  ];
  return kinds.map((kind) => kind.repeat(Math.ceil(chars / kind.length)).slice(0, chars));
}

const wordsOf = (list: PatternList): string[] => [
  ...new Set(
    list.groups.flatMap(({ patterns }) =>
      patterns.flatMap(({ phrases }) => phrases.flatMap((phrase) => phrase.match(/[\p{L}\p{N}]+/gu) ?? [])),
    ),
  ),
];
