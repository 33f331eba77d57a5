import { chance } from '@/scripts/bench/chance';
import type { PatternList } from '@/utils/schema/list';
import type { Pattern } from '@/utils/schema/pattern';

/** What no corpus gives: lists of any size, rows of plain words to compare searchers on, and a chat that repeats itself. */

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te ti to va ve vi vo'.split(
    ' ',
  );
const PHRASES_PER_PATTERN = 10;
const MADE_UP_WORDS = 30_000;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\b[a-z]{2,14}\b/g) ?? [];

/** Phrases of two to four words, half of them standing in `text`, half put together from its words. */
export function plainPhrases(text: string, count: number): string[] {
  const next = chance(1);
  const words = wordsOf(text);
  const phrases = new Set<string>();
  while (phrases.size < count) {
    const length = 2 + Math.floor(next() * 3);
    const at = Math.floor(next() * (words.length - length));
    const row =
      phrases.size % 2 === 0
        ? words.slice(at, at + length)
        : Array.from({ length }, () => words[Math.floor(next() * words.length)] ?? '');
    phrases.add(row.join(' '));
  }
  return [...phrases];
}

/** A list of `count` phrases as authors write them: alternatives, gaps, beginnings of words, out of common and made-up words. */
export function bigList(text: string, count: number, like: PatternList): PatternList {
  const next = chance(2);
  const common = [...new Set(wordsOf(text))];
  const madeUp = Array.from({ length: MADE_UP_WORDS }, () =>
    Array.from(
      { length: 2 + Math.floor(next() * 3) },
      () => SYLLABLES[Math.floor(next() * SYLLABLES.length)],
    ).join(''),
  );
  const pick = () => {
    const from = next() < 0.4 ? common : madeUp;
    return from[Math.floor(next() * from.length)] ?? '';
  };
  const place = () => {
    const kind = next();
    if (kind < 0.2) return `(${pick()}|${pick()})`;
    if (kind < 0.25) return `[${pick()}] ${pick()}`;
    return kind < 0.3 ? `${pick()}*` : pick();
  };
  const phrase = () => {
    const head = [place(), place()];
    return next() < 0.4
      ? [...head, `<${1 + Math.floor(next() * 6)}>`, place()].join(' ')
      : [...head, place()].join(' ');
  };
  const patterns: Pattern[] = Array.from({ length: Math.ceil(count / PHRASES_PER_PATTERN) }, (_, k) => ({
    id: `bluff.en.made-up-${k}`,
    signal: 'recording',
    weight: 1,
    phrases: Array.from({ length: Math.min(PHRASES_PER_PATTERN, count - k * PHRASES_PER_PATTERN) }, phrase),
  }));
  return { ...like, groups: [{ family: 'bluff', language: 'en', patterns }] };
}

/** The same list with its first phrases only. */
export function firstPhrases(list: PatternList, count: number): PatternList {
  const [group] = list.groups;
  if (!group) return list;
  return { ...list, groups: [{ ...group, patterns: group.patterns.slice(0, count / PHRASES_PER_PATTERN) }] };
}

/**
 * Messages of a chat, by number: `total` of them, of which `unique` are different.
 * Each different one comes at least once; which one comes again follows Zipf, as
 * it does among people who advertise.
 */
export function repeatedMessages(
  texts: readonly string[],
  total: number,
  unique: number,
): { readonly messages: readonly string[]; readonly order: Uint32Array } {
  const next = chance(3);
  const words = texts.flatMap((text) => text.split(/\s+/)).filter((word) => word !== '');
  const messages = Array.from({ length: unique }, (_, k) => {
    const length = 10 + Math.floor(next() * next() * 110);
    const at = Math.floor(next() * Math.max(1, words.length - length));
    return `${words.slice(at, at + length).join(' ')} ${k}`;
  });
  const order = new Uint32Array(total);
  for (let k = 0; k < total; k++)
    order[k] = k < unique ? k : Math.min(unique - 1, Math.floor(unique ** next()) - 1);
  for (let k = total - 1; k > 0; k--) {
    const other = Math.floor(next() * (k + 1));
    const kept = order[k] ?? 0;
    order[k] = order[other] ?? 0;
    order[other] = kept;
  }
  return { messages, order };
}
