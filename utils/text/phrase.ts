import { PhraseError } from '@/utils/text/phrase-error';
import { KIND_SYMBOLS } from '@/utils/text/vocabulary';
import { mixIn, type Row, SIGN, type WordRows } from '@/utils/text/word-rows';

/**
 * Reads the notation of `utils/schema/pattern.ts`.
 *
 * A phrase becomes segments, one after the other, with at most `gap` tokens
 * between a segment and the one before. A segment is a row of places, and at each
 * place stand the rows of symbols that may stand there. The automaton walks all
 * choices; where they would be too many the segment is cut in two that must touch
 * (gap 0), so that no phrase can grow out of hand.
 *
 * Symbols are numbers from here on, and choices are not written out: a list of
 * 2,900 phrases has 50,000 of them, and as arrays of strings they took three
 * quarters of the time of a compilation.
 */
export interface Segment {
  /** Other tokens allowed between this and the segment before; 0 in the first. */
  readonly gap: number;
  readonly places: readonly Place[];
}

/** The rows that may stand at one place. An empty row: nothing need stand there. */
export type Place = readonly Row[];

const MAX_CHOICES = 24;
const MAX_NESTED_CHOICES = 512;
/** A joined history of segment ends fits in memory because gaps are short; longer ones would join unrelated sentences. */
export const MAX_GAP = 12;
export const MAX_ROW_WORDS = 14;

/** @throws PhraseError */
export function parsePhrase(notation: string, words: WordRows): Segment[] {
  const reader = new Reader(notation, words);
  const segments: Segment[] = [];
  let gap = 0;
  for (;;) {
    cut(reader.row(true), gap, words, segments);
    if (reader.sign === END) return segments;
    const digits = /^<(\d{1,2})>$/.exec(reader.piece);
    if (!digits) throw new PhraseError(`"${reader.piece}" has no partner`);
    reader.step();
    gap = Number(digits[1]);
    if (gap < 1 || gap > MAX_GAP) throw new PhraseError(`a gap is 1 to ${MAX_GAP} words`);
  }
}

const OPEN = 0x28;
const CLOSE = 0x29;
const OPEN_OPTION = 0x5b;
const CLOSE_OPTION = 0x5d;
const BAR = 0x7c;
const LESS = 0x3c;
const MORE = 0x3e;
/** What the reader stands at, if it is no sign. */
const WORD = 0;
const END = -1;

const IN_WORD = 0;
const BLANK = 1;
const SIGN_OF_NOTATION = 2;
/** What each character is to the notation. Asked of every character of a list, of which there are half a million. */
const SORTS = new Uint8Array(0x100);
for (const code of [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0xa0]) SORTS[code] = BLANK;
for (const code of [OPEN, CLOSE, OPEN_OPTION, CLOSE_OPTION, BAR, LESS, MORE]) SORTS[code] = SIGN_OF_NOTATION;
const sortOf = (code: number): number => (code < 0x100 ? (SORTS[code] ?? IN_WORD) : IN_WORD);

class Reader {
  /** The sign that comes next, `WORD` or `END`. */
  sign = END;
  private start = 0;
  private end = 0;
  private hash = 0;
  private readonly notation: string;
  private readonly words: WordRows;

  constructor(notation: string, words: WordRows) {
    this.notation = notation;
    this.words = words;
    this.step();
  }

  /** What comes next, as it is written. */
  get piece(): string {
    return this.notation.slice(this.start, this.end);
  }

  step(): void {
    const { notation } = this;
    let start = this.end;
    while (start < notation.length && sortOf(notation.charCodeAt(start)) === BLANK) start++;
    this.start = start;
    this.end = start;
    if (start === notation.length) {
      this.sign = END;
      return;
    }
    const code = notation.charCodeAt(start);
    if (sortOf(code) === SIGN_OF_NOTATION) {
      this.sign = code;
      this.end = code === LESS ? notation.indexOf('>', start) + 1 : start + 1;
      if (this.end === 0) throw new PhraseError(`cannot read "${notation.slice(start)}"`);
      return;
    }
    this.sign = WORD;
    let end = start;
    let hash = 0;
    for (; end < notation.length; end++) {
      const letter = notation.charCodeAt(end);
      if (sortOf(letter) !== IN_WORD) break;
      hash = mixIn(hash, letter);
    }
    this.end = end;
    this.hash = hash;
  }

