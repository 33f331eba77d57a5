import { FOREIGN_LETTER, kindOf } from '@/utils/text/fold';
import { BLANK, DIGIT, LETTER, typeOf } from '@/utils/text/letters';
import type { Folded } from '@/utils/text/normalise';
import { shapesOf } from '@/utils/text/shapes';

/**
 * A text taken apart into what may be letters of words, for the second reading:
 * one cell a letter, digit or sign that stands for a letter, one for a number.
 * What stands between cells is kept as a width only, so that "b.i.t", "b i t" and
 * "b </b>it" are alike.
 */
export interface Cells {
  readonly length: number;
  /** Folded offset behind the last cell: less than was asked for where there were too many. */
  readonly end: number;
  /** Folded offset of each cell, and after it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What the cell shows, folded. */
  readonly units: Uint16Array;
  /** `LETTERS`, `NUMBER` or `SIGN`. */
  readonly kinds: Uint8Array;
  /** Width of what stands before the cell: 0 within a word. */
  readonly gaps: Uint8Array;
  /** 1 where the cell stands in noise: put between words to part them. */
  readonly noise: Uint8Array;
}

export const LETTERS = 0;
export const NUMBER = 1;
/** A digit or sign that may be a letter, and may be nothing. */
export const SIGN = 2;

const LINE_END = 0x0a;
const MAX_GAP = 9;
const MAX_INSERT = 12;
/** Brackets around more than this are a remark. */
const MAX_ASIDE = 24;
/** Signs of code and of sums: letters in a text in leet only. */
const BRACKET_SIGNS = new Set([...'(+|!'].map((sign) => sign.charCodeAt(0)));
const OPENING = new Map(
  [...['()', '[]', '{}', '**', '~~']].map(([a, b]) => [a?.charCodeAt(0), b?.charCodeAt(0)]),
);

/** At most `most` cells. `lone`: lone digits and signs are letters too, in a text that writes most of its words with digits. */
export function cellsOf(folded: Folded, from: number, to: number, lone: boolean, most: number): Cells {
  const { units } = folded;
  const room = Math.min(most, to - from);
  const starts = new Int32Array(room);
  const ends = new Int32Array(room);
  const shown = new Uint16Array(room);
  const kinds = new Uint8Array(room);
  const gaps = new Uint8Array(room);
  const noise = new Uint8Array(room);
  let n = 0;
  let gap = MAX_GAP;
  const push = (at: number, end: number, kind: number) => {
    starts[n] = at;
    ends[n] = end;
    shown[n] = units[at] ?? 0;
    kinds[n] = kind;
    gaps[n++] = Math.min(gap, MAX_GAP);
    gap = 0;
  };
  let i = from;
  while (i < to && n < room) {
    const code = units[i] ?? 0;
    const type = typeOf(code);
    if (type === LETTER || isForeign(folded, i)) {
      push(i, ++i, LETTERS);
    } else if (type === DIGIT) {
      const end = numberEnd(units, i, to);
      // A figure is taken whole, so a digit before this one was part of a word.
      const isInside = i > from && typeOf(units[i - 1] ?? 0) === DIGIT;
      const alone = !isInside && !touches(units, i - 1, -1) && !touches(units, end, 1);
      if (alone && !(lone && end - i === 1)) {
        push(i, end, NUMBER);
        i = end;
      } else push(i, ++i, SIGN);
    } else {
      const inserted = insertEnd(units, i, to);
      if (inserted > 0) i = inserted;
      else if (lone ? shapesOf(code).length > 0 : isLetterSign(units, i)) push(i, ++i, SIGN);
      else {
        gap += code === LINE_END ? 3 : type === BLANK ? 2 : 1;
        i++;
      }
    }
  }
  const cells = { length: n, end: i, starts, ends, units: shown, kinds, gaps, noise };
  markNoise(cells, folded);
  return cells;
}

function isForeign(folded: Folded, i: number): boolean {
  const code = folded.units[i] ?? 0;
  return code >= 128 && shapesOf(code).length > 0 && typeOf(code) === LETTER;
}

