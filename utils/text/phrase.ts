import { CURRENCY_WORDS } from '@/utils/text/currency';
import { foldedText, normalise } from '@/utils/text/normalise';

/**
 * Reads the notation of `utils/schema/pattern.ts`.
 *
 * A phrase becomes segments, one after the other, with at most `gap` tokens
 * between a segment and the one before. A segment is written out as rows, one
 * for each choice of alternatives; where that would be too many rows the segment
 * is cut in two that must touch (gap 0), so that no phrase can grow out of hand.
 *
 * A row is a list of words as the tokeniser makes them: `film*` for a prefix,
 * `#number` for a kind of token. The courtesies of the tokeniser are repeated
 * here, so that authors need not know them: "j'ai" and "e-mail" are two words,
 * and also found when written as one; "ü" is also found as "ue"; a number beside
 * a currency is `#amount`.
 */
export interface Segment {
  /** Other tokens allowed between this and the segment before; 0 in the first. */
  gap: number;
  rows: string[][];
}

export class PhraseError extends Error {
  override name = 'PhraseError';
}

const MAX_ROWS = 24;
/** A joined history of segment ends fits in memory because gaps are short; longer ones would join unrelated sentences. */
export const MAX_GAP = 12;
export const MAX_ROW_WORDS = 14;
const KINDS = new Set(['#number', '#amount', '#wallet', '#email', '#url']);
const PIECES = /\s*([()[\]|]|<[^>]*>|[^\s()[\]|<>]+)/gy;
/** A currency sign standing alone: joins a number beside it, and stands for nothing otherwise. */
const SIGN = '$';

/** What words of the notation were read as. Phrases share most of their words, so one compilation keeps one. */
export type ReadWords = Map<string, string[][]>;

/** @throws PhraseError */
export function parsePhrase(notation: string, read: ReadWords = new Map()): Segment[] {
  const pieces: string[] = [];
  PIECES.lastIndex = 0;
  let at = 0;
  for (let match = PIECES.exec(notation); match !== null; match = PIECES.exec(notation)) {
    pieces.push(match[1] ?? '');
    at = PIECES.lastIndex;
  }
  if (notation.slice(at).trim() !== '') throw new PhraseError(`cannot read "${notation.slice(at).trim()}"`);
  const reader = new Reader(pieces, read);
  const segments: Segment[] = [];
  let gap = 0;
  for (;;) {
    const elements = reader.row(true);
    segments.push(...writeOut(elements, gap));
    const next = reader.next();
    if (next === undefined) break;
    const digits = /^<(\d{1,2})>$/.exec(next);
    if (!digits) throw new PhraseError(`"${next}" has no partner`);
    gap = Number(digits[1]);
    if (gap < 1 || gap > MAX_GAP) throw new PhraseError(`a gap is 1 to ${MAX_GAP} words`);
  }
  return segments;
}

/** What stands at one place of a phrase: the rows that may stand there. An empty row: nothing need stand there. */
type Element = string[][];

class Reader {
  private at = 0;
  private readonly pieces: readonly string[];
  private readonly read: ReadWords;

  constructor(pieces: readonly string[], read: ReadWords) {
    this.pieces = pieces;
    this.read = read;
  }

  next(): string | undefined {
    return this.pieces[this.at++];
  }

  /** Elements up to a bar, a closing bracket or a gap, which is left unread. */
  row(top: boolean): Element[] {
    const elements: Element[] = [];
    for (;;) {
      const piece = this.pieces[this.at];
      if (piece === undefined || piece === '|' || piece === ')' || piece === ']') break;
      if (piece.startsWith('<')) {
        if (!top) throw new PhraseError('a gap cannot stand inside brackets');
        break;
      }
      this.at++;
      if (piece === '(') elements.push(this.alternatives(')'));
      else if (piece === '[') elements.push([[], ...this.alternatives(']')]);
      else elements.push(this.word(piece));
    }
    if (elements.length === 0) throw new PhraseError('an empty part');
    return elements;
  }

  private word(piece: string): Element {
    let rows = this.read.get(piece);
    if (rows === undefined) {
      rows = wordRows(piece);
      this.read.set(piece, rows);
    }
    return rows;
  }

  private alternatives(close: string): Element {
    const rows: Element = [];
    for (;;) {
      rows.push(...product(this.row(false)));
      const piece = this.next();
      if (piece === close) return rows;
      if (piece !== '|') throw new PhraseError(`"${close}" is missing`);
    }
  }
}

