import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfSum, nextSum } from '@/utils/text/money';

const PLAIN = /[$€£]\s?\d|\d\s?(?:[$€£]|eur|usd|gbp|chf|dollar|btc|bitcoin|pln|zl\b)/g;

function sums(text: string): { at: number; end: number }[] {
  const units = Uint16Array.from(text, (sign) => sign.charCodeAt(0));
  const found: { at: number; end: number }[] = [];
  let at = nextSum(units, 0, units.length);
  while (at >= 0) {
    const end = endOfSum(units, at, units.length);
    found.push({ at, end });
    at = nextSum(units, end, units.length);
  }
  return found;
}

describe('sums of money', () => {
  it('are figures beside a sign or a name of money', () => {
    expect(sums('send $500, 30 eur or 0.5 btc by 5 zl; not 5 zlo, 12 hours, $ or €').length).toBe(4);
  });

  it('stand where a plain search finds them', () => {
    const piece = fc.constantFrom(
      '$',
      '€',
      '5',
      '0',
      ' ',
      '\n',
      'eur',
      'btc',
      'bitcoin',
      'zl',
      'o',
      'x',
      '_',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const plain = [...text.matchAll(PLAIN)].map(({ 0: { length }, index }) => ({
          at: index,
          end: index + length,
        }));
        expect(sums(text)).toEqual(plain);
      }),
    );
  });
});
