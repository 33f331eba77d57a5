import {
  ACCENTED,
  ASCII,
  FOREIGN_LETTER,
  foldLong,
  INVISIBLE,
  kindOf,
  ODD,
  PLAIN,
  STYLED,
  unitOf,
} from '@/utils/text/fold';
import { BLANK, DIGIT, LETTER, typeOf } from '@/utils/text/letters';
import { FOREIGN } from '@/utils/text/lookalikes';

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

export function normalise(source: string): Folded {
  const n = source.length;
  let units = new Uint16Array(n + 16);
  let map = new Int32Array(n + 16);
  let o = 0;
  let latin = 0;
  let foreign = 0;
  let opened = false;
  let pendingInvisible = -1;
  /** Open overrides, innermost last: where each began, and whether it turns what is around it. */
  const overrides: { at: number; turns: boolean; rightToLeft: boolean }[] = [];
  const disguises: Disguises = {
    letters: 0,
    accented: 0,
    styled: 0,
    lookalike: 0,
    invisible: 0,
    reversed: 0,
    first: { styled: -1, lookalike: -1, invisible: -1, reversed: -1 },
  };

  const grow = (need: number): void => {
    const size = Math.max(need, units.length * 2);
    const wider = new Uint16Array(size);
    wider.set(units);
    units = wider;
    const longer = new Int32Array(size);
    longer.set(map);
    map = longer;
  };
  const open = (rightToLeft: boolean): void => {
    const turns = rightToLeft !== (overrides.at(-1)?.rightToLeft ?? false);
    if (overrides.length < MAX_OVERRIDES) overrides.push({ at: o, turns, rightToLeft });
  };
  // An override inside one of the other direction is turned twice: once here, once with what is around it.
  const close = (): void => {
    const { at, turns } = overrides.pop() ?? { at: o, turns: false };
    if (!turns || o - at < 2) return;
    units.subarray(at, o).reverse();
    map.subarray(at, o).reverse();
    disguises.reversed += o - at;
    if (disguises.first.reversed < 0) disguises.first.reversed = map[o - 1] ?? 0;
  };
  const closeAll = (): void => {
    while (overrides.length > 0) close();
  };

  for (let i = 0; i < n; i++) {
    let code = source.charCodeAt(i);
    if (code < 128) {
      const folded = ASCII[code] ?? code;
      if (pendingInvisible >= 0) {
        if (folded >= 0x61 && folded <= 0x7a) {
          disguises.invisible++;
          if (disguises.first.invisible < 0) disguises.first.invisible = pendingInvisible;
        }
        pendingInvisible = -1;
      }
      if (folded === LINE_END) closeAll();
      units[o] = folded;
      map[o++] = i;
      if (folded >= 0x61 && folded <= 0x7a) latin++;
      continue;
    }
    const at = i;
    let single = 0;
    let kind: number;
    let text = '';
    if (code >= 0xd800 && code <= 0xdfff) {
      code = source.codePointAt(i) ?? code;
      if (code > 0xffff) i++;
      const fold = foldLong(code);
      text = fold.text;
      kind = fold.kind;
    } else {
      kind = kindOf(code);
      single = unitOf(code);
      if (single === 0) text = foldLong(code).text;
    }
    if (kind === INVISIBLE) {
      if (code === RIGHT_TO_LEFT) open(true);
      else if (code === LEFT_TO_RIGHT) open(false);
      else if (code === POP) close();
      // Between letters only: emoji are glued with joiners too, and a mark at the start of a line is no trick.
      else if (o > 0 && typeOf(units[o - 1] ?? 0) === LETTER && kindOf(units[o - 1] ?? 0) === PLAIN) {
        // Soft hyphens are left uncounted: honest newsletters are full of them.
        if (pendingInvisible < 0 && code !== SOFT_HYPHEN) pendingInvisible = at;
      }
      continue;
    }
    pendingInvisible = -1;
    if (kind === FOREIGN_LETTER) foreign++;
    else if (kind !== PLAIN) {
      latin++;
      if (kind === ACCENTED) disguises.accented++;
      else if (kind === STYLED) {
        disguises.styled++;
        if (disguises.first.styled < 0) disguises.first.styled = at;
      } else if (kind === ODD) {
        disguises.lookalike++;
        if (disguises.first.lookalike < 0) disguises.first.lookalike = at;
      }
    }
    if (single !== 0) {
      units[o] = single;
      map[o++] = at;
    } else {
      if (o + text.length + (n - i) > units.length) grow(o + text.length + (n - i) + 16);
      for (let k = 0; k < text.length; k++) {
        const unit = text.charCodeAt(k);
        // "㎶" opens into a Greek and a Latin letter: a mixed word like any other.
        if (unit >= 128 && kindOf(unit) === FOREIGN_LETTER) opened = true;
        units[o] = unit;
        map[o++] = at;
      }
    }
    if (o + (n - i) > units.length) grow(o + (n - i) + 16);
  }
  closeAll();
  disguises.letters = latin + foreign;
  const folded = { source, units, length: o, map, disguises };
  if (opened || (foreign > 0 && latin > 0)) foldMixedWords(folded, latin >= foreign / 4);
  return folded;
}

