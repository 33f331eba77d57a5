import {
  ACCENTED,
  ASCII,
  FOREIGN_LETTER,
  foldLong,
  INVISIBLE,
  KINDS,
  kindOf,
  ODD,
  PLAIN,
  STYLED,
  UNITS,
  unitOf,
} from '@/utils/text/fold';
import { BLANK, LETTER, typeOf } from '@/utils/text/letters';
import { foldMixedWords } from '@/utils/text/mixed-words';

/**
 * Folds what the eye does not see, and remembers where everything stood.
 *
 * Promises
 * - One pass over the text and one over mixed-script words: linear, flat arrays.
 * - `map[i]` is the offset in the source of the character that made unit `i`,
 *   so that a finding quotes what the reader sees.
 * - Folding a folded text changes nothing.
 * - Text in honest Russian, Greek or Armenian keeps its letters: only words that
 *   mix scripts are read as Latin, and, once there is such a word in a mostly
 *   Latin text, words made of look-alikes alone.
 * - Evidence is counted, not judged: an accent is normal in French, one on every
 *   second letter is not. `Disguises` says how many letters of which kind.
 *
 * What it folds: case, NFKC forms (full-width, mathematical, circled, Roman
 * numerals), accents, look-alike letters, invisible characters, and letters
 * turned around by a right-to-left override. Spaced and leet letters are words'
 * business: see tokenise, which knows the vocabulary and can tell "b1tcoin"
 * from "h264".
 *
 * Left out on purpose: look-alikes among Latin letters themselves ("rn" for
 * "m"), which would damage ordinary words.
 */
export interface Disguises {
  /** Letters of any kind. */
  letters: number;
  /** Letters with a mark. */
  accented: number;
  /** Full-width, mathematical and other dressed-up Latin letters. */
  styled: number;
  /** Look-alikes of another script inside Latin text, and odd Latin letters. */
  lookalike: number;
  /** Invisible characters between two letters of a word. */
  invisible: number;
  /** Characters turned around by an override. */
  reversed: number;
  /** Source offsets of the first disguised letter of each kind, -1 where none. */
  first: { styled: number; lookalike: number; invisible: number; reversed: number };
}

export interface Folded {
  readonly source: string;
  /** Folded UTF-16 units; only the first `length` count. */
  readonly units: Uint16Array;
  readonly length: number;
  /** Source offset of each unit. */
  readonly map: Int32Array;
  readonly disguises: Disguises;
}

const RIGHT_TO_LEFT = 0x202e;
const LEFT_TO_RIGHT = 0x202d;
const POP = 0x202c;
/** Unicode allows 125; nobody reads what is turned around eight times. */
const MAX_OVERRIDES = 8;
const LINE_END = 0x0a;
const SOFT_HYPHEN = 0xad;

/** Buffers to fold into, used again from text to text: what was folded into them before is then gone. */
export class FoldSpace {
  units = new Uint16Array(0);
  map = new Int32Array(0);

  reserve(length: number): void {
    if (this.units.length >= length) return;
    const size = Math.max(length, Math.min(this.units.length * 2, MAX_KEPT_UNITS));
    const wider = new Uint16Array(size);
    wider.set(this.units);
    this.units = wider;
    const longer = new Int32Array(size);
    longer.set(this.map);
    this.map = longer;
  }

  /** Gives up what one long text needed. */
  shrink(): void {
    if (this.units.length <= MAX_KEPT_UNITS) return;
    this.units = new Uint16Array(0);
    this.map = new Int32Array(0);
  }
}

const ROOM_BEHIND = 16;
/** 1.5 MB, kept because room for a long text takes longer to get than the text to read. */
const MAX_KEPT_UNITS = 1 << 18;

export function normalise(source: string, space: FoldSpace = new FoldSpace()): Folded {
  return new Folding(source, space).fold();
}

/**
 * One text being folded. Nearly all characters fold to one unit and tell nothing:
 * `run` takes these in a tight loop over tables. `take` is for the others, and for
 * all as long as something is pending. While nothing but single units has come, the
 * map is not written: every unit stands where it stood.
 */
