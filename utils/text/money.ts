/**
 * Sums of money in folded text, in the signs and words that mails use: "$ 500",
 * "500 eur", "0.5 btc". The tokeniser knows amounts too; this needs no tokens.
 */
const NAMES = ['eur', 'usd', 'gbp', 'chf', 'dollar', 'btc', 'bitcoin', 'pln'].map((name) =>
  Array.from(name, (letter) => letter.charCodeAt(0)),
);
const [DOLLAR, POUND, EURO] = [0x24, 0xa3, 0x20ac];
const [SMALL_L, SMALL_Z] = [0x6c, 0x7a];

const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;
const isSign = (unit: number) => unit === DOLLAR || unit === POUND || unit === EURO;
const isGap = (unit: number) => unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
const isOfWord = (unit: number) => isDigit(unit) || (unit >= 0x61 && unit <= 0x7a) || unit === 0x5f;

/** Where the next sum begins, from `from` on; -1 where none does. */
export function nextSum(units: Uint16Array, from: number, length: number): number {
  for (let i = from; i < length; i++) {
    const unit = units[i] ?? 0;
    // Asked of every character: nearly all are letters.
    if (unit > 0x39 && unit < POUND) continue;
    if (endOfSum(units, i, length) > i) return i;
  }
  return -1;
}

/** Behind the sign or word of the sum that begins at `at`; `at` where none does. Of a figure, its last digit is its beginning. */
export function endOfSum(units: Uint16Array, at: number, length: number): number {
  const unit = units[at] ?? 0;
  const isFigure = isDigit(unit);
  if (!isFigure && !isSign(unit)) return at;
  const next = at + 1 < length && isGap(units[at + 1] ?? 0) ? at + 2 : at + 1;
  if (next >= length) return at;
  const beside = units[next] ?? 0;
  if (!isFigure) return isDigit(beside) ? next + 1 : at;
  if (isSign(beside)) return next + 1;
  if (beside === SMALL_Z && units[next + 1] === SMALL_L)
    return next + 2 < length && isOfWord(units[next + 2] ?? 0) ? at : next + 2;
  const name = NAMES.find((letters) => stands(letters, units, next, length));
  return name ? next + name.length : at;
}

function stands(letters: readonly number[], units: Uint16Array, at: number, length: number): boolean {
  if (letters[0] !== units[at] || at + letters.length > length) return false;
  for (let k = 1; k < letters.length; k++) if (letters[k] !== units[at + k]) return false;
  return true;
}
