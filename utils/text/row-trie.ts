import { Growing } from '@/utils/text/growing';
import { PairTable } from '@/utils/text/hash-table';

/** Where a segment may stand: at each place one of these rows of symbols. */
type Places = readonly (readonly (readonly number[])[])[];

/**
 * Collects rows of symbols for an automaton. A segment is added whole: its
 * choices are walked down the trie together, so that what they have in common is
 * walked once.
 */
export class RowTrie {
  readonly trie = new PairTable(1024);
  /** Tokens from the root to each node. */
  readonly depths = new Growing(new Int32Array(1));
  readonly parents = new Growing(new Int32Array(1));
  /** The symbol that leads to each node. */
  readonly symbols = new Growing(new Int32Array(1));
  /** The nodes at which segment `s` ends: `ends` from `endsFrom[s]` to `endsFrom[s + 1]`. */
  readonly ends = new Growing();
  readonly endsFrom = new Growing(new Int32Array(1));

  /** Adds the next segment. */
  add(places: Places): void {
    this.walk(places, 0, 0);
    this.endsFrom.push(this.ends.length);
  }

  private walk(places: Places, at: number, from: number): void {
    const place = places[at];
    if (place === undefined) {
      this.end(from);
      return;
    }
    for (let r = 0; r < place.length; r++) {
      const row = place[r] ?? [];
      let node = from;
      for (let k = 0; k < row.length; k++) node = this.child(node, row[k] ?? 0);
      this.walk(places, at + 1, node);
    }
  }

  private child(node: number, symbol: number): number {
    const next = this.trie.getOrSet(node, symbol, this.depths.length);
    if (next === this.depths.length) {
      this.depths.push((this.depths.items[node] ?? 0) + 1);
      this.parents.push(node);
      this.symbols.push(symbol);
    }
    return next;
  }

  /** Two choices of a segment may be the same row. */
  private end(node: number): void {
    const { items } = this.ends;
    const first = this.endsFrom.items[this.endsFrom.length - 1] ?? 0;
    for (let at = first; at < this.ends.length; at++) if (items[at] === node) return;
    this.ends.push(node);
  }
}