class Folding {
  private readonly source: string;
  private readonly space: FoldSpace;
  private length = 0;
  private isMapped = false;
  private latin = 0;
  private foreign = 0;
  private opened = false;
  private pendingInvisible = -1;
  /** Open overrides, innermost last: where each began, and whether it turns what is around it. */
  private readonly overrides: { at: number; turns: boolean; rightToLeft: boolean }[] = [];
  private readonly disguises: Disguises = {
    letters: 0,
    accented: 0,
    styled: 0,
    lookalike: 0,
    invisible: 0,
    reversed: 0,
    first: { styled: -1, lookalike: -1, invisible: -1, reversed: -1 },
  };

  constructor(source: string, space: FoldSpace) {
    this.source = source;
    this.space = space;
    space.reserve(source.length + ROOM_BEHIND);
  }

  fold(): Folded {
    const { source, space, disguises } = this;
    for (let i = 0; i < source.length; ) {
      if (this.pendingInvisible < 0 && this.overrides.length === 0) i = this.run(i);
      if (i < source.length) i = this.take(i);
    }
    this.closeAll();
    if (!this.isMapped) this.mapSoFar();
    // Readers look a few units ahead of where they are: no text may see what was folded here before it.
    space.reserve(this.length + ROOM_BEHIND);
    space.units.fill(0, this.length, this.length + ROOM_BEHIND);
    disguises.letters = this.latin + this.foreign;
    const { units, map } = space;
    const folded = { source, units, length: this.length, map, disguises };
    if (this.opened || (this.foreign > 0 && this.latin > 0)) {
      foldMixedWords(folded, this.latin >= this.foreign / 4);
    }
    return folded;
  }

  /** Folds characters from `i` on while each makes one unit and is no disguise; answers where it stopped. */
  private run(from: number): number {
    const { source, isMapped } = this;
    const { units, map } = this.space;
    const n = source.length;
    let o = this.length;
    let latin = 0;
    let foreign = 0;
    let accented = 0;
    let i = from;
    for (; i < n; i++) {
      const code = source.charCodeAt(i);
      let unit: number;
      if (code < 128) {
        unit = ASCII[code] ?? code;
        if (unit >= 0x61 && unit <= 0x7a) latin++;
      } else {
        if (code >= 0xd800 && code <= 0xdfff) break;
        unit = UNITS[code] ?? 0;
        if (unit === 0) break;
        const kind = KINDS[code] ?? PLAIN;
        if (kind === ACCENTED) {
          latin++;
          accented++;
        } else if (kind === FOREIGN_LETTER) foreign++;
        else if (kind !== PLAIN) break;
      }
      units[o] = unit;
      if (isMapped) map[o] = i;
      o++;
    }
    this.length = o;
    this.latin += latin;
    this.foreign += foreign;
    this.disguises.accented += accented;
    return i;
  }

  /** Folds the one character at `i`, whatever it is; answers where the next begins. */
  private take(i: number): number {
    if (!this.isMapped) this.mapSoFar();
    const { source } = this;
    let code = source.charCodeAt(i);
    if (code < 128) {
      this.takeAscii(ASCII[code] ?? code, i);
      return i + 1;
    }
    let next = i + 1;
    let single = 0;
    let kind: number;
    let text = '';
    if (code >= 0xd800 && code <= 0xdfff) {
      code = source.codePointAt(i) ?? code;
      if (code > 0xffff) next++;
      const fold = foldLong(code);
      text = fold.text;
      kind = fold.kind;
    } else {
      kind = kindOf(code);
      single = unitOf(code);
      if (single === 0) text = foldLong(code).text;
    }
    if (kind === INVISIBLE) {
      this.takeInvisible(code, i);
      return next;
    }
    this.pendingInvisible = -1;
    this.count(kind, i);
    if (single !== 0) this.push(single, i);
    for (let k = 0; k < text.length; k++) {
      const unit = text.charCodeAt(k);
      // "㎶" opens into a Greek and a Latin letter: a mixed word like any other.
      if (unit >= 128 && kindOf(unit) === FOREIGN_LETTER) this.opened = true;
      this.push(unit, i);
    }
    // The runs that follow write without asking.
    this.space.reserve(this.length + source.length - i + ROOM_BEHIND);
    return next;
  }

  private takeAscii(unit: number, at: number): void {
    const isLetter = unit >= 0x61 && unit <= 0x7a;
    if (this.pendingInvisible >= 0) {
      if (isLetter) {
        this.disguises.invisible++;
        if (this.disguises.first.invisible < 0) this.disguises.first.invisible = this.pendingInvisible;
      }
      this.pendingInvisible = -1;
    }
    if (unit === LINE_END) this.closeAll();
    this.push(unit, at);
    if (isLetter) this.latin++;
  }

