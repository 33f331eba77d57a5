import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/utils/detection/evidence';
import { independent } from '@/utils/detection/independent';

const piece = (source: string, signal: Evidence['signal'], weight: number, at?: number[]): Evidence => ({
  family: 'bluff',
  signal,
  weight,
  phrase: source,
  source,
  ...(at && { at }),
});
const kept = (...evidence: Evidence[]) =>
  independent(evidence, ({ weight }) => weight)
    .map(({ source }) => source)
    .sort();

describe('independent evidence', () => {
  it('lets the worthiest speak where several read the same words so', () => {
    expect(
      kept(
        piece('a', 'demand', 2, [10, 30]),
        piece('b', 'demand', 3, [12, 28]),
        piece('c', 'demand', 1, [30, 40]),
      ),
    ).toEqual(['b', 'c']);
  });

  it('takes a sum and what it is paid in, said by the same words, for one', () => {
    expect(kept(piece('a', 'demand', 3, [10, 30]), piece('b', 'payment-means', 2, [20, 30]))).toEqual(['a']);
  });

  it('keeps different signals of the same words', () => {
    expect(kept(piece('a', 'access', 3, [10, 30]), piece('b', 'recording', 2, [10, 30]))).toEqual(['a', 'b']);
  });

  it('keeps what also stands where nothing else does', () => {
    expect(kept(piece('a', 'access', 3, [10, 30]), piece('b', 'access', 2, [12, 20, 90, 99]))).toEqual([
      'a',
      'b',
    ]);
  });

  it('does not depend on the order', () => {
    const some = [
      piece('a', 'access', 2, [0, 9]),
      piece('b', 'access', 2, [5, 14]),
      piece('c', 'access', 2, [10, 20]),
      piece('d', 'sender', 2),
    ];
    expect(kept(...some)).toEqual(kept(...[...some].reverse()));
  });

  it('drops what is worth nothing', () => {
    expect(kept(piece('a', 'access', 0, [0, 9]))).toEqual([]);
  });
});
