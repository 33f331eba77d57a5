import type { Folded } from '@/utils/text/normalise';
import type { Tokens } from '@/utils/text/tokens';
import { UNKNOWN, type Vocabulary } from '@/utils/text/vocabulary';

/** Words that were taken apart or written with digits: put together again where the vocabulary knows them. */

/** A row of lone letters at even distances: "b i t c o i n". */
export interface Run {
  /** Folded offset of the first letter. */
  start: number;
  count: number;
  /** Characters between two letters. */
  gap: number;
}

/** Shorter runs are initials and lists. */
const MIN_LETTERS = 4;
const MAX_WORD = 24;
const MAX_LEET = 24;

/**
 * Ends a run: its lone-letter tokens are replaced by the words that they spell.
 * A run may hold several words ("i f i l m e d y o u"): the vocabulary cuts it
 * greedily, longest word first, and skips letters that fit nowhere.
 */
export function joinLetters(folded: Folded, vocabulary: Vocabulary, tokens: Tokens, run: Run): void {
  const { start, count, gap } = run;
  run.count = 0;
  if (count < MIN_LETTERS || tokens.length < count) return;
  const step = gap + 1;
  const letters = new Uint16Array(count);
  for (let k = 0; k < count; k++) letters[k] = folded.units[start + k * step] ?? 0;
  const pieces: { cls: number; from: number; to: number }[] = [];
  let best = 0;
  for (let k = 0; k < count; ) {
    const length = vocabulary.longestKnown(letters, k, Math.min(count, k + MAX_WORD));
    if (length === 0) {
      k++;
      continue;
    }
    // A prefix that is known may be continued by letters that no phrase writes out: "film|ed".
    pieces.push({ cls: vocabulary.classOf(letters, k, k + length), from: k, to: k + length });
    if (length > best) best = length;
    k += length;
  }
  if (best < MIN_LETTERS) return;
  tokens.length -= count;
  for (const piece of pieces) {
    tokens.push(piece.cls, start + piece.from * step, start + (piece.to - 1) * step + 1);
  }
  tokens.joined++;
  if (tokens.firstJoined < 0) tokens.firstJoined = start;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
};

const scratch = new Uint16Array(MAX_LEET);

/** The class of the word that a token with digits in it means, or -1. "1" is tried as i and as l. */
export function readLeet(vocabulary: Vocabulary, units: Uint16Array, start: number, end: number): number {
  const length = end - start;
  if (length < MIN_LETTERS || length > MAX_LEET) return -1;
  for (const one of ['i', 'l']) {
    let letters = 0;
    for (let k = 0; k < length; k++) {
      const code = units[start + k] ?? 0;
      const sign = String.fromCharCode(code);
      const meant = sign === '1' ? one : LEET[sign];
      if (meant === undefined) letters++;
      scratch[k] = meant === undefined ? code : meant.charCodeAt(0);
    }
    // Mostly digits is a number with a unit or a code, not a word.
    if (letters * 2 < length) return -1;
    if (vocabulary.longestKnown(scratch, 0, length) >= MIN_LETTERS) {
      const cls = vocabulary.classOf(scratch, 0, length);
      if (cls !== UNKNOWN) return cls;
    }
  }
  return -1;
}
