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
/** Pieces that belong together stand this close: a blank, a sign, a line end. */
const MAX_DISTANCE = 4;
const MAX_WALLETS = 8;
/** Checks cost some 10 µs each; a text of nothing but look-alikes must not cost more than a mail. */
const MAX_CHECKS = 400;

/**
 * Addresses of crypto currencies, verified by checksum. Finds them whole, taken
 * apart ("1A1zP1 eP5QGe…"), letter by letter ("b c 1 q …"), with signs put
 * between, and turned around.
 */
export function findWallets(pieces: Pieces): Wallet[] {
  const wallets: Wallet[] = [];
  const { starts, ends } = pieces;
  let checks = 0;
  const check = (text: string): Currency | null => (checks++ < MAX_CHECKS ? currencyOf(text) : null);
  for (let i = 0; i < pieces.length && wallets.length < MAX_WALLETS && checks < MAX_CHECKS; i++) {
    if (isLong(pieces.sizes[i] ?? 0)) {
      const text = pieces.text(i);
      const whole = check(text);
      const currency = whole ?? check([...text].reverse().join(''));
      if (currency) {
        wallets.push({ currency, start: starts[i] ?? 0, end: ends[i] ?? 0, disguised: whole === null });
        continue;
      }
    }
    const joined = joinFrom(pieces, i, check);
    if (!joined) continue;
    wallets.push(joined.wallet);
    i = joined.last;
  }
  return wallets;
}

const isLong = (size: number) => size >= MIN_CHARS && size <= MAX_CHARS;

function joinFrom(
  pieces: Pieces,
  first: number,
  check: (text: string) => Currency | null,
): { wallet: Wallet; last: number } | null {
  const { starts, ends, sizes, digits } = pieces;
  if (!couldBegin(pieces, first)) return null;
  const spaced = sizes[first] === 1;
  let size = sizes[first] ?? 0;
  let figures = digits[first] ?? 0;
  for (let i = first + 1; i < pieces.length; i++) {
    if ((starts[i] ?? 0) - (ends[i - 1] ?? 0) > MAX_DISTANCE) return null;
    if (!spaced && i - first >= MAX_PARTS) return null;
    size += sizes[i] ?? 0;
    figures += digits[i] ?? 0;
    if (size > MAX_CHARS) return null;
    // Prose joins to long rows too; an address has digits all along.
    if (!isLong(size) || figures * 12 < size) continue;
    const currency = check(join(pieces, first, i));
    if (!currency) continue;
    const wallet = { currency, start: starts[first] ?? 0, end: ends[i] ?? 0, disguised: true };
    return { wallet, last: i };
  }
  return null;
}

function join(pieces: Pieces, first: number, last: number): string {
  let text = '';
  for (let i = first; i <= last; i++) text += pieces.text(i);
  return text;
}

const BEGINNINGS = new Set([...'13LMTDAX489bl0qp'].map((letter) => letter.charCodeAt(0)));

/** Every address begins with one of these. */
function couldBegin(pieces: Pieces, piece: number): boolean {
  // Asked of every piece: most are words, and words have no digits.
  if (!BEGINNINGS.has(pieces.first(piece))) return false;
  if (pieces.sizes[piece] === 1) return true;
  return (
    (pieces.digits[piece] ?? 0) > 0 &&
    /^(?:[13LMTDAX489]|bc?1?|l(?:tc?1?)?$|ltc1|0x?|[qp])/.test(pieces.text(piece))
  );
}
