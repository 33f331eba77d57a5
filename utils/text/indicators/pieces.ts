import { INVISIBLE, kindOf } from '@/utils/text/fold';

/** A row of letters and digits in the source, without invisible characters. */
export interface Piece {
  readonly text: string;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a text at everything that is no ASCII letter or digit. Case is kept: addresses depend on it. Linear. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let start = 0;
  let end = 0;
  for (let i = 0; i <= source.length; i++) {
    const code = i < source.length ? source.charCodeAt(i) : 0;
    const plain = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (plain) {
      if (text === '') start = i;
      text += source.charAt(i);
      end = i + 1;
    } else if (text !== '' && !(code >= 128 && kindOf(code) === INVISIBLE)) {
      pieces.push({ text, start, end });
      text = '';
    }
  }
  return pieces;
}
