import { ACCENTED, INVISIBLE, kindOf, unitOf } from '@/utils/text/fold';

const MIN_ROOM = 512;
const MAX_KEPT = 1 << 16;

/**
 * The rows of ASCII letters and digits of a text, in its own case: addresses
 * depend on it. Everything else parts them, but for invisible characters.
 *
 * A text has thousands and one in a thousand is looked at, so a piece is numbers
 * until somebody asks for its letters. One text at a time: `piecesOf` forgets
 * the one before.
 */
export class Pieces {
  source = '';
  length = 0;
  /** Offsets in the source. */
  starts = new Int32Array(MIN_ROOM);
  ends = new Int32Array(MIN_ROOM);
  /**
   * Letters and digits, and digits alone, in all pieces before each: what a row of
   * pieces has is one subtraction. They are fewer than the stretch is long where
   * something invisible stands in it.
   */
  sizesBefore = new Int32Array(MIN_ROOM);
  digitsBefore = new Int32Array(MIN_ROOM);
  /** Capitals in each. */
  capitals = new Int32Array(MIN_ROOM);
  /** 1 where it has a letter that base58 leaves out (0, O, I, l). */
  unclear = new Uint8Array(MIN_ROOM);

  text(piece: number): string {
    const stretch = this.source.slice(this.starts[piece], this.ends[piece]);
    return stretch.length === this.size(piece) ? stretch : stretch.replace(/[^0-9A-Za-z]+/g, '');
  }

  /** Letters and digits. */
  size(piece: number): number {
    return (this.sizesBefore[piece + 1] ?? 0) - (this.sizesBefore[piece] ?? 0);
  }

  digits(piece: number): number {
    return (this.digitsBefore[piece + 1] ?? 0) - (this.digitsBefore[piece] ?? 0);
  }

  first(piece: number): number {
    return this.source.charCodeAt(this.starts[piece] ?? 0);
  }

  last(piece: number): number {
    return this.source.charCodeAt((this.ends[piece] ?? 1) - 1);
  }

  /** Cuts a text; good until the next is cut. */
  cut(source: string): void {
    this.source = source;
    this.length = 0;
    if (this.starts.length > MAX_KEPT) this.widen(MIN_ROOM);
    let { starts, ends, sizesBefore, digitsBefore, capitals, unclear } = this;
    let room = starts.length - 1;
    let count = 0;
    let start = -1;
    let end = 0;
    let size = 0;
    let digits = 0;
    let large = 0;
    let sorts = 0;
    const n = source.length;
    // One place behind the text ends its last piece.
    for (let i = 0; i <= n; i++) {
      const code = i < n ? source.charCodeAt(i) : 0;
      const sort = code < 128 ? (SORTS[code] ?? OTHER) : OTHER;
      if (sort !== OTHER) {
        if (start < 0) start = i;
        end = i + 1;
        size++;
        sorts |= sort;
        digits += sort & DIGIT;
        large += (sort & CAPITAL) >> 1;
      } else if (start >= 0 && !(code >= 128 && isUnseen(code))) {
        if (count === room) {
          this.length = count;
          this.widen(starts.length * 2);
          ({ starts, ends, sizesBefore, digitsBefore, capitals, unclear } = this);
          room = starts.length - 1;
        }
        starts[count] = start;
        ends[count] = end;
        capitals[count] = large;
        unclear[count] = (sorts & UNCLEAR) >> 2;
        sizesBefore[count + 1] = (sizesBefore[count] ?? 0) + size;
        digitsBefore[count + 1] = (digitsBefore[count] ?? 0) + digits;
        count++;
        start = -1;
        size = 0;
        digits = 0;
        large = 0;
        sorts = 0;
      }
    }
    this.length = count;
  }

  private widen(room: number): void {
    const kept = Math.min(this.length + 1, room);
    const ints = (from: Int32Array) => {
      const to = new Int32Array(room);
      to.set(from.subarray(0, kept));
      return to;
    };
    this.starts = ints(this.starts);
    this.ends = ints(this.ends);
    this.sizesBefore = ints(this.sizesBefore);
    this.digitsBefore = ints(this.digitsBefore);
    this.capitals = ints(this.capitals);
    const unclear = new Uint8Array(room);
    unclear.set(this.unclear.subarray(0, kept));
    this.unclear = unclear;
  }
}

/** Sorts are bits. */
const OTHER = 0;
const DIGIT = 1;
const CAPITAL = 2;
const UNCLEAR = 4;
const LETTER = 8;
const SORTS = new Uint8Array(128);
for (const [first, last, sort] of [
  ['0', '9', DIGIT],
  ['A', 'Z', CAPITAL],
  ['a', 'z', LETTER],
] as const) {
  SORTS.fill(sort, first.charCodeAt(0), last.charCodeAt(0) + 1);
}
for (const letter of '0OIl') SORTS[letter.charCodeAt(0)] = (SORTS[letter.charCodeAt(0)] ?? 0) | UNCLEAR;

/** Draws nothing, or is a mark on the letter before it. */
const isUnseen = (code: number) =>
  kindOf(code) === INVISIBLE || (kindOf(code) === ACCENTED && unitOf(code) === 0 && code >= 0x300);

const shared = new Pieces();

/** Cuts a text into pieces, in one pass. Good until the next text is cut. */
export function piecesOf(source: string): Pieces {
  shared.cut(source);
  return shared;
}
