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
  private readonly children = new PairTable(4096);
  private nodes = 1;
  private symbols = FIRST_WORD_SYMBOL;
  private readonly exactSymbol: number[] = [0];
  private readonly prefixSymbol: number[] = [0];
  private readonly parent: number[] = [0];
  private exactClass = new Int32Array(0);
  private prefixClass = new Int32Array(0);
  /** The symbols of each class. */
  private readonly sets: number[][] = [[]];
  private readonly kindClasses = new PairTable(64);
  private frozen = false;

  /** The symbol of an exact word, already folded. */
  word(word: string): number {
    const node = this.path(word);
    const known = this.exactSymbol[node];
    if (known) return known;
    this.exactSymbol[node] = this.symbols;
    return this.symbols++;
  }

  /** The symbol of "any word that begins so", already folded. */
  prefix(prefix: string): number {
    const node = this.path(prefix);
    const known = this.prefixSymbol[node];
    if (known) return known;
    this.prefixSymbol[node] = this.symbols;
    return this.symbols++;
  }

  private path(word: string): number {
    if (this.frozen) throw new Error('the vocabulary is frozen');
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const next = this.children.getOrSet(node, code, this.nodes);
      if (next === this.nodes) {
        this.nodes++;
        this.exactSymbol.push(0);
        this.prefixSymbol.push(0);
        this.parent.push(node);
      }
      node = next;
    }
    return node;
  }

  /** Ends building: classes are numbered, words can be looked up. */
  freeze(): void {
    this.frozen = true;
    this.exactClass = new Int32Array(this.nodes);
    this.prefixClass = new Int32Array(this.nodes);
    // A parent is always made before its child, so one pass in order of birth sees prefixes first.
    for (let node = 0; node < this.nodes; node++) {
      const inherited = this.prefixClass[this.parent[node] ?? 0] ?? 0;
      const prefix = this.prefixSymbol[node] ?? 0;
      let here = inherited;
      if (prefix !== 0) here = this.sets.push([...(this.sets[inherited] ?? []), prefix]) - 1;
      this.prefixClass[node] = here;
      const exact = this.exactSymbol[node] ?? 0;
      this.exactClass[node] = exact === 0 ? here : this.sets.push([...(this.sets[here] ?? []), exact]) - 1;
    }
  }

  /** The class of the word in `units[from..to)`. Time: the length of the word, less where no phrase begins so. */
  classOf(units: Uint16Array, from: number, to: number): number {
    let node = 0;
    for (let i = from; i < to; i++) {
      const next = this.children.get(node, units[i] ?? 0);
      if (next < 0) return this.prefixClass[node] ?? UNKNOWN;
      node = next;
    }
    return this.exactClass[node] ?? UNKNOWN;
  }

  /** Whether the word is one that phrases write out, not merely one that a prefix accepts. */
  knows(units: Uint16Array, from: number, to: number): boolean {
    let node = 0;
    for (let i = from; i < to; i++) {
      node = this.children.get(node, units[i] ?? 0);
      if (node < 0) return false;
    }
    return this.exactSymbol[node] !== 0 || this.prefixSymbol[node] !== 0;
  }

  /** The longest written-out word that begins at `from`, as its length; 0 where there is none. */
  longestKnown(units: Uint16Array, from: number, to: number): number {
    let node = 0;
    let longest = 0;
    for (let i = from; i < to; i++) {
      node = this.children.get(node, units[i] ?? 0);
      if (node < 0) break;
      if (this.exactSymbol[node] !== 0 || this.prefixSymbol[node] !== 0) longest = i - from + 1;
    }
    return longest;
  }

  /** A class that also has the symbols of some kinds (bits `KIND_…`). */
  withKinds(base: number, kinds: number): number {
    if (kinds === 0) return base;
    const known = this.kindClasses.get(base, kinds);
    if (known >= 0) return known;
    const symbols = [...(this.sets[base] ?? [])];
    for (let bit = 0; bit < 5; bit++) if (kinds & (1 << bit)) symbols.push(bit + 1);
    const made = this.sets.push(symbols) - 1;
    this.kindClasses.set(base, kinds, made);
    return made;
  }

  symbolsOf(cls: number): readonly number[] {
    return this.sets[cls] ?? [];
  }

  /** Bytes held, about. */
  get bytes(): number {
    return this.children.bytes + this.nodes * 32 + this.sets.length * 48;
  }
}
