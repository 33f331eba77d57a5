import type { Lexicon } from '@/utils/schema/list';

/** What a name of the lexicon stands for. */
export type NameKind = 'authority' | 'strict-letter' | 'plain-letter' | 'harmless' | 'office';

/** The lexicon's phrases in one row, each with its kind: they are compiled and found together. */
export function namesOf(lexicon: Lexicon): { readonly kind: NameKind; readonly name: string }[] {
  const row = (kind: NameKind, names: readonly string[]) => names.map((name) => ({ kind, name }));
  return [
    ...row('authority', lexicon.authorities),
    ...row('strict-letter', lexicon.strictLetters),
    ...row('plain-letter', lexicon.plainLetters),
    ...row('harmless', lexicon.harmless),
    ...row('office', lexicon.offices),
  ];
}