/** A letter at `at`, or a sign with a letter behind it: a digit beside it is no number. */
function touches(units: Uint16Array, at: number, step: number): boolean {
  const code = units[at] ?? 0;
  if (typeOf(code) === LETTER) return true;
  return typeOf(code) !== DIGIT && shapesOf(code).length > 0 && typeOf(units[at + step] ?? 0) === LETTER;
}

function numberEnd(units: Uint16Array, start: number, to: number): number {
  let end = start;
  while (end < to) {
    const code = units[end] ?? 0;
    const inner = (code === 0x2e || code === 0x2c || code === 0x27) && typeOf(units[end + 1] ?? 0) === DIGIT;
    if (typeOf(code) !== DIGIT && !inner) break;
    end++;
  }
  return end;
}

/** Beside a letter, or beside another sign that is; never before a figure ("$500"). */
function isLetterSign(units: Uint16Array, at: number): boolean {
  if (shapesOf(units[at] ?? 0).length === 0 || BRACKET_SIGNS.has(units[at] ?? 0)) return false;
  const isWord = (k: number) => {
    const code = units[k] ?? 0;
    return typeOf(code) === LETTER || (typeOf(code) !== DIGIT && shapesOf(code).length > 0);
  };
  const before = isWord(at - 1);
  return (before || isWord(at + 1)) && (before || typeOf(units[at + 1] ?? 0) !== DIGIT);
}

/** After a few letters in brackets that were put into a word: "fi(xq)lmed". */
function insertEnd(units: Uint16Array, at: number, to: number): number {
  const code = units[at] ?? 0;
  if (code !== 0x28 && code !== 0x5b && code !== 0x7b) return 0;
  if (typeOf(units[at - 1] ?? 0) !== LETTER) return 0;
  const close = OPENING.get(code) ?? 0;
  for (let i = at + 1; i < to && i - at <= MAX_INSERT; i++) {
    if (units[i] === close) return typeOf(units[i + 1] ?? 0) === LETTER ? i + 1 : 0;
  }
  return 0;
}

/** Rows between blanks that nobody can have written by hand, letters and digits or capitals mixed up; and what stands in brackets. */
function markNoise({ length, starts, ends, gaps, noise }: Cells, { units, source, map }: Folded): void {
  for (let k = 0; k < length; ) {
    let last = k;
    while (last + 1 < length && (gaps[last + 1] ?? 0) < 2) last++;
    const start = starts[k] ?? 0;
    const close = OPENING.get(units[start - 1] ?? 0);
    if (close !== undefined) {
      const shut = within(units, close, start);
      while (last + 1 < length && (ends[last] ?? 0) < shut) last++;
      if (shut >= 0) noise.fill(1, k, last + 1);
    } else if (last - k >= 6 && isScrambled(source, map[start] ?? 0, map[starts[last] ?? 0] ?? 0)) {
      noise.fill(1, k, last + 1);
    }
    k = last + 1;
  }
}

function within(units: Uint16Array, sign: number, from: number): number {
  for (let i = from; i <= from + MAX_ASIDE; i++) if (units[i] === sign) return i;
  return -1;
}

/** Capitals and digits in the middle, again and again. */
function isScrambled(source: string, from: number, to: number): boolean {
  let changes = 0;
  let before = 0;
  for (let i = from; i <= to; i++) {
    const code = source.charCodeAt(i);
    const kind =
      code >= 48 && code <= 57 ? 1 : code >= 65 && code <= 90 ? 2 : code >= 97 && code <= 122 ? 3 : 0;
    if (kind === 0) continue;
    // From a small letter or a digit to a capital, or between digits and letters.
    if (before !== 0 && kind !== before && !(before === 2 && kind === 3)) changes++;
    before = kind;
  }
  return changes >= 3 && changes * 5 >= to - from;
}

/** Whether the source shows a letter of another script at unit `i` that was folded to one of several possible letters. */
export function sourceShapes(folded: Folded, i: number): Uint16Array {
  const shown = folded.source.charCodeAt(folded.map[i] ?? 0);
  return shown >= 128 && kindOf(shown) === FOREIGN_LETTER ? shapesOf(shown) : shapesOf(folded.units[i] ?? 0);
}
