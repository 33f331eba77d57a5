import type { Pieces } from '@/utils/text/indicators/pieces';
import { type Currency, currencyOf } from '@/utils/text/indicators/wallet-checks';

export interface Wallet {
  readonly currency: Currency;
  /** Offsets in the source, from the first piece to the last. */
  readonly start: number;
  readonly end: number;
  /** Written so that a program should not see it: split, spaced, turned around. */
  readonly disguised: boolean;
}

const MIN_CHARS = 26;
const MAX_CHARS = 106;
/** An address in one piece may be taken apart in so many. */
const MAX_PARTS = 8;
/** Pieces that belong together stand this close: blanks, a sign, a line end with its marks of quotation. */
const MAX_DISTANCE = 12;
const MAX_WALLETS = 8;
/** Checks cost some 10 µs each; a text of nothing but look-alikes must not cost more than a mail. */
const MAX_CHECKS = 1_000;

/** A lightning invoice is longer than any address, and comes in one piece. */
const MAX_INVOICE_CHARS = 1_200;

/**
 * Addresses of crypto currencies, verified by checksum. Finds them whole, taken
 * apart ("1A1zP1 eP5QGe…"), letter by letter ("b c 1 q …"), with signs or a word
 * put between, and turned around, in one piece or in many.
 */
export function findWallets(pieces: Pieces): Wallet[] {
  const wallets: Wallet[] = [];
  const { starts, ends, sizesBefore, digitsBefore, length } = pieces;
  let checks = 0;
  const check: Check = (text) => (checks++ < MAX_CHECKS ? currencyOf(text) : null);
  for (let i = 0; i < length && wallets.length < MAX_WALLETS && checks < MAX_CHECKS; i++) {
    const size = (sizesBefore[i + 1] ?? 0) - (sizesBefore[i] ?? 0);
    const isWord = digitsBefore[i + 1] === digitsBefore[i];
    // Most pieces are words, with which no address begins.
    if (isWord && size > 1) continue;
    if (size >= MIN_CHARS && size <= MAX_INVOICE_CHARS && !isWord) {
      const text = pieces.text(i);
      const whole = check(text);
      const currency =
        whole ?? (size <= MAX_CHARS ? (check(turned(text)) ?? withoutWord(text, check)) : null);
      if (currency) {
        wallets.push({ currency, start: starts[i] ?? 0, end: ends[i] ?? 0, disguised: whole === null });
        continue;
      }
    }
    const joined = joinFrom(pieces, i, 1, check) ?? joinFrom(pieces, i, -1, check);
    if (!joined) continue;
    // Turned around, it was found from its end: its first part may have been taken for the start of another.
    const overlaps = (wallets.at(-1)?.end ?? -1) > joined.wallet.start;
    if (!overlaps) wallets.push(joined.wallet);
    i = Math.max(i, joined.last);
  }
  return wallets;
}

type Check = (text: string) => Currency | null;

function turned(text: string): string {
  let other = '';
  for (let i = text.length - 1; i >= 0; i--) other += text.charAt(i);
  return other;
}

/** "bc1qREMOVExy…": an address in small letters, with capitals in it that are none of its own. */
function withoutWord(text: string, check: Check): Currency | null {
  if (!/^(?:bc|ltc)1|^0x/.test(text) || !/[A-Z]{3}/.test(text)) return null;
  return check(text.replace(/[A-Z]+/g, ''));
}

