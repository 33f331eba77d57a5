import type { PatternList } from '@/utils/schema/list';

/**
 * How what was learned of wording is written down: all words of all families once,
 * and a row of numbers for each family, with nothing between two spaces where it
 * has none. That packs to two thirds of the records.
 */
type Wordings = NonNullable<PatternList['wordings']>;

interface Written {
  readonly families: readonly object[];
  readonly names: string;
  readonly weights: readonly string[];
}

export function toWordColumns(wordings: Wordings): Written {
  const names = [...new Set(wordings.flatMap(({ words }) => Object.keys(words)))].sort();
  return {
    families: wordings.map(({ words: _, ...family }) => family),
    names: names.join(' '),
    weights: wordings.map(({ words }) =>
      names.map((name) => (Object.hasOwn(words, name) ? words[name] : '')).join(' '),
    ),
  };
}

/** Undoes it. What comes out is not checked. @throws TypeError on what is no such form */
export function fromWordColumns(written: unknown): unknown {
  const { families, names, weights } = written as Written;
  if (families.length !== weights.length) throw new TypeError('not a row for each family');
  const all = split(names);
  return families.map((family, at) => {
    const row = split(weights[at] ?? '');
    if (row.length !== all.length) throw new TypeError('rows of different length');
    const words = all.flatMap((name, column) => (row[column] === '' ? [] : [[name, Number(row[column])]]));
    return { ...family, words: Object.fromEntries(words) as Record<string, number> };
  });
}

const split = (text: string): string[] => (text === '' ? [] : text.split(' '));