  /** Places up to a bar, a closing bracket or a gap, which is left unread. */
  row(top: boolean): Place[] {
    const places: Place[] = [];
    for (;;) {
      const { sign } = this;
      if (sign === END || sign === BAR || sign === CLOSE || sign === CLOSE_OPTION) break;
      if (sign === LESS) {
        if (!top) throw new PhraseError('a gap cannot stand inside brackets');
        break;
      }
      if (sign === MORE) throw new PhraseError('cannot read ">"');
      if (sign === WORD) {
        places.push(this.words.at(this.notation, this.start, this.end, this.hash));
        this.step();
      } else {
        this.step();
        places.push(sign === OPEN ? this.alternatives(CLOSE, []) : this.alternatives(CLOSE_OPTION, [[]]));
      }
    }
    if (places.length === 0) throw new PhraseError('an empty part');
    return places;
  }

  private alternatives(close: number, rows: Row[]): Place {
    for (;;) {
      const places = this.row(false);
      const only = places.length === 1 ? places[0] : undefined;
      for (const row of only ?? product(places)) rows.push(row);
      if (rows.length > MAX_NESTED_CHOICES) throw new PhraseError('too many alternatives');
      const { sign } = this;
      if (sign === END) throw new PhraseError(`"${String.fromCharCode(close)}" is missing`);
      this.step();
      if (sign === close) return rows;
      if (sign !== BAR) throw new PhraseError(`"${String.fromCharCode(close)}" is missing`);
    }
  }
}

function product(places: readonly Place[]): Row[] {
  let rows: number[][] = [[]];
  for (const place of places) {
    const only = place.length === 1 ? place[0] : undefined;
    // Most places are one word: no choice, nothing to copy.
    if (only !== undefined) {
      for (const row of rows) for (const symbol of only) row.push(symbol);
      continue;
    }
    const wider: number[][] = [];
    for (const row of rows) for (const piece of place) wider.push([...row, ...piece]);
    if (wider.length > MAX_NESTED_CHOICES) {
      throw new PhraseError('too many alternatives inside each other');
    }
    rows = wider;
  }
  return rows;
}

/** Adds the segments of a stretch of places: one, or more where its choices are too many. */
function cut(places: readonly Place[], gap: number, words: WordRows, segments: Segment[]): void {
  let choices = 1;
  for (const place of places) choices *= place.length;
  if (choices > MAX_CHOICES && places.length > 1) {
    const at = cutPoint(places, words);
    if (at > 0) {
      cut(places.slice(0, at), gap, words, segments);
      cut(places.slice(at), 0, words, segments);
      return;
    }
  }
  const joined = hasAmount(places, words) ? [product(places).map((row) => joinAmounts(row, words))] : places;
  let least = 0;
  let most = 0;
  for (const place of joined) {
    let shortest = MAX_ROW_WORDS + 1;
    let longest = 0;
    for (const { length } of place) {
      if (length < shortest) shortest = length;
      if (length > longest) longest = length;
    }
    least += shortest;
    most += longest;
  }
  if (least === 0) throw new PhraseError('a part in which every word may be missing');
  if (most > MAX_ROW_WORDS) throw new PhraseError(`more than ${MAX_ROW_WORDS} words in a row`);
  // What could not be cut is walked choice by choice all the same: it must have an end.
  if (choices > MAX_NESTED_CHOICES) throw new PhraseError('too many alternatives in a row');
  segments.push({ gap, places: joined });
}

/** Where to cut: as near the middle as possible, each half with a word that must stand, no amount taken apart. 0: nowhere. */
function cutPoint(places: readonly Place[], words: WordRows): number {
  const middle = places.length / 2;
  let best = 0;
  for (let at = 1; at < places.length; at++) {
    if (!places.slice(0, at).some(isSolid) || !places.slice(at).some(isSolid)) continue;
    if (touchesNumber(places[at - 1], words) || touchesNumber(places[at], words)) continue;
    if (best === 0 || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  }
  return best;
}

const isSolid = (place: Place) => place.every((row) => row.length > 0);

function touchesNumber(place: Place | undefined, words: WordRows): boolean {
  return place?.some((row) => row.some((symbol) => words.isNumber(symbol))) ?? false;
}

/** Only then must choices be looked at one by one: a currency word may join a number of the next place. */
function hasAmount(places: readonly Place[], words: WordRows): boolean {
  for (const place of places)
    for (const row of place) for (const symbol of row) if (words.isCurrency(symbol)) return true;
  return false;
}

/** "#number euro" and "€ #number" are what the tokeniser makes of them: one amount. */
function joinAmounts(row: Row, words: WordRows): Row {
  const out: number[] = [];
  for (let i = 0; i < row.length; i++) {
    const symbol = row[i] ?? SIGN;
    if (words.isNumber(symbol) && words.isCurrency(row[i + 1])) {
      out.push(KIND_SYMBOLS.amount);
      i++;
    } else if (words.isCurrency(symbol) && words.isNumber(row[i + 1])) {
      out.push(KIND_SYMBOLS.amount);
      i++;
      if (words.isCurrency(row[i + 1])) i++;
    } else if (symbol !== SIGN) out.push(symbol);
  }
  return out;
}
