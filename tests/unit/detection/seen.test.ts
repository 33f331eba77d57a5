import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seen } from '@/utils/detection/seen';
import { FoldSpace, foldedText, normalise } from '@/utils/text/normalise';
import { textHash } from '@/utils/text/text-hash';

const space = new FoldSpace();
const tricky = fc.array(
  fc.oneof(
    fc.constantFrom(...'abAB éÉаовВ19\u200b\u0301', 'ﬁ', '𝐛', '\u202e', '\ud835', '\n'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 30 },
);

describe('the hash of a text', () => {
  it('is the same for texts that fold to the same, and for no others', () => {
    fc.assert(
      fc.property(tricky, tricky, (first, second) => {
        const [a, b] = [first.join(''), second.join('')];
        const folds = (text: string) => foldedText(normalise(text));
        const hash = (text: string) => textHash(text, 7, space);
        expect(hash(a) === hash(b)).toBe(folds(a) === folds(b));
        expect(hash(a)).toBe(hash(folds(a)));
      }),
      { numRuns: 1_500 },
    );
  });

  it('is another under another seed', () => {
    expect(textHash('a text', 1, space)).not.toBe(textHash('a text', 2, space));
  });

  it('is a whole number that a double holds', () => {
    fc.assert(
      fc.property(tricky, fc.integer(), (text, seed) => {
        const hash = textHash(text.join(''), seed, space);
        expect(Number.isSafeInteger(hash) && hash >= 0).toBe(true);
      }),
    );
  });
});

describe('answers about texts seen lately', () => {
  it('are worked out once for texts that read the same', () => {
    const seen = new Seen<{ at: number }>(10, 1);
    let worked = 0;
    const ask = (text: string) => seen.of(text, () => ({ at: ++worked }));
    expect(
      [ask('For SALE'), ask('for sale'), ask('for s\u200bale'), ask('for rent')].map(({ at }) => at),
    ).toEqual([1, 1, 1, 2]);
  });

  it('are never more than were allowed, and those asked for again stay', () => {
    const seen = new Seen<{ text: string }>(20, 1);
    let worked = 0;
    for (let k = 0; k < 500; k++) {
      seen.of('the one that comes again', () => ({ text: String(++worked) }));
      seen.of(`number ${k}`, () => ({ text: '' }));
      expect(seen.size).toBeLessThanOrEqual(20);
    }
    expect(worked).toBe(1);
  });
});
