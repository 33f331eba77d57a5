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
  /** Letters and digits, which are fewer than the stretch is long where something invisible stands in it. */
  sizes = new Int32Array(MIN_ROOM);
  /** Digits among them. */
  digits = new Int32Array(MIN_ROOM);
  /** Capitals among them. */
  capitals = new Int32Array(MIN_ROOM);

  text(piece: number): string {
    const stretch = this.source.slice(this.starts[piece], this.ends[piece]);
    return stretch.length === this.sizes[piece] ? stretch : stretch.replace(/[^0-9A-Za-z]+/g, '');
  }

  first(piece: number): number {
    return this.source.charCodeAt(this.starts[piece] ?? 0);
  }

  last(piece: number): number {
    return this.source.charCodeAt((this.ends[piece] ?? 1) - 1);
  }

  push(start: number, end: number, size: number, digits: number, capitals: number): void {
    if (this.length === this.starts.length) this.widen(this.length * 2);
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.sizes[this.length] = size;
    this.digits[this.length] = digits;
    this.capitals[this.length++] = capitals;
  }

  begin(source: string): void {
    this.source = source;
    this.length = 0;
    if (this.starts.length > MAX_KEPT) this.widen(MIN_ROOM);
  }

  private widen(room: number): void {
    const kept = Math.min(this.length, room);
    const move = (from: Int32Array) => {
      const to = new Int32Array(room);
      to.set(from.subarray(0, kept));
      return to;
    };
    this.starts = move(this.starts);
    this.ends = move(this.ends);
    this.sizes = move(this.sizes);
    this.digits = move(this.digits);
    this.capitals = move(this.capitals);
  }
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const CAPITAL = 3;
const SORTS = new Uint8Array(128);
for (const [first, last, sort] of [
  ['0', '9', DIGIT],
  ['A', 'Z', CAPITAL],
  ['a', 'z', LETTER],
] as const) {
  SORTS.fill(sort, first.charCodeAt(0), last.charCodeAt(0) + 1);
}

/** Draws nothing, or is a mark on the letter before it. */
const isUnseen = (code: number) =>
  kindOf(code) === INVISIBLE || (kindOf(code) === ACCENTED && unitOf(code) === 0 && code >= 0x300);

const shared = new Pieces();

/** Cuts a text into pieces, in one pass. Good until the next text is cut. */
export function piecesOf(source: string): Pieces {
  const pieces = shared;
  pieces.begin(source);
  let start = -1;
  let end = 0;
  let size = 0;
  let digits = 0;
  let capitals = 0;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    const sort = code < 128 ? (SORTS[code] ?? OTHER) : OTHER;
    if (sort !== OTHER) {
      if (start < 0) start = i;
      end = i + 1;
      size++;
      if (sort === DIGIT) digits++;
      else if (sort === CAPITAL) capitals++;
    } else if (start >= 0 && !(code >= 128 && isUnseen(code))) {
      pieces.push(start, end, size, digits, capitals);
      start = -1;
      size = 0;
      digits = 0;
      capitals = 0;
    }
  }
  if (start >= 0) pieces.push(start, end, size, digits, capitals);
  return pieces;
}
