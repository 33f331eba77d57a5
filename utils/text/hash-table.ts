import { FormError } from '@/utils/text/form';

/** Numbers of a slot. */
const SLOT = 3;

/**
 * A map from two small integers to one, in one flat array with open addressing.
 *
 * A `Map` keyed by a combined number costs some 60 ns a look-up once it has
 * fallen out of the cache, and boxes keys above 2^31; this costs a few. The three
 * numbers of a slot stand side by side, so that a look-up is one line of cache.
 * Values are at least 0; -1 means absent.
 */
export class PairTable {
  /** Slots of first, second and value + 1; a value of 0 there is an empty slot. */
  private slots: Int32Array;
  private mask: number;
  private count = 0;

  constructor(expected = 64) {
    let size = 64;
    while (size * 3 < expected * 4) size *= 2;
    this.slots = new Int32Array(size * SLOT);
    this.mask = size - 1;
  }

  /** The table that `data` gave. @throws FormError when it cannot have: a full table would be searched for ever. */
  static of(slots: Int32Array): PairTable {
    const size = slots.length / SLOT;
    if (!Number.isInteger(size) || size < 64 || (size & (size - 1)) !== 0)
      throw new FormError('a table of odd size');
    const table = new PairTable(0);
    table.slots = slots;
    table.mask = slots.length / SLOT - 1;
    for (let at = 2; at < slots.length; at += SLOT) if (slots[at] !== 0) table.count++;
    if (table.count * 4 > size * 3) throw new FormError('a table too full');
    return table;
  }

  /** The table as it is stored. */
  get data(): Int32Array {
    return this.slots;
  }

  forEach(visit: (first: number, second: number) => void): void {
    const { slots } = this;
    for (let at = 0; at < slots.length; at += SLOT) {
      if (slots[at + 2] !== 0) visit(slots[at] ?? 0, slots[at + 1] ?? 0);
    }
  }

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.slots.byteLength;
  }

  /** Place of the value of a pair, or of the empty slot where it belongs. */
  private place(first: number, second: number): number {
    const { slots, mask } = this;
    let slot = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const at = slot * SLOT;
      if (slots[at + 2] === 0 || (slots[at] === first && slots[at + 1] === second)) return at;
      slot = (slot + 1) & mask;
    }
  }

  get(first: number, second: number): number {
    return (this.slots[this.place(first, second) + 2] ?? 0) - 1;
  }

  set(first: number, second: number, value: number): void {
    const at = this.place(first, second);
    if (this.slots[at + 2] === 0) this.fill(at, first, second, value);
    else this.slots[at + 2] = value + 1;
  }

  /** The value that is there, or else `value`, which is then there. */
  getOrSet(first: number, second: number, value: number): number {
    const at = this.place(first, second);
    const there = this.slots[at + 2] ?? 0;
    if (there !== 0) return there - 1;
    this.fill(at, first, second, value);
    return value;
  }

  clear(): void {
    this.slots.fill(0);
    this.count = 0;
  }

  private fill(at: number, first: number, second: number, value: number): void {
    this.slots[at] = first;
    this.slots[at + 1] = second;
    this.slots[at + 2] = value + 1;
    if (++this.count * 4 > this.mask * 3) this.grow();
  }

  private grow(): void {
    const { slots } = this;
    this.slots = new Int32Array(slots.length * 2);
    this.mask = this.slots.length / SLOT - 1;
    for (let at = 0; at < slots.length; at += SLOT) {
      const value = slots[at + 2] ?? 0;
      if (value === 0) continue;
      const first = slots[at] ?? 0;
      const second = slots[at + 1] ?? 0;
      const to = this.place(first, second);
      this.slots[to] = first;
      this.slots[to + 1] = second;
      this.slots[to + 2] = value;
    }
  }
}
