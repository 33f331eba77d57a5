import { FOREIGN_LETTER, kindOf } from '@/utils/text/fold';
import { DIGIT, LETTER, typeOf } from '@/utils/text/letters';
import { FOREIGN } from '@/utils/text/lookalikes';

/** A folded text in which words that mix scripts still have the letters of both. */
interface Mixed {
  readonly source: string;
  readonly units: Uint16Array;
  readonly length: number;
  readonly map: Int32Array;
  readonly disguises: { lookalike: number; first: { lookalike: number } };
}

/** The Latin letter that the source shows at unit `i`, or 0. Asks the source, because shape depends on case. */
function lookalikeAt(folded: Mixed, i: number): number {
  const shown = folded.source.charCodeAt(folded.map[i] ?? 0);
  const latin = FOREIGN.get(shown) ?? FOREIGN.get(folded.units[i] ?? 0);
  return latin === undefined ? 0 : latin.charCodeAt(0);
}

/**
 * Reads words that mix scripts as Latin ones. Words of look-alikes alone follow
 * only where a mixed word was found: a second folding finds none, and so
 * changes nothing.
 */
export function foldMixedWords(folded: Mixed, mostlyLatin: boolean): void {
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

function foldWord(folded: Mixed, start: number, end: number): void {
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
