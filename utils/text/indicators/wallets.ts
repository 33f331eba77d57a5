import type { Piece } from '@/utils/text/indicators/pieces';
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
export function findWallets(pieces: readonly Piece[]): Wallet[] {
  const wallets: Wallet[] = [];
  let checks = 0;
  const check = (text: string): Currency | null => (checks++ < MAX_CHECKS ? currencyOf(text) : null);
  for (let i = 0; i < pieces.length && wallets.length < MAX_WALLETS && checks < MAX_CHECKS; i++) {
    const piece = pieces[i];
    if (!piece) continue;
    const whole = isLong(piece.text) ? (check(piece.text) ?? null) : null;
    if (whole) {
      wallets.push({ currency: whole, start: piece.start, end: piece.end, disguised: false });
      continue;
    }
    if (isLong(piece.text)) {
      const turned = check([...piece.text].reverse().join(''));
      if (turned) wallets.push({ currency: turned, start: piece.start, end: piece.end, disguised: true });
      if (turned) continue;
    }
    const joined = joinFrom(pieces, i, check);
    if (!joined) continue;
    wallets.push(joined.wallet);
    i = joined.last;
  }
  return wallets;
}

const isLong = (text: string) => text.length >= MIN_CHARS && text.length <= MAX_CHARS;

function joinFrom(
  pieces: readonly Piece[],
  first: number,
  check: (text: string) => Currency | null,
): { wallet: Wallet; last: number } | null {
  const start = pieces[first];
  if (!start || !couldBegin(start.text)) return null;
  const spaced = start.text.length === 1;
  let text = start.text;
  for (let i = first + 1; i < pieces.length; i++) {
    const piece = pieces[i];
    const before = pieces[i - 1];
    if (!piece || !before || piece.start - before.end > MAX_DISTANCE) return null;
    if (!spaced && i - first >= MAX_PARTS) return null;
    text += piece.text;
    if (text.length > MAX_CHARS) return null;
    // Prose joins to long rows too; an address has digits all along.
    if (!isLong(text) || !isDense(text)) continue;
    const currency = check(text);
    if (currency) {
      return { wallet: { currency, start: start.start, end: piece.end, disguised: true }, last: i };
    }
  }
  return null;
}

/** Every address begins with one of these. */
function couldBegin(text: string): boolean {
  return (
    /^(?:[13LMTDAX489]|bc?1?|l(?:tc?1?)?$|ltc1|0x?|[qp])/.test(text) && (text.length === 1 || /\d/.test(text))
  );
}

function isDense(text: string): boolean {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits * 12 >= text.length;
}
