import type { Evidence } from '@/utils/detection/evidence';
import { TextLanguage } from '@/utils/schema/language';
import { languagesOf } from '@/utils/text/languages';

const LANGUAGES: ReadonlySet<string> = new Set(TextLanguage.options);

/**
 * Evidence without what patterns of languages saw in which the text is not
 * written. Patterns are wide, and a word of one language is often another's:
 * such sights come by accident, on either side. Where the text does not tell its
 * language (short, or taken apart letter by letter) all of it stays.
 */
export function spoken(evidence: readonly Evidence[], folded: string): Evidence[] {
  const languages = languagesOf(folded);
  if (!languages) return [...evidence];
  return evidence.filter(({ source }) => {
    const [, language = ''] = source.split('.');
    return !LANGUAGES.has(language) || (languages as ReadonlySet<string>).has(language);
  });
}
