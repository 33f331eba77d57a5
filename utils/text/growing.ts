/** A list of small integers that grows, flat, so that it can be read without a call and stored as it is. */
export class Growing {
  /** Only the first `length` count. */
  items: Int32Array<ArrayBuffer>;
  length: number;

  constructor(first: Int32Array<ArrayBuffer> = new Int32Array(0)) {
    this.items = first;
    this.length = first.length;
  }

  push(item: number): void {
    if (this.length === this.items.length) {
      const wider = new Int32Array(Math.max(64, this.length * 2));
      wider.set(this.items);
      this.items = wider;
    }
    this.items[this.length++] = item;
  }

  /** Exactly what is in it. */
  get trimmed(): Int32Array<ArrayBuffer> {
    return this.items.slice(0, this.length);
  }
}