/** Joins pieces from `first` on, forwards, or backwards with their letters turned. */
function joinFrom(
  pieces: Pieces,
  first: number,
  step: 1 | -1,
  check: Check,
): { wallet: Wallet; last: number } | null {
  const code = step > 0 ? pieces.first(first) : pieces.last(first);
  const least = LEAST[code] ?? 0;
  if (least === 0 || !hasEnough(pieces, first, step, least) || !goesOnWell(pieces, first, step, code))
    return null;
  const { starts, ends, unclear } = pieces;
  const isBase58 = code !== 0x30 && code < 0x61;
  if (isBase58 && unclear[first] === 1) return null;
  const begin = String.fromCharCode(code);
  const spaced = pieces.size(first) === 1;
  let size = pieces.size(first);
  let figures = pieces.digits(first);
  /** Letters in pieces that are words: they may not belong. */
  let words = 0;
  for (let i = first + step; i >= 0 && i < pieces.length; i += step) {
    const near = Math.min(i, i - step);
    if ((starts[near + 1] ?? 0) - (ends[near] ?? 0) > MAX_DISTANCE) return null;
    if (!spaced && Math.abs(i - first) >= MAX_PARTS) return null;
    const more = pieces.size(i);
    size += more;
    figures += pieces.digits(i);
    if (isWord(pieces, i)) words += more;
    else if (isBase58 && unclear[i] === 1) return null;
    // A word or two were put in, no more: else every lone "1" would be followed through the prose behind it.
    if (size - words > MAX_CHARS || words > MAX_CHARS) return null;
    // Prose joins to long rows too; an address has digits all along.
    if (figures * 12 < size - words) continue;
    const currency =
      (figures * 12 >= size && fits(begin, size) ? check(join(pieces, first, i, step, false)) : null) ??
      (words > 0 && fits(begin, size - words) ? check(join(pieces, first, i, step, true)) : null);
    if (!currency) continue;
    const [from, to] = step > 0 ? [first, i] : [i, first];
    return { wallet: { currency, start: starts[from] ?? 0, end: ends[to] ?? 0, disguised: true }, last: to };
  }
  return null;
}

/**
 * Whether the pieces that could belong have as many letters, and as many digits among
 * them, as an address of `least`. Nearly always not: numbers in prose are dates and sums.
 */
function hasEnough(pieces: Pieces, first: number, step: 1 | -1, least: number): boolean {
  const { sizesBefore, digitsBefore, length } = pieces;
  let from = first;
  let to = first + 1;
  if (pieces.size(first) !== 1) {
    if (step > 0) to = Math.min(length, first + MAX_PARTS);
    else from = Math.max(0, first + 1 - MAX_PARTS);
  } else if (step > 0) {
    const most = (sizesBefore[first] ?? 0) + MAX_CHARS * 2;
    while (to < length && (sizesBefore[to + 1] ?? 0) <= most) to++;
  } else {
    const most = (sizesBefore[to] ?? 0) - MAX_CHARS * 2;
    while (from > 0 && (sizesBefore[from - 1] ?? 0) >= most) from--;
  }
  const letters = (sizesBefore[to] ?? 0) - (sizesBefore[from] ?? 0);
  const figures = (digitsBefore[to] ?? 0) - (digitsBefore[from] ?? 0);
  return letters >= least && figures * 12 >= least;
}

/** Whether the letters behind the first are those of an address too: "bc1", "ltc1", "0x". */
function goesOnWell(pieces: Pieces, first: number, step: 1 | -1, code: number): boolean {
  const wanted = SECONDS.get(code);
  const size = pieces.size(first);
  if (wanted === undefined || size === 1) return true;
  const text = step > 0 ? pieces.text(first) : turned(pieces.text(first));
  return wanted.startsWith(text) || text.startsWith(wanted);
}

const SECONDS: ReadonlyMap<number, string> = new Map([
  [0x30, '0x'],
  [0x62, 'bc1'],
  [0x6c, 'ltc1'],
]);

function join(pieces: Pieces, first: number, last: number, step: 1 | -1, withoutWords: boolean): string {
  let text = '';
  for (let i = first; i !== last + step; i += step) {
    if (withoutWords && isWord(pieces, i)) continue;
    text += step > 0 ? pieces.text(i) : turned(pieces.text(i));
  }
  return text;
}

/** Lengths of addresses that begin so: a checksum for every length in between would cost too much. */
function fits(begin: string, chars: number): boolean {
  if (begin === '0') return chars === 42;
  if (begin === '4' || begin === '8') return chars === 95 || chars === 106;
  if ('bqpl'.includes(begin)) return chars >= 42 && chars <= 64;
  return chars >= MIN_CHARS && chars <= 35;
}

/** "remove", "STAR": no digit, and capitals only where words have them. */
function isWord(pieces: Pieces, piece: number): boolean {
  const size = pieces.size(piece);
  if (size <= 2 || pieces.digits(piece) !== 0) return false;
  const capitals = pieces.capitals[piece] ?? 0;
  return capitals === 0 || capitals === size || (capitals === 1 && isCapital(pieces.first(piece)));
}

const isCapital = (code: number) => code >= 0x41 && code <= 0x5a;

/** The length of the shortest address that begins with a letter; 0 where none does. */
const LEAST = new Uint8Array(128);
for (const begin of '13LMTDAX489bl0qp') {
  let least = MIN_CHARS;
  while (!fits(begin, least)) least++;
  LEAST[begin.charCodeAt(0)] = least;
}
