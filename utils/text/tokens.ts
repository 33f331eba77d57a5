/** The tokens of one message: parallel lists, in the order of the text. */
export class Tokens {
  /** Class of each token, see Vocabulary. */
  classes = new Int32Array(512);
  /** Stretch of the folded text behind each token. */
  starts = new Int32Array(512);
  ends = new Int32Array(512);
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
