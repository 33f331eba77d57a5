import type { Pieces } from '@/utils/text/indicators/pieces';

export interface Iban {
  readonly start: number;
  readonly end: number;
}

const HEAD = /^[A-Z]{2}\d{2}[A-Z0-9]*$/;
/** ISO 13616: shortest Norway, longest Malta is 31; 34 is the standard's own limit. */
const MIN_CHARS = 15;
const MAX_CHARS = 34;
const MAX_PARTS = 9;
const MAX_IBANS = 5;

/** Bank accounts, verified (mod 97), whole or in groups of four. */
export function findIbans(pieces: Pieces): Iban[] {
  const ibans: Iban[] = [];
  for (let i = 0; i < pieces.length && ibans.length < MAX_IBANS; i++) {
    if (pieces.digits(i) < 2 || (pieces.capitals[i] ?? 0) < 2) continue;
    if (!isCapital(pieces.first(i)) || !HEAD.test(pieces.text(i))) continue;
    let text = '';
    for (let k = i; k < pieces.length && k - i < MAX_PARTS; k++) {
      const piece = pieces.text(k);
      if (!/^[A-Z0-9]+$/.test(piece)) break;
      text += piece;
      if (text.length > MAX_CHARS) break;
      if (text.length < MIN_CHARS || !isIban(text)) continue;
      ibans.push({ start: pieces.starts[i] ?? 0, end: pieces.ends[k] ?? 0 });
      i = k;
      break;
    }
  }
  return ibans;
}

const isCapital = (code: number) => code >= 0x41 && code <= 0x5a;

function isIban(text: string): boolean {
  let rest = 0;
  const turned = text.slice(4) + text.slice(0, 4);
  for (let i = 0; i < turned.length; i++) {
    const code = turned.charCodeAt(i);
    rest = code <= 57 ? (rest * 10 + code - 48) % 97 : (rest * 100 + code - 55) % 97;
  }
  return rest === 1;
}
