import { type Form, FormError, intsOf } from '@/utils/text/form';
import { Growing } from '@/utils/text/growing';
import { PairTable } from '@/utils/text/hash-table';
import type { Vocabulary } from '@/utils/text/vocabulary';

/**
 * Finds all rows of symbols in a row of tokens, in one pass: Aho–Corasick over
 * tokens, worked out as it is needed.
 *
 * What is different from the textbook
 * - The alphabet is words, not characters. A step is one token, so the cost does
 *   not grow with the length of the phrases, nor with their number.
 * - A token can answer to several symbols at once ("filmed": the word, "film*").
 *   The textbook automaton would have to write out every combination. Here the
 *   trie stays as written, and a *state* is the set of trie nodes that the last
 *   tokens lead to. The root is in every set, which is what the textbook's
 *   failure links come to.
 * - States are made when a text first reaches them. Most tokens continue nothing:
 *   then the state is the one that the token alone leads to, known by its class.
 *   Steps that were taken lately are found in a small table that fits in the
 *   processor's own cache; a larger one, that kept every step, was slower.
 *
 * Bounds
 * - A text can only reach sets that its own tokens spell. States are capped
 *   (`MAX_STATES`, `MAX_NODES`); beyond that all are forgotten and made again, so a
 *   hostile text costs time per token that is bounded by the trie's depth and the
 *   number of symbols of a class, never memory.
 */
const MAX_STATES = 1 << 13;
/** A small trie has few. */
const FEW_STATES = 1 << 11;
const FEW_NODES = 1 << 12;
/** Nodes of all states together. */
const MAX_NODES = 200_000;
/** A set larger than this is cut: rows are at most a dozen tokens long and few symbols share a word. */
const MAX_SET = 512;
/** Numbers in a slot of the table of recent steps: state, class, next state + 1. */
const SLOT = 3;

export class Automaton {
  /** Child of a node by a symbol. */
  private readonly trie: PairTable;
  /** Tokens from the root to each node. */
  readonly depths: Int32Array;
  private readonly vocabulary: Vocabulary;

  private states = 1;
  private readonly nodes = new Growing();
  private readonly nodesBegins = new Growing(new Int32Array(2));
  private readonly most: number;
  /** States by their nodes: twice as many slots as there may be states. */
  private readonly known: Int32Array;
  /** Recent steps: as many slots as there may be states, a power of two. */
  private readonly recent: Int32Array;
  /**
   * What may come next, in bits: each symbol has one of 32. Bits of the symbols that
   * go on from a node, of those that go on from a state's nodes, and of a class. No
   * bit in common: the token continues nothing, which is so nine times in ten.
   */
  private readonly nodeBits: Int32Array;
  private readonly stateBits = new Growing(new Int32Array(1));
  private classBits = new Int32Array(256);
  /** State that a class alone leads to, + 1. */
  private alone = new Int32Array(256);
  private readonly reached = new Int32Array(MAX_SET);

  constructor(trie: PairTable, depths: Int32Array, vocabulary: Vocabulary) {
    this.trie = trie;
    this.depths = depths;
    this.vocabulary = vocabulary;
    this.most = depths.length > FEW_NODES ? MAX_STATES : FEW_STATES;
    this.known = new Int32Array(this.most * 2);
    this.recent = new Int32Array(this.most * SLOT);
    this.nodeBits = new Int32Array(depths.length);
    trie.forEach((node, symbol) => {
      this.nodeBits[node] = (this.nodeBits[node] ?? 0) | bitOf(symbol);
    });
  }

  /**
   * Room for the states of so many tokens more, so that none is forgotten while they are
   * read. True where all from before were forgotten for it: their numbers mean nothing any more.
   */
  makeRoom(tokens: number): boolean {
    if (this.states + tokens < this.most && this.nodes.length < MAX_NODES) return false;
    this.forget();
    return true;
  }

  /** Writes down the state after each token from `from` to `to`; `states[from - 1]` is the one before. Ask for room first. */
  run(classes: Int32Array, from: number, to: number, states: Int32Array): void {
    const { recent, most } = this;
    let { classBits, alone } = this;
    let stateBits = this.stateBits.items;
    let state = from === 0 ? 0 : (states[from - 1] ?? 0);
    for (let i = from; i < to; i++) {
      const cls = classes[i] ?? 0;
      if (cls === 0) {
        state = 0;
        states[i] = 0;
        continue;
      }
      const bits = classBits[cls] ?? 0;
      if (bits !== 0 && ((stateBits[state] ?? 0) & bits) === 0) {
        state = (alone[cls] ?? 1) - 1;
        states[i] = state;
        continue;
      }
      const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(cls, 0x85ebca6b);
      const at = ((mixed ^ (mixed >>> 15)) & (most - 1)) * SLOT;
      const there = recent[at + 2] ?? 0;
      if (there !== 0 && recent[at] === state && recent[at + 1] === cls) {
        state = there - 1;
      } else {
        const next = this.reach(state, cls);
        ({ classBits, alone } = this);
        stateBits = this.stateBits.items;
        recent[at] = state;
        recent[at + 1] = cls;
        recent[at + 2] = next + 1;
        state = next;
      }
      states[i] = state;
    }
  }

