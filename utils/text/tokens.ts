const MIN_ROOM = 64;
const MAX_KEPT = 1 << 16;

/** The tokens of one message: parallel lists, in the order of the text. */
export class Tokens {
  /** Class of each token, see Vocabulary. */
  classes = new Int32Array(MIN_ROOM);
  /** Stretch of the folded text behind each token. */
  starts = new Int32Array(MIN_ROOM);
  ends = new Int32Array(MIN_ROOM);
  length = 0;
  /** Tokens that were put together from spaced or split letters. */
  joined = 0;
  /** Tokens in which digits stood for letters. */
  leet = 0;
  /** Nonsense words in brackets, left out. */
  padding = 0;
  /** Folded offset of the first of each, -1 where none. */
  firstJoined = -1;
  firstLeet = -1;

  /** Forgets the text before; what one long text needed is given up. */
  clear(): void {
    this.length = 0;
    this.joined = 0;
    this.leet = 0;
    this.padding = 0;
    this.firstJoined = -1;
    this.firstLeet = -1;
    if (this.classes.length <= MAX_KEPT) return;
    this.classes = new Int32Array(MIN_ROOM);
    this.starts = new Int32Array(MIN_ROOM);
    this.ends = new Int32Array(MIN_ROOM);
  }

  push(cls: number, start: number, end: number): void {
    if (this.length === this.classes.length) this.grow();
    this.classes[this.length] = cls;
    this.starts[this.length] = start;
    this.ends[this.length++] = end;
  }

  private grow(): void {
    const widen = (from: Int32Array): Int32Array<ArrayBuffer> => {
      const to = new Int32Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.classes = widen(this.classes);
    this.starts = widen(this.starts);
    this.ends = widen(this.ends);
  }
}
