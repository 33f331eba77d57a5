import { PairTable } from '@/utils/text/hash-table';

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
 * - States are made when a text first reaches them and remembered: `(state,
 *   class) → state` is one look-up from then on. Ordinary prose visits a few
 *   thousand states whatever the size of the list.
 *
 * Bounds
 * - A text can only reach sets that its own tokens spell. What is remembered is
 *   capped at `MAX_STATES`; beyond it everything is forgotten and learnt again, so
 *   a hostile text costs time per token that is bounded by the trie's depth and
 *   the number of symbols of a class, never memory.
 */
const MAX_STATES = 20_000;
/** A set larger than this is cut: rows are at most a dozen tokens long and few symbols share a word. */
const MAX_SET = 512;

export class Automaton {
  private readonly trie = new PairTable(8192);
  /** Tokens from the root to each node. */
  private readonly depth: number[] = [0];
  /** What ends at each node, as chains: the latest of a node, and before each the one before. */
  private readonly lastEnd: number[] = [-1];
  private readonly endId: number[] = [];
  private readonly endBefore: number[] = [];
  private readonly steps = new PairTable(4096);
  private nodesOf: Int32Array[] = [new Int32Array(0)];
  /** What ends in a state: pairs of row id and length. */
  private endsOf: (Int32Array | null)[] = [null];
  private ids = new Map<string, number>();
  private readonly symbolsOf: (cls: number) => readonly number[];

  constructor(symbolsOf: (cls: number) => readonly number[]) {
    this.symbolsOf = symbolsOf;
  }

  /**
   * Adds all rows that choose one row at each place; `id` is reported when one of
   * them is found. Walks the choices down the trie, so that what they have in
   * common is walked once.
   */
  add(places: readonly (readonly (readonly number[])[])[], id: number): void {
    this.walk(places, 0, 0, id);
  }

  private walk(
    places: readonly (readonly (readonly number[])[])[],
    at: number,
    from: number,
    id: number,
  ): void {
    const place = places[at];
    if (place === undefined) {
      this.end(from, id);
      return;
    }
    for (let r = 0; r < place.length; r++) {
      const row = place[r] ?? [];
      let node = from;
      for (let k = 0; k < row.length; k++) node = this.child(node, row[k] ?? 0);
      this.walk(places, at + 1, node, id);
    }
  }

  private child(node: number, symbol: number): number {
    const next = this.trie.getOrSet(node, symbol, this.depth.length);
    if (next === this.depth.length) {
      this.depth.push((this.depth[node] ?? 0) + 1);
      this.lastEnd.push(-1);
    }
    return next;
  }

  private end(node: number, id: number): void {
    for (let k = this.lastEnd[node] ?? -1; k >= 0; k = this.endBefore[k] ?? -1) {
      if (this.endId[k] === id) return;
    }
    this.endBefore.push(this.lastEnd[node] ?? -1);
    this.lastEnd[node] = this.endId.push(id) - 1;
  }

  /** Calls `report(id, first, last)` with token positions for every row found, in the order in which they end. */
  scan(classes: Int32Array, count: number, report: (id: number, first: number, last: number) => void): void {
    let state = 0;
    for (let i = 0; i < count; i++) {
      const cls = classes[i] ?? 0;
      if (cls === 0) {
        state = 0;
        continue;
      }
      const known = this.steps.get(state, cls);
      state = known >= 0 ? known : this.learn(state, cls);
      const ends = this.endsOf[state];
      if (ends) {
        for (let k = 0; k < ends.length; k += 2) {
          report(ends[k] ?? 0, i + 1 - (ends[k + 1] ?? 0), i);
        }
      }
    }
  }

  private learn(state: number, cls: number): number {
    const reached: number[] = [];
    const sources = this.nodesOf[state];
    for (const symbol of this.symbolsOf(cls)) {
      const fromRoot = this.trie.get(0, symbol);
      if (fromRoot >= 0) reached.push(fromRoot);
      if (sources === undefined) continue;
      for (let k = 0; k < sources.length; k++) {
        const next = this.trie.get(sources[k] ?? 0, symbol);
        if (next >= 0) reached.push(next);
      }
    }
    reached.sort((a, b) => a - b);
    if (reached.length > MAX_SET) reached.length = MAX_SET;
    const key = reached.join();
    let next = reached.length === 0 ? 0 : this.ids.get(key);
    if (next === undefined) {
      if (this.nodesOf.length >= MAX_STATES) {
        this.forget();
        // The state that we came from is gone with the rest; only its step must not be written down.
        return this.make(key, reached);
      }
      next = this.make(key, reached);
    }
    this.steps.set(state, cls, next);
    return next;
  }

  private make(key: string, nodes: number[]): number {
    const id = this.nodesOf.length;
    this.nodesOf.push(Int32Array.from(nodes));
    const ends: number[] = [];
    for (const node of nodes) {
      for (let k = this.lastEnd[node] ?? -1; k >= 0; k = this.endBefore[k] ?? -1) {
        ends.push(this.endId[k] ?? 0, this.depth[node] ?? 0);
      }
    }
    this.endsOf.push(ends.length === 0 ? null : Int32Array.from(ends));
    this.ids.set(key, id);
    return id;
  }

  private forget(): void {
    this.steps.clear();
    this.nodesOf = [new Int32Array(0)];
    this.endsOf = [null];
    this.ids = new Map();
  }

  /** Bytes held, about, with what was learnt so far. */
  get bytes(): number {
    return (
      this.trie.bytes +
      this.depth.length * 16 +
      this.endId.length * 16 +
      this.steps.bytes +
      this.nodesOf.length * 120
    );
  }
}
