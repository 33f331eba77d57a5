import { DoubleArray, TrieBuilder } from '@/utils/text/double-array';
import { bytesOf, type Form, FormError, intsOf, unitsOf } from '@/utils/text/form';
import { Growing } from '@/utils/text/growing';
import { PairTable } from '@/utils/text/hash-table';

/**
 * Turns words into small integers that the automaton can step on.
 *
 * Two notions:
 * - A **symbol** is what a phrase is written with: one exact word ("filmed"), one
 *   prefix ("film*"), or one kind of token (#number).
 * - A **class** is what a token of a message is: the set of all symbols that
 *   accept it. "filmed" may be accepted by "filmed", by "film*" and by "fi*" at
 *   once; every word that no phrase knows is class 0, with no symbol.
 *
 * One trie over characters answers both. Walking a word down the trie, every
 * prefix symbol that is passed accepts it; the exact symbol does if the word
 * ends there. So a class is a trie node, or "the deepest prefix passed", and the
 * sets are written down once, when the vocabulary is frozen.
 */
export const KIND_NUMBER = 1;
export const KIND_AMOUNT = 2;
export const KIND_WALLET = 4;
export const KIND_EMAIL = 8;
export const KIND_URL = 16;

/** Symbols of the kinds, in the order of their bits. Words begin after them. */
export const KIND_SYMBOLS = { number: 1, amount: 2, wallet: 3, email: 4, url: 5 } as const;
const FIRST_WORD_SYMBOL = 6;

/** The class of words that no phrase knows. */
export const UNKNOWN = 0;

export class Vocabulary {
  /** While words are added. */
  private builder: TrieBuilder | null = new TrieBuilder();
  private nextSymbol = FIRST_WORD_SYMBOL;
  /** Letters of the word of each symbol. */
  private letters: number[] = [];
  private exactSymbol: number[] = [];
  private prefixSymbol: number[] = [];
  private trie = new DoubleArray(new Int32Array(4), new Uint16Array(0));
  /** Of each cell of the trie: the class of the word that ends there, of longer words, and `WRITTEN`. */
  private exactClass = new Int32Array(2);
  private prefixClass = new Int32Array(2);
  private written = new Uint8Array(2);
  /** The symbols of all classes, one after the other; those of class `c` from `symbolsFrom[c]` to `symbolsFrom[c + 1]`. */
  private symbols = new Growing();
  private symbolsFrom = new Growing(new Int32Array(2));
  /** Classes written down when the vocabulary was frozen; the others are words beside numbers and signs, made when a text has them. */
  private frozenClasses = 1;
  private readonly kindClasses = new PairTable(64);

  /** The symbol of an exact word, already folded. */
  word(word: string): number {
    return this.symbolIn(this.exactSymbol, word);
  }

  /** The symbol of "any word that begins so", already folded. */
  prefix(prefix: string): number {
    return this.symbolIn(this.prefixSymbol, prefix);
  }

  private symbolIn(symbols: number[], word: string): number {
    if (this.builder === null) throw new Error('the vocabulary is frozen');
    const node = this.builder.add(word);
    while (symbols.length <= node) symbols.push(0);
    const known = symbols[node];
    if (known) return known;
    symbols[node] = this.nextSymbol;
    this.letters[this.nextSymbol] = word.length;
    return this.nextSymbol++;
  }

  /** Letters of the word that a symbol is written with; 0 for kinds. Of a vocabulary that was built, not read back. */
  lettersOf(symbol: number): number {
    return this.letters[symbol] ?? 0;
  }

  get symbolCount(): number {
    return this.nextSymbol;
  }

  /** Ends building: classes are numbered, words can be looked up. */
  freeze(): void {
    const { builder, exactSymbol, prefixSymbol } = this;
    if (builder === null) return;
    const { trie, cellOf } = builder.layOut();
    const cells = trie.cells.length / 2;
    this.trie = trie;
    this.exactClass = new Int32Array(cells);
    this.prefixClass = new Int32Array(cells);
    this.written = new Uint8Array(cells);
    // A parent is always made before its child, so one pass in order of birth sees prefixes first.
    for (let node = 0; node < builder.nodes; node++) {
      const cell = cellOf[node] ?? 0;
      const inherited = this.prefixClass[cellOf[builder.parent[node] ?? 0] ?? 0] ?? 0;
      const prefix = prefixSymbol[node] ?? 0;
      const exact = exactSymbol[node] ?? 0;
      const here = prefix === 0 ? inherited : this.classWith(inherited, prefix);
      this.prefixClass[cell] = here;
      this.exactClass[cell] = exact === 0 ? here : this.classWith(here, exact);
      if (exact !== 0 || prefix !== 0) this.written[cell] = 1;
    }
    this.frozenClasses = this.symbolsFrom.length - 1;
    this.builder = null;
    this.exactSymbol = [];
    this.prefixSymbol = [];
  }

