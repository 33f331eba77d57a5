/**
 * A map from two small integers to one, in flat arrays with open addressing.
 *
 * A `Map` keyed by a combined number costs some 60 ns a look-up once it has
 * fallen out of the cache, and boxes keys above 2^31; this costs a few, and its
 * memory is 12 bytes a slot. Values are at least 0; -1 means absent.
 */
export class PairTable {
  private firsts: Int32Array;
  private seconds: Int32Array;
  private values: Int32Array;
  private mask: number;
  private count = 0;

  constructor(expected = 64) {
    let size = 64;
    while (size < expected * 2) size *= 2;
    this.firsts = new Int32Array(size);
    this.seconds = new Int32Array(size);
    this.values = new Int32Array(size).fill(-1);
    this.mask = size - 1;
  }

  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.values.length * 12;
  }

  private slot(first: number, second: number): number {
    let slot = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    while (this.values[slot] !== -1 && (this.firsts[slot] !== first || this.seconds[slot] !== second)) {
      slot = (slot + 1) & this.mask;
    }
    return slot;
  }

  get(first: number, second: number): number {
    return this.values[this.slot(first, second)] ?? -1;
  }

  set(first: number, second: number, value: number): void {
    const slot = this.slot(first, second);
    if (this.values[slot] === -1) {
      this.firsts[slot] = first;
      this.seconds[slot] = second;
      this.count++;
    }
    this.values[slot] = value;
    if (this.count * 2 > this.mask) this.grow();
  }

  /** The value that is there, or else `value`, which is then there. */
  getOrSet(first: number, second: number, value: number): number {
    const slot = this.slot(first, second);
    const there = this.values[slot] ?? -1;
    if (there !== -1) return there;
    this.firsts[slot] = first;
    this.seconds[slot] = second;
    this.values[slot] = value;
    if (++this.count * 2 > this.mask) this.grow();
    return value;
  }

  clear(): void {
    this.values.fill(-1);
    this.count = 0;
  }

  private grow(): void {
    const { firsts, seconds, values } = this;
    const size = values.length * 2;
    this.firsts = new Int32Array(size);
    this.seconds = new Int32Array(size);
    this.values = new Int32Array(size).fill(-1);
    this.mask = size - 1;
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? -1;
      if (value === -1) continue;
      const slot = this.slot(firsts[i] ?? 0, seconds[i] ?? 0);
      this.firsts[slot] = firsts[i] ?? 0;
      this.seconds[slot] = seconds[i] ?? 0;
      this.values[slot] = value;
    }
  }
}
