import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedText, normalise } from '@/utils/text/normalise';
import { WordTable } from '@/utils/text/word-table';

function told(keys: readonly string[], text: string, first = 0, most = 1e6) {
  const table = new WordTable(new Map(keys.map((key, at) => [key, [at]])));
  const seen: string[] = [];
  const next = table.read(normalise(text), first, most, (value, word) => seen.push(`${keys[value]} ${word}`));
  return { seen: seen.toSorted(), next };
}

/** Each word against each key. */
function naive(keys: readonly string[], text: string): string[] {
  const words = foldedText(normalise(text)).match(/[a-z0-9]+/g) ?? [];
  return words
    .flatMap((word, at) =>
      keys
        .filter(
          (key) => !/\d/.test(word) && (key.endsWith('*') ? word.startsWith(key.slice(0, -1)) : word === key),
        )
        .map((key) => `${key} ${at}`),
    )
    .toSorted();
}

describe('a table of words', () => {
  it('finds words and beginnings, also of the same letters', () => {
    expect(told(['film', 'film*', 'films'], 'Film, films; FILMÉ filming phil').seen).toEqual([
      'film 0',
      'film* 0',
      'film* 1',
      'film* 2',
      'film* 3',
      'films 1',
    ]);
  });

  it('counts words with digits and does not look them up', () => {
    expect(told(['film*', 'x'], 'film2 x 33 film')).toEqual({ seen: ['film* 3', 'x 1'], next: 4 });
  });

  it('looks those up too where they are asked for, and tells where they begin', () => {
    const table = new WordTable(
      new Map([
        ['24h', [7]],
        ['bc1*', [8]],
      ]),
      'digits',
    );
    const seen: number[][] = [];
    table.read(normalise('in 24h: bc1qxy'), 0, 10, (...told) => seen.push(told));
    expect(seen).toEqual([
      [7, 1, 3],
      [8, 2, 8],
    ]);
  });

  it('goes on counting, and stops where it is told to', () => {
    expect(told(['x'], 'x x x x', 5, 7)).toEqual({ seen: ['x 5', 'x 6'], next: 7 });
  });

  it('is as good as looking at each word', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 5 });
    const key = fc.tuple(word, fc.boolean()).map(([one, stem]) => (stem ? `${one}*` : one));
    const text = fc.array(fc.oneof(word, fc.constantFrom('a1', '9', 'é', 'B-c', '\u0430b')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 30 }), text, (keys, words) => {
        const one = words.join(' ');
        expect(told(keys, one).seen).toEqual(naive(keys, one));
      }),
    );
  });
});