function product(elements: readonly Element[]): string[][] {
  let rows: string[][] = [[]];
  for (const element of elements) {
    const wider: string[][] = [];
    for (const row of rows) for (const piece of element) wider.push([...row, ...piece]);
    if (wider.length > 512) throw new PhraseError('too many alternatives inside each other');
    rows = wider;
  }
  return rows;
}

/** Rows of a stretch of elements, cut in two where they would be too many. */
function writeOut(elements: readonly Element[], gap: number): Segment[] {
  let count = 1;
  for (const element of elements) count *= element.length;
  if (count > MAX_ROWS && elements.length > 1) {
    const cut = cutPoint(elements);
    if (cut > 0) return [...writeOut(elements.slice(0, cut), gap), ...writeOut(elements.slice(cut), 0)];
  }
  const seen = new Set<string>();
  const rows: string[][] = [];
  for (const raw of product(elements)) {
    const row = joinAmounts(raw);
    if (row.length === 0) throw new PhraseError('a part in which every word may be missing');
    if (row.length > MAX_ROW_WORDS) throw new PhraseError(`more than ${MAX_ROW_WORDS} words in a row`);
    const key = row.join(' ');
    if (!seen.has(key)) rows.push(row);
    seen.add(key);
  }
  return [{ gap, rows }];
}

/** Where to cut: as near the middle as possible, each half with a word that must stand, no amount taken apart. 0: nowhere. */
function cutPoint(elements: readonly Element[]): number {
  const solid = elements.map((element) => element.every((row) => row.length > 0));
  const middle = elements.length / 2;
  let best = 0;
  for (let cut = 1; cut < elements.length; cut++) {
    if (!solid.slice(0, cut).includes(true) || !solid.slice(cut).includes(true)) continue;
    if (touchesNumber(elements[cut - 1]) || touchesNumber(elements[cut])) continue;
    if (best === 0 || Math.abs(cut - middle) < Math.abs(best - middle)) best = cut;
  }
  return best;
}

function touchesNumber(element: Element | undefined): boolean {
  return element?.some((row) => row.some((word) => word === '#number' || /^\d/.test(word))) ?? false;
}

function isNumber(word: string | undefined): boolean {
  return word === '#number' || word === '#amount' || (word !== undefined && /^\d/.test(word));
}

function isCurrency(word: string | undefined): boolean {
  return word !== undefined && (word === SIGN || CURRENCY_WORDS.has(word));
}

/** "#number euro" and "€ #number" are what the tokeniser makes of them: one amount. */
function joinAmounts(row: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < row.length; i++) {
    const word = row[i] ?? '';
    if (isNumber(word) && isCurrency(row[i + 1])) {
      out.push('#amount');
      i++;
    } else if (isCurrency(word) && isNumber(row[i + 1])) {
      out.push('#amount');
      i++;
      if (isCurrency(row[i + 1])) i++;
    } else if (word !== SIGN) out.push(word);
  }
  return out;
}

function fold(word: string): string {
  return /^[a-z0-9]+$/.test(word) ? word : foldedText(normalise(word));
}

function split(word: string): string[] {
  if (/^\d[\d.,']*$/.test(word)) return [word.replace(/[.,']+$/, '')];
  return word
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((part) => {
      const digits = /^(\d+)(\D+)$/.exec(part);
      return digits ? [digits[1] ?? '', digits[2] ?? ''] : [part];
    })
    .filter((part) => part !== '');
}

function wordRows(raw: string): Element {
  if (raw.startsWith('#')) {
    if (!KINDS.has(raw)) throw new PhraseError(`no such kind: ${raw}`);
    return [[raw]];
  }
  if (/^[€$£]$/.test(raw)) return [[SIGN]];
  const prefix = raw.endsWith('*');
  const bare = prefix ? raw.slice(0, -1) : raw;
  if (bare.includes('*')) throw new PhraseError(`"${raw}": a star stands at the end only`);
  const spellings = [bare];
  if (/[äöü]/i.test(bare)) {
    spellings.push(bare.replace(/ä/gi, 'ae').replace(/ö/gi, 'oe').replace(/ü/gi, 'ue'));
  }
  const rows: Element = [];
  for (const spelling of spellings) {
    const folded = fold(spelling);
    const words = split(folded);
    if (words.length === 0) throw new PhraseError(`"${raw}" has no letters`);
    const row = (parts: readonly string[]): string[] =>
      parts.map((part, i) => (prefix && i === parts.length - 1 ? `${part}*` : part));
    rows.push(row(words));
    if (words.length > 1 && /^[\p{L}'’ʼ-]+$/u.test(folded)) rows.push(row([words.join('')]));
  }
  return rows;
}