  /** Nodes of a state: `nodeList` from `nodesFrom[state]` to `nodesFrom[state + 1]`, ascending. Both are good until more is read. */
  get nodesFrom(): Int32Array {
    return this.nodesBegins.items;
  }

  get nodeList(): Int32Array {
    return this.nodes.items;
  }

  private nodesBegin(state: number): number {
    return this.nodesBegins.items[state] ?? 0;
  }

  private reach(state: number, cls: number): number {
    const { reached, trie } = this;
    const symbols = this.vocabulary.symbolList;
    const firstSymbol = this.vocabulary.symbolsBegin(cls);
    const lastSymbol = this.vocabulary.symbolsBegin(cls + 1);
    const begin = this.nodesBegin(state);
    const end = this.nodesBegin(state + 1);
    let count = 0;
    for (let n = begin; n < end && count < MAX_SET; n++) {
      const node = this.nodes.items[n] ?? 0;
      for (let s = firstSymbol; s < lastSymbol && count < MAX_SET; s++) {
        const next = trie.get(node, symbols[s] ?? 0);
        if (next >= 0) reached[count++] = next;
      }
    }
    const continues = count > 0;
    if (!continues) {
      const alone = this.alone[cls] ?? 0;
      if (alone !== 0) return alone - 1;
    }
    for (let s = firstSymbol; s < lastSymbol && count < MAX_SET; s++) {
      const next = trie.get(0, symbols[s] ?? 0);
      if (next >= 0) reached[count++] = next;
    }
    const next = this.stateOf(count);
    if (!continues) this.keepAlone(cls, next);
    return next;
  }

  private keepAlone(cls: number, state: number): void {
    if (cls >= this.alone.length) {
      this.alone = widened(this.alone, cls);
      this.classBits = widened(this.classBits, cls);
    }
    this.alone[cls] = state + 1;
    const symbols = this.vocabulary.symbolList;
    const end = this.vocabulary.symbolsBegin(cls + 1);
    let bits = 0;
    for (let s = this.vocabulary.symbolsBegin(cls); s < end; s++) bits |= bitOf(symbols[s] ?? 0);
    this.classBits[cls] = bits;
  }

  /** The state of the nodes that were reached, made where it is new. */
  private stateOf(count: number): number {
    if (count === 0) return 0;
    const { reached, known } = this;
    const mask = known.length - 1;
    if (count > 1) reached.subarray(0, count).sort();
    let hash = count;
    for (let k = 0; k < count; k++) hash = Math.imul(hash ^ (reached[k] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    let slot = (hash ^ (hash >>> 16)) & mask;
    for (; known[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.isReached(known[slot] ?? 0, count)) return known[slot] ?? 0;
    }
    const state = this.states++;
    known[slot] = state;
    let bits = 0;
    for (let n = 0; n < count; n++) {
      const node = reached[n] ?? 0;
      this.nodes.push(node);
      bits |= this.nodeBits[node] ?? 0;
    }
    this.nodesBegins.push(this.nodes.length);
    this.stateBits.push(bits);
    return state;
  }

  private isReached(state: number, count: number): boolean {
    const begin = this.nodesBegin(state);
    if (this.nodesBegin(state + 1) - begin !== count) return false;
    let k = 0;
    while (k < count && this.nodes.items[begin + k] === this.reached[k]) k++;
    return k === count;
  }

  private forget(): void {
    this.states = 1;
    this.nodes.length = 0;
    this.nodesBegins.length = 2;
    this.stateBits.length = 1;
    this.known.fill(0);
    this.recent.fill(0);
    this.alone.fill(0);
    // Bits without a state that a class alone leads to would be taken for an answer.
    this.classBits.fill(0);
  }

  /** What is stored: nothing of what it learnt. */
  form(): Form {
    return { trie: this.trie.data, depths: this.depths };
  }

  /** @throws FormError when the parts do not fit together. */
  static of(form: Form, vocabulary: Vocabulary): Automaton {
    const trie = PairTable.of(intsOf(form, 'trie'));
    const depths = intsOf(form, 'depths');
    if (trie.size !== depths.length - 1) throw new FormError('an automaton of two sizes');
    return new Automaton(trie, depths, vocabulary);
  }

  /** Bytes held, with what was learnt so far. */
  get bytes(): number {
    const { nodes, nodesBegins, known, recent, alone, reached, depths } = this;
    const { nodeBits, stateBits, classBits } = this;
    const flat = [nodes.items, nodesBegins.items, known, recent, alone, reached, depths];
    flat.push(nodeBits, stateBits.items, classBits);
    return flat.reduce((sum, { byteLength }) => sum + byteLength, this.trie.bytes);
  }
}

const bitOf = (symbol: number): number => 1 << (Math.imul(symbol, 0x9e3779b1) >>> 27);

function widened(list: Int32Array, place: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(place + 1, list.length * 2));
  wider.set(list);
  return wider;
}
