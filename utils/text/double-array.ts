import { PairTable } from '@/utils/text/hash-table';

/**
 * A trie over UTF-16 units in one flat array (Aoe's double array): a step is two
 * reads beside each other and no hashing, and the whole is stored as it is.
 *
 * Cell `t` holds a base and a check. The child of cell `s` by letter `c` is the
 * cell `base(s) + number(c)`, if its check says `s`. Letters are numbered in the
 * order in which they were first seen; number 0 is every letter that no word has,
 * and leads nowhere.
 */
export class DoubleArray {
  /** Base and check of each cell. */
  readonly cells: Int32Array;
  /** The letters that have numbers, from 1 on. */
  readonly letters: Uint16Array;
  private readonly ascii = new Uint16Array(128);
  private readonly others = new Map<number, number>();

  constructor(cells: Int32Array, letters: Uint16Array) {
    this.cells = cells;
    this.letters = letters;
    for (const [place, code] of letters.entries()) {
      if (code < 128) this.ascii[code] = place + 1;
      else this.others.set(code, place + 1);
    }
  }

  /** The number of a letter, 0 where no word has it. */
  numberOf(code: number): number {
    return code < 128 ? (this.ascii[code] ?? 0) : (this.others.get(code) ?? 0);
  }

  /** The cell that `code` leads to from `cell`, or -1. */
  step(cell: number, code: number): number {
    return this.child(cell, this.numberOf(code));
  }

  /** The same, of a letter whose number is known. */
  child(cell: number, letter: number): number {
    const { cells } = this;
    const next = (cells[cell * 2] ?? 0) + letter;
    return cells[next * 2 + 1] === cell ? next : -1;
  }

  get bytes(): number {
    return this.cells.byteLength + this.letters.byteLength + this.others.size * 40 + this.ascii.byteLength;
  }
}

const FREE = -1;

/** Collects words, then lays them out. Nodes are numbered in the order of their birth, the root is 0. */
export class TrieBuilder {
  private readonly children = new PairTable(4096);
  private readonly numbers = new Map<number, number>();
  /** The letter that leads to each node, as its number. */
  private readonly letter: number[] = [0];
  private readonly firstChild: number[] = [0];
  private readonly sibling: number[] = [0];
  readonly parent: number[] = [0];

  get nodes(): number {
    return this.parent.length;
  }

  /** The node of a word, made where it is new. */
  add(word: string): number {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const fresh = this.parent.length;
      const next = this.children.getOrSet(node, code, fresh);
      if (next === fresh) this.born(node, code);
      node = next;
    }
    return node;
  }

  private born(parent: number, code: number): void {
    const node = this.parent.push(parent) - 1;
    let number = this.numbers.get(code);
    if (number === undefined) {
      number = this.numbers.size + 1;
      this.numbers.set(code, number);
    }
    this.letter.push(number);
    this.sibling.push(this.firstChild[parent] ?? 0);
    this.firstChild.push(0);
    this.firstChild[parent] = node;
  }

  /** The trie laid out, and the cell of each node. */
  layOut(): { trie: DoubleArray; cellOf: Int32Array } {
    const { nodes } = this;
    const width = this.numbers.size + 1;
    const layout = new Layout(nodes, width);
    const cellOf = new Int32Array(nodes);
    const letters: number[] = [];
    // A parent is always born before its child, so that its cell is known by then.
    for (let node = 0; node < nodes; node++) {
      letters.length = 0;
      for (let child = this.firstChild[node] ?? 0; child !== 0; child = this.sibling[child] ?? 0) {
        letters.push(this.letter[child] ?? 0);
      }
      if (letters.length === 0) continue;
      const base = layout.place(cellOf[node] ?? 0, letters);
      for (let child = this.firstChild[node] ?? 0; child !== 0; child = this.sibling[child] ?? 0) {
        cellOf[child] = base + (this.letter[child] ?? 0);
      }
    }
    return { trie: new DoubleArray(layout.trimmed(), Uint16Array.from(this.numbers.keys())), cellOf };
  }
}

/** Finds room for the children of one cell after the other. */
class Layout {
  private cells: Int32Array;
  private readonly width: number;
  /** No free cell lies before this one, or few that were worth a try. */
  private start = 1;
  private end = 1;

  constructor(nodes: number, width: number) {
    this.width = width;
    this.cells = new Int32Array((nodes + width) * 3).fill(FREE);
    this.cells[0] = 0;
    // The root has no parent, and no letter leads to it.
    this.cells[1] = -2;
  }

  place(cell: number, letters: readonly number[]): number {
    const first = letters[0] ?? 1;
    let tried = 0;
    let free = 0;
    for (let at = Math.max(this.start, first); ; at++) {
      this.reserve(at);
      tried++;
      if (this.cells[at * 2 + 1] !== FREE) continue;
      free++;
      const base = at - first;
      if (!this.fits(base, letters)) continue;
      // A stretch that is nearly full is not searched again: what it would save is not worth the time.
      if (tried > 64 && free * 16 < tried) this.start = at;
      this.cells[cell * 2] = base;
      for (const letter of letters) this.cells[(base + letter) * 2 + 1] = cell;
      this.end = Math.max(this.end, base + this.width);
      return base;
    }
  }

  private fits(base: number, letters: readonly number[]): boolean {
    for (const letter of letters) if (this.cells[(base + letter) * 2 + 1] !== FREE) return false;
    return true;
  }

  private reserve(at: number): void {
    if ((at + this.width + 1) * 2 <= this.cells.length) return;
    const wider = new Int32Array(this.cells.length * 2).fill(FREE);
    wider.set(this.cells);
    this.cells = wider;
  }

  /** Room behind the last base for every letter, so that no step reads outside. */
  trimmed(): Int32Array {
    const cells = this.cells.slice(0, (this.end + this.width) * 2);
    for (let at = 0; at < cells.length; at += 2) if (cells[at] === FREE) cells[at] = 0;
    return cells;
  }
}
