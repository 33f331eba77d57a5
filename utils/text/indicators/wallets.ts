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
  const { starts, ends, sizes } = pieces;
  let checks = 0;
  const check: Check = (text) => (checks++ < MAX_CHECKS ? currencyOf(text) : null);
  for (let i = 0; i < pieces.length && wallets.length < MAX_WALLETS && checks < MAX_CHECKS; i++) {
    const size = sizes[i] ?? 0;
    if (size >= MIN_CHARS && size <= MAX_INVOICE_CHARS && (pieces.digits[i] ?? 0) > 0) {
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

const turned = (text: string) => [...text].reverse().join('');

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
  const { starts, ends, sizes, digits } = pieces;
  if (!couldBegin(pieces, first, step)) return null;
  const begin = String.fromCharCode(step > 0 ? pieces.first(first) : pieces.last(first));
  const spaced = sizes[first] === 1;
  let size = sizes[first] ?? 0;
  let figures = digits[first] ?? 0;
  /** Letters in pieces that are words: they may not belong. */
  let words = 0;
  for (let i = first + step; i >= 0 && i < pieces.length; i += step) {
    const near = Math.min(i, i - step);
    if ((starts[near + 1] ?? 0) - (ends[near] ?? 0) > MAX_DISTANCE) return null;
    if (!spaced && Math.abs(i - first) >= MAX_PARTS) return null;
    size += sizes[i] ?? 0;
    figures += digits[i] ?? 0;
    if (isWord(pieces, i)) words += sizes[i] ?? 0;
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
  const size = pieces.sizes[piece] ?? 0;
  if (size <= 2 || pieces.digits[piece] !== 0) return false;
  const capitals = pieces.capitals[piece] ?? 0;
  return capitals === 0 || capitals === size || (capitals === 1 && isCapital(pieces.first(piece)));
}

const isCapital = (code: number) => code >= 0x41 && code <= 0x5a;

const BEGINNINGS = new Set([...'13LMTDAX489bl0qp'].map((letter) => letter.charCodeAt(0)));

/** Every address begins with one of these. */
function couldBegin(pieces: Pieces, piece: number, step: 1 | -1): boolean {
  // Asked of every piece: most are words, and words have no digits.
  const first = step > 0 ? pieces.first(piece) : pieces.last(piece);
  if (!BEGINNINGS.has(first)) return false;
  if (pieces.sizes[piece] === 1) return true;
  if ((pieces.digits[piece] ?? 0) === 0) return false;
  const text = pieces.text(piece);
  return /^(?:[13LMTDAX489]|bc?1?|l(?:tc?1?)?$|ltc1|0x?|[qp])/.test(step > 0 ? text : turned(text));
}
