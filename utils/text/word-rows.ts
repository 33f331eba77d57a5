import { CURRENCY_WORDS } from '@/utils/text/currency';
import { foldedText, normalise } from '@/utils/text/normalise';
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

export class WordRows {
  private readonly known = new Map<string, readonly Row[]>();
  private readonly numbers = new Set<number>([KIND_SYMBOLS.number, KIND_SYMBOLS.amount]);
  private readonly currencies = new Set<number>([SIGN]);
  private readonly vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** @throws PhraseError */
  of(word: string): readonly Row[] {
    let rows = this.known.get(word);
    if (rows === undefined) {
      rows = SIMPLE.test(word) ? [[this.symbol(word)]] : this.read(word);
      this.known.set(word, rows);
    }
    return rows;
  }

  isNumber(symbol: number | undefined): boolean {
    return symbol !== undefined && this.numbers.has(symbol);
  }

  isCurrency(symbol: number | undefined): boolean {
    return symbol !== undefined && this.currencies.has(symbol);
  }

  /** The symbol of a folded word, `film*` for a prefix. */
  private symbol(word: string): number {
    if (word.endsWith('*')) return this.vocabulary.prefix(word.slice(0, -1));
    const symbol = this.vocabulary.word(word);
    if (CURRENCY_WORDS.has(word)) this.currencies.add(symbol);
    else if (/^\d/.test(word)) this.numbers.add(symbol);
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
      const folded = foldedText(normalise(spelling));
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
