import { LATIN } from '@/utils/text/lookalikes';

/**
 * How one code point folds, looked up once and remembered.
 *
 * The answer for every UTF-16 unit lives in two flat tables, filled on demand:
 * a message costs two array reads a letter however odd its letters are.
 */

/** What a code point is to the eye; evidence is counted by it. */
export const PLAIN = 0;
/** Takes no room and draws nothing. */
export const INVISIBLE = 1;
/** A letter with a mark on it, or the mark itself. */
export const ACCENTED = 2;
/** A Latin letter in fancy dress: full-width, mathematical, circled, Roman numeral. */
export const STYLED = 3;
/** A Latin letter of an odd alphabet (small capital, hooked, turned). */
export const ODD = 4;
/** A letter of a script whose letters pass for Latin ones. */
export const FOREIGN_LETTER = 5;

const UNSEEN = 0xff;
const SPACE = 0x20;
const REPLACEMENT = 0xfffd;

/** Folded unit, or 0 when the fold is not exactly one unit: see `LONG`. */
const unit = new Uint16Array(0x10000);
const kind = new Uint8Array(0x10000).fill(UNSEEN);
/** Folds of no, or of several units, and of code points above U+FFFF. */
const long = new Map<number, { text: string; kind: number }>();

/** The tables themselves, for tight loops: read them, and ask `unitOf` and `kindOf` where the unit is 0. */
export const UNITS: Readonly<Uint16Array> = unit;
export const KINDS: Readonly<Uint8Array> = kind;

const MARKS = /\p{M}+/gu;
const INVISIBLES =
  /^[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]$/u;
const FOREIGN_SCRIPT =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}]$/u;
const LETTER = /^\p{L}$/u;
/** Rows of A to Z that Unicode calls signs: regional indicators, letters on discs and squares, in brackets. */
const SIGN_ROWS = [0x1f1e6, 0x1f150, 0x1f170, 0x1f110, 0x249c];
/** Letters whose mark belongs to the spelling of Vietnamese to French alike: folded, and counted as accented. */
const CONTROL = /^[\p{Cc}\p{Z}\p{Cs}\p{Co}\p{Cn}]$/u;

function strip(text: string): string {
  return text.normalize('NFKD').replace(MARKS, '');
}

function foldSlowly(code: number): { text: string; kind: number } {
  if (code >= 0xd800 && code <= 0xdfff) return { text: ' ', kind: PLAIN };
  const raw = String.fromCodePoint(code);
  if (INVISIBLES.test(raw)) return { text: '', kind: INVISIBLE };
  if (raw === '\n') return { text: raw, kind: PLAIN };
  // Line and paragraph separators are how some mails write a line end.
  if (code === 0x2028 || code === 0x2029 || code === 0x0d) return { text: '\n', kind: PLAIN };
  if (CONTROL.test(raw)) return { text: ' ', kind: PLAIN };
  const row = SIGN_ROWS.find((first) => code >= first && code < first + 26);
  if (row !== undefined) return { text: String.fromCharCode(0x61 + code - row), kind: STYLED };
  const odd = LATIN.get(code);
  if (odd !== undefined) return { text: odd, kind: code > 0x17f && odd.length === 1 ? ODD : ACCENTED };
  // Lower-casing can bring a mark back ("İ"), and a decomposed letter can have a fold of its own ("ǿ").
  let text = strip(strip(raw).toLowerCase());
  let folded = '';
  for (const letter of text) folded += LATIN.get(letter.codePointAt(0) ?? 0) ?? letter;
  text = folded;
  if (text === '') return { text: '', kind: ACCENTED };
  if (text.length > 8) text = text.slice(0, 8);
  if (/[\p{Z}\p{Cc}]/u.test(text)) text = text.replace(/[\p{Z}\p{Cc}]/gu, ' ');
  // Letters above U+FFFF that fold to nothing smaller are no letters to us.
  if (/[\ud800-\udfff]/.test(text)) return { text: '\ufffd', kind: PLAIN };
  if (FOREIGN_SCRIPT.test(raw) && LETTER.test(raw)) return { text, kind: FOREIGN_LETTER };
  if (text === raw.toLowerCase() || !/^[a-z0-9]+$/.test(text)) return { text, kind: PLAIN };
  return { text, kind: raw.normalize('NFKC') === raw ? ACCENTED : STYLED };
}

function learn(code: number): void {
  const fold = foldSlowly(code);
  if (code > 0xffff) {
    long.set(code, fold);
    return;
  }
  kind[code] = fold.kind;
  if (fold.text.length === 1) unit[code] = fold.text.charCodeAt(0);
  else long.set(code, fold);
}

/** The kind of a UTF-16 unit (surrogates: ask `foldLong`). */
export function kindOf(code: number): number {
  if (kind[code] === UNSEEN) learn(code);
  return kind[code] ?? PLAIN;
}

/** The single unit that a UTF-16 unit folds to, or 0 when it folds to none or several: then ask `foldLong`. */
export function unitOf(code: number): number {
  if (kind[code] === UNSEEN) learn(code);
  return unit[code] ?? 0;
}

/** The fold of any code point as a text (maybe empty) and its kind. */
export function foldLong(code: number): { text: string; kind: number } {
  let fold = long.get(code);
  if (fold === undefined) {
    if (code <= 0xffff) return { text: String.fromCharCode(unitOf(code)), kind: kindOf(code) };
    learn(code);
    fold = long.get(code) ?? { text: String.fromCharCode(REPLACEMENT), kind: PLAIN };
  }
  return fold;
}

/** ASCII folded: small letters, controls as spaces, line ends kept. */
export const ASCII = new Uint16Array(128);
for (let code = 0; code < 128; code++) {
  ASCII[code] = code >= 0x41 && code <= 0x5a ? code + 32 : code < SPACE && code !== 0x0a ? SPACE : code;
}
ASCII[0x0d] = 0x0a;
ASCII[0x7f] = SPACE;