/** The Latin letter that the source shows at unit `i`, or 0. Asks the source, because shape depends on case. */
function lookalikeAt(folded: Folded, i: number): number {
  const shown = folded.source.charCodeAt(folded.map[i] ?? 0);
  const latin = FOREIGN.get(shown) ?? FOREIGN.get(folded.units[i] ?? 0);
  return latin === undefined ? 0 : latin.charCodeAt(0);
}

/**
 * Reads words that mix scripts as Latin ones. Words of look-alikes alone follow
 * only where a mixed word was found: a second folding finds none, and so
 * changes nothing.
 */
function foldMixedWords(folded: Folded, mostlyLatin: boolean): void {
  const { units, length } = folded;
  let mixed = 0;
  let words = 0;
  for (let pass = 0; pass < 2; pass++) {
    // Honest prose in another script hardly ever mixes scripts in a word; a text in disguise does all the time.
    if (pass === 1 && (mixed === 0 || (!mostlyLatin && mixed * 4 < words))) return;
    for (let start = 0; start < length; ) {
      let end = start;
      let latin = 0;
      let foreign = 0;
      let foldable = 0;
      for (; end < length; end++) {
        const code = units[end] ?? 0;
        const type = typeOf(code);
        if (type !== LETTER && type !== DIGIT) break;
        if (code >= 0x61 && code <= 0x7a) latin++;
        else if (code >= 128 && kindOf(code) === FOREIGN_LETTER) {
          foreign++;
          if (lookalikeAt(folded, end) !== 0) foldable++;
        }
      }
      if (pass === 0 && foreign > 0) words++;
      const fold =
        pass === 0 ? latin > 0 && foldable > 0 : latin === 0 && foreign > 0 && foldable === foreign;
      if (fold) {
        if (pass === 0) mixed++;
        foldWord(folded, start, end);
      }
      start = end + 1;
    }
  }
}

function foldWord(folded: Folded, start: number, end: number): void {
  const { units, map, disguises } = folded;
  for (let i = start; i < end; i++) {
    const code = units[i] ?? 0;
    if (code < 128 || kindOf(code) !== FOREIGN_LETTER) continue;
    const latin = lookalikeAt(folded, i);
    if (latin === 0) continue;
    units[i] = latin;
    disguises.lookalike++;
    if (disguises.first.lookalike < 0) disguises.first.lookalike = map[i] ?? 0;
  }
}

/** The folded text as a string: for tests, for notation, never on the message path. */
export function foldedText(folded: Folded): string {
  let text = '';
  for (let i = 0; i < folded.length; i += 4096) {
    text += String.fromCharCode(...folded.units.subarray(i, Math.min(i + 4096, folded.length)));
  }
  return text;
}

/** The stretch of source behind the units `from` to `to`, a whole code point at its end; turned-around letters as they are seen. */
export function quote(folded: Folded, from: number, to: number): string {
  const { source, map } = folded;
  let text = '';
  let before = -1;
  let start = map[from] ?? 0;
  for (let i = from; i < to; i++) {
    const at = map[i] ?? 0;
    if (at < before) {
      // One letter after the other: the source has them in the other direction.
      text += before < 0 ? '' : source.slice(start, endOfLetter(source, before));
      start = at;
    }
    before = at;
  }
  return before < 0 ? '' : text + source.slice(start, endOfLetter(source, before));
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