  private takeInvisible(code: number, at: number): void {
    const before = this.length > 0 ? (this.space.units[this.length - 1] ?? 0) : 0;
    if (code === RIGHT_TO_LEFT) this.open(true);
    else if (code === LEFT_TO_RIGHT) this.open(false);
    else if (code === POP) this.close();
    // Between letters only: emoji are glued with joiners too, and a mark at the start of a line is no trick.
    else if (this.length > 0 && typeOf(before) === LETTER && kindOf(before) === PLAIN) {
      // Soft hyphens are left uncounted: honest newsletters are full of them.
      if (this.pendingInvisible < 0 && code !== SOFT_HYPHEN) this.pendingInvisible = at;
    }
  }

  private count(kind: number, at: number): void {
    const { disguises } = this;
    if (kind === FOREIGN_LETTER) this.foreign++;
    else if (kind !== PLAIN) {
      this.latin++;
      if (kind === ACCENTED) disguises.accented++;
      else if (kind === STYLED) {
        disguises.styled++;
        if (disguises.first.styled < 0) disguises.first.styled = at;
      } else if (kind === ODD) {
        disguises.lookalike++;
        if (disguises.first.lookalike < 0) disguises.first.lookalike = at;
      }
    }
  }

  private push(unit: number, at: number): void {
    const { space } = this;
    if (this.length === space.units.length) space.reserve(this.length * 2);
    space.units[this.length] = unit;
    space.map[this.length++] = at;
  }

  private mapSoFar(): void {
    const { map } = this.space;
    for (let i = 0; i < this.length; i++) map[i] = i;
    this.isMapped = true;
  }

  private open(rightToLeft: boolean): void {
    const turns = rightToLeft !== (this.overrides.at(-1)?.rightToLeft ?? false);
    if (this.overrides.length < MAX_OVERRIDES) this.overrides.push({ at: this.length, turns, rightToLeft });
  }

  /** An override inside one of the other direction is turned twice: once here, once with what is around it. */
  private close(): void {
    const { length, disguises } = this;
    const { units, map } = this.space;
    const { at, turns } = this.overrides.pop() ?? { at: length, turns: false };
    if (!turns || length - at < 2) return;
    units.subarray(at, length).reverse();
    map.subarray(at, length).reverse();
    disguises.reversed += length - at;
    if (disguises.first.reversed < 0) disguises.first.reversed = map[length - 1] ?? 0;
  }

  private closeAll(): void {
    while (this.overrides.length > 0) this.close();
  }
}

/** Folding leaves no halves of pairs, so that decoding changes nothing. */
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
/** Shorter texts are put together faster than a decoder is asked. */
const FEW_UNITS = 64;

/** The folded text as a string: for notation, and for what is asked of few messages. */
export function foldedText({ units, length }: Folded): string {
  const text = units.subarray(0, length);
  return length > FEW_UNITS ? decoder.decode(text) : String.fromCharCode(...text);
}

/** The stretch of source behind the units `from` to `to`, a whole code point at its end; turned-around letters as they are seen. */
export function quote(folded: Folded, from: number, to: number): string {
  const { source, map } = folded;
  let isTurned = false;
  for (let i = from + 1; i < to && !isTurned; i++) isTurned = (map[i] ?? 0) < (map[i - 1] ?? 0);
  if (!isTurned) return from < to ? source.slice(map[from] ?? 0, endOfLetter(source, map[to - 1] ?? 0)) : '';
  // One letter after the other: the source has some of them in the other direction.
  let text = '';
  let before = -1;
  for (let i = from; i < to; i++) {
    const at = map[i] ?? 0;
    if (at !== before) text += source.slice(at, endOfLetter(source, at));
    before = at;
  }
  return text;
}

/** After the code point at `at` and the marks that belong to it. */
function endOfLetter(source: string, at: number): number {
  let end = at + ((source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (end < source.length && isTrailingMark(source.charCodeAt(end))) end++;
  return end;
}

function isTrailingMark(code: number): boolean {
  return code >= 0x300 && unitOf(code) === 0 && kindOf(code) === ACCENTED && typeOf(code) !== BLANK;
}