  /** The class of the word in `units[from..to)`. Time: the length of the word, less where no phrase begins so. */
  classOf(units: Uint16Array, from: number, to: number): number {
    let cell = 0;
    for (let i = from; i < to; i++) {
      const next = this.trie.step(cell, units[i] ?? 0);
      if (next < 0) return this.prefixClass[cell] ?? UNKNOWN;
      cell = next;
    }
    return this.exactClass[cell] ?? UNKNOWN;
  }

  /** Whether the word is one that phrases write out, not merely one that a prefix accepts. */
  knows(units: Uint16Array, from: number, to: number): boolean {
    let cell = 0;
    for (let i = from; i < to; i++) {
      cell = this.trie.step(cell, units[i] ?? 0);
      if (cell < 0) return false;
    }
    return this.written[cell] === 1;
  }

  /** The longest written-out word that begins at `from`, as its length; 0 where there is none. */
  longestKnown(units: Uint16Array, from: number, to: number): number {
    let cell = 0;
    let longest = 0;
    for (let i = from; i < to; i++) {
      cell = this.trie.step(cell, units[i] ?? 0);
      if (cell < 0) break;
      if (this.written[cell] === 1) longest = i - from + 1;
    }
    return longest;
  }

  /** The number of a letter in the trie of words; 0: no word has it. */
  numberOf(code: number): number {
    return this.trie.numberOf(code);
  }

  /** One letter, by its number, further down the trie from `cell` (0 is its root), or -1: for a reader that tries several letters at a place. */
  child(cell: number, letter: number): number {
    return this.trie.child(cell, letter);
  }

  /** Whether phrases write out the word that leads to `cell`, or words that begin so. */
  isWritten(cell: number): boolean {
    return this.written[cell] === 1;
  }

  /** The class of the word that ends in `cell`. */
  classAt(cell: number): number {
    return this.exactClass[cell] ?? UNKNOWN;
  }

  /** The class of longer words that pass through `cell`; `UNKNOWN` where no phrase takes any. */
  classBeyond(cell: number): number {
    return this.prefixClass[cell] ?? UNKNOWN;
  }

  /** A class that also has the symbols of some kinds (bits `KIND_…`). */
  withKinds(base: number, kinds: number): number {
    if (kinds === 0) return base;
    const known = this.kindClasses.get(base, kinds);
    if (known >= 0) return known;
    const made = this.classWith(base, 0);
    for (let bit = 0; bit < 5; bit++) if (kinds & (1 << bit)) this.symbols.push(bit + 1);
    this.symbolsFrom.items[made + 1] = this.symbols.length;
    this.kindClasses.set(base, kinds, made);
    return made;
  }

  /** A new class: the symbols of `base`, and one more where it is not 0. */
  private classWith(base: number, symbol: number): number {
    const { symbols, symbolsFrom } = this;
    const end = symbolsFrom.items[base + 1] ?? 0;
    for (let at = symbolsFrom.items[base] ?? 0; at < end; at++) symbols.push(symbols.items[at] ?? 0);
    if (symbol !== 0) symbols.push(symbol);
    symbolsFrom.push(symbols.length);
    return symbolsFrom.length - 2;
  }

  /** Where the symbols of a class begin among `symbolList`; they end where those of the next begin. */
  symbolsBegin(cls: number): number {
    return this.symbolsFrom.items[cls] ?? 0;
  }

  get symbolList(): Int32Array {
    return this.symbols.items;
  }

  /** The symbols that accept a token of this class. For tests and tools; copies. */
  symbolsOf(cls: number): number[] {
    return [...this.symbols.items.subarray(this.symbolsBegin(cls), this.symbolsBegin(cls + 1))];
  }

  /** What is stored of a frozen vocabulary. */
  form(): Form {
    const { cells, letters } = this.trie;
    const { exactClass, prefixClass, written } = this;
    const symbolsFrom = this.symbolsFrom.items.slice(0, this.frozenClasses + 1);
    const symbols = this.symbols.items.slice(0, this.symbolsBegin(this.frozenClasses));
    return { cells, letters, exactClass, prefixClass, written, symbols, symbolsFrom };
  }

  /** @throws FormError when the parts do not fit together. */
  static of(form: Form): Vocabulary {
    const made = new Vocabulary();
    made.builder = null;
    made.trie = new DoubleArray(intsOf(form, 'cells'), unitsOf(form, 'letters'));
    made.exactClass = intsOf(form, 'exactClass');
    made.prefixClass = intsOf(form, 'prefixClass');
    made.written = bytesOf(form, 'written');
    made.symbols = new Growing(intsOf(form, 'symbols'));
    made.symbolsFrom = new Growing(intsOf(form, 'symbolsFrom'));
    made.frozenClasses = made.symbolsFrom.length - 1;
    const cells = made.trie.cells.length / 2;
    for (const { length } of [made.exactClass, made.prefixClass, made.written]) {
      if (length !== cells) throw new FormError('a vocabulary of two sizes');
    }
    return made;
  }

  /** Bytes held. */
  get bytes(): number {
    return (
      this.trie.bytes +
      this.exactClass.byteLength +
      this.prefixClass.byteLength +
      this.written.byteLength +
      this.symbols.items.byteLength +
      this.symbolsFrom.items.byteLength +
      this.kindClasses.bytes
    );
  }
}
