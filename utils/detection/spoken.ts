import type { Evidence } from '@/utils/detection/evidence';
import { TextLanguage } from '@/utils/schema/language';
import { languagesOf } from '@/utils/text/languages';
import { type Folded, foldedText } from '@/utils/text/normalise';

const LANGUAGES: ReadonlySet<string> = new Set(TextLanguage.options);
/** Some sixty words: enough to tell a language by. */
const PAGE_CHARS = 400;

/**
 * Evidence without what patterns of languages saw in which the text is not
 * written. Patterns are wide, and a word of one language is often another's:
 * such sights come by accident, on either side. Where the text does not tell its
 * language (short, or taken apart letter by letter) all of it stays.
 *
 * Languages are told page by page, and what stands on a page is judged by that
 * page: a few Dutch lines within a long English text must not lose their voice.
 */
export function spoken(evidence: readonly Evidence[], text: Folded): Evidence[] {
  const folded = foldedText(text);
  const pages = new Map<number, ReadonlySet<string> | null>();
  const page = (start: number) => {
    const known = pages.get(start);
    if (known !== undefined) return known;
    const told = languagesOf(folded.slice(start, start + PAGE_CHARS));
    pages.set(start, told);
    return told;
  };
  const last = Math.max(0, folded.length - PAGE_CHARS);
  return evidence.filter(({ source, at }) => {
    const [, language = ''] = source.split('.');
    if (!LANGUAGES.has(language) || !at) return true;
    for (let k = 0; k < at.length; k += 2) {
      const place = placeOf(text, at[k] ?? 0);
      const middle = Math.max(0, place - PAGE_CHARS / 2);
      const start = Math.min(last, middle - (middle % (PAGE_CHARS / 4)));
      const languages = page(start);
      if (!languages?.has(language) && languages !== null) continue;
      return true;
    }
    return false;
  });
}

/** Where an offset of the source stands in the folded text. */
function placeOf({ map, length }: Folded, offset: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
