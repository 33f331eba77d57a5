import { CURRENCY_WORDS } from '@/utils/text/currency';
import { FoldSpace, foldedText, normalise } from '@/utils/text/normalise';
import { PhraseError } from '@/utils/text/phrase-error';
import { KIND_SYMBOLS, type Vocabulary } from '@/utils/text/vocabulary';

/**
 * What one word of the notation stands for: rows of symbols, one for each way in
 * which the tokeniser may cut that word. Its courtesies are repeated here, so
 * that authors need not know them: "j'ai" and "e-mail" are two words, and also
 * found when written as one; "ü" is also found as "ue".
 *
 * Phrases share most of their words, so every word is read once a compilation.
 */
export type Row = readonly number[];

/** A currency sign standing alone: joins a number beside it, and stands for nothing otherwise. */
export const SIGN = 0;

const SIMPLE = /^[a-z]+\*?$/;
const MONEY_SIGN = /^[€$£]$/;
const NEITHER = 0;
const NUMBER = 1;
const CURRENCY = 2;

/** The hash of a word, letter by letter, from 0 on. */
export const mixIn = (hash: number, code: number): number =>
  Math.imul(hash ^ code, 0x9e3779b1) ^ (hash >>> 15);

export class WordRows {
  /** Words already read: by hash, in a table of places in `texts` + 1. A list has 50,000 words, 10,000 of them different. */
  private slots = new Int32Array(256);
  private readonly texts: string[] = [];
  private readonly hashes: number[] = [];
  private readonly rows: (readonly Row[])[] = [];
  /** Symbols that stand for numbers or money. */
  private readonly sorts: number[] = [];
  private readonly space = new FoldSpace();
  private readonly vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
    this.sorts[SIGN] = CURRENCY;
    this.sorts[KIND_SYMBOLS.number] = NUMBER;
    this.sorts[KIND_SYMBOLS.amount] = NUMBER;
  }

  /** Rows of the word in `notation[start..end)`, whose hash is known. @throws PhraseError */
  at(notation: string, start: number, end: number, hash: number): readonly Row[] {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (let place = this.slots[slot] ?? 0; place !== 0; place = this.slots[slot] ?? 0) {
      if (this.hashes[place - 1] === hash && isAt(this.texts[place - 1] ?? '', notation, start, end)) {
        return this.rows[place - 1] ?? [];
      }
      slot = (slot + 1) & mask;
    }
    const word = notation.slice(start, end);
    const rows = SIMPLE.test(word) ? [[this.symbol(word)]] : this.read(word);
    this.hashes.push(hash);
    this.rows.push(rows);
    this.slots[slot] = this.texts.push(word);
    if (this.texts.length * 2 > mask) this.widen();
    return rows;
  }

  private widen(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    const mask = this.slots.length - 1;
    for (const [place, hash] of this.hashes.entries()) {
      let slot = hash & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }

  isNumber(symbol: number | undefined): boolean {
    return symbol !== undefined && this.sorts[symbol] === NUMBER;
  }

  isCurrency(symbol: number | undefined): boolean {
    return symbol !== undefined && this.sorts[symbol] === CURRENCY;
  }

  /** The symbol of a folded word, `film*` for a prefix. */
  private symbol(word: string): number {
    if (word.endsWith('*')) return this.vocabulary.prefix(word.slice(0, -1));
    const symbol = this.vocabulary.word(word);
    const first = word.charCodeAt(0);
    this.sorts[symbol] =
      first >= 0x30 && first <= 0x39 ? NUMBER : CURRENCY_WORDS.has(word) ? CURRENCY : NEITHER;
    return symbol;
  }

  private read(raw: string): readonly Row[] {
    if (raw.startsWith('#')) {
      const kind = KIND_SYMBOLS[raw.slice(1) as keyof typeof KIND_SYMBOLS];
      if (kind === undefined) throw new PhraseError(`no such kind: ${raw}`);
      return [[kind]];
    }
    if (MONEY_SIGN.test(raw)) return [[SIGN]];
    const prefix = raw.endsWith('*');
    const bare = prefix ? raw.slice(0, -1) : raw;
    if (bare.includes('*')) throw new PhraseError(`"${raw}": a star stands at the end only`);
    const spellings = [bare];
    if (/[äöü]/i.test(bare)) {
      spellings.push(bare.replace(/ä/gi, 'ae').replace(/ö/gi, 'oe').replace(/ü/gi, 'ue'));
    }
    const rows: Row[] = [];
    for (const spelling of spellings) {
      const folded = foldedText(normalise(spelling, this.space));
      const words = split(folded);
      if (words.length === 0) throw new PhraseError(`"${raw}" has no letters`);
      const row = (parts: readonly string[]): Row =>
        parts.map((part, i) => this.symbol(prefix && i === parts.length - 1 ? `${part}*` : part));
      rows.push(row(words));
      if (words.length > 1 && /^[\p{L}'’ʼ-]+$/u.test(folded)) rows.push(row([words.join('')]));
    }
    return rows;
  }
}

/** Whether `word` stands in `notation[start..end)`. */
function isAt(word: string, notation: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++)
    if (word.charCodeAt(i) !== notation.charCodeAt(start + i)) return false;
  return true;
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
