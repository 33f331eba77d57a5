/**
 * Cuts a text to what crosses a call, so that padding cannot push a letter out:
 * runs of blanks go first, then what was said before, word for word, and only
 * then the middle. Head and tail stay, as in the page's reader: that is where
 * people look.
 */

const GAP = '\n\n';
const TAIL_SHARE = 0.25;
/** Pieces end at about every so manieth word, chosen by the word itself: the same sentence is cut alike wherever it stands. */
const WORDS_A_PIECE = 8;
/** Nothing beyond this is looked at: it is no mail. */
const MAX_CHARS = 20_000_000;

export function fitted(text: string, most: number): { text: string; isCut: boolean } {
  if (text.length <= most) return { text, isCut: false };
  const whole = withoutRepeats(text.slice(0, MAX_CHARS).replace(/\s{3,}/g, '\n'));
  if (whole.length <= most) return { text: whole, isCut: true };
  const tail = Math.floor(most * TAIL_SHARE);
  return { text: `${whole.slice(0, most - tail - GAP.length)}${GAP}${whole.slice(-tail)}`, isCut: true };
}

function withoutRepeats(text: string): string {
  const seen = new Set<string>();
  const kept: string[] = [];
  let piece = '';
  for (const [part] of text.matchAll(/\S+\s*/g)) {
    piece += part;
    if (hash(part.trim()) % WORDS_A_PIECE !== 0 && piece.length < 400) continue;
    if (!seen.has(piece)) kept.push(piece);
    seen.add(piece);
    piece = '';
  }
  return kept.join('') + piece;
}

/** FNV-1a. */
function hash(word: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) sum = Math.imul(sum ^ word.charCodeAt(i), 0x01000193) >>> 0;
  return sum;
}
