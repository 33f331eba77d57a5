import { describe, expect, it } from 'vitest';
import { minimise } from '@/scripts/lists/minimise';

describe('a least value', () => {
  it('is found where the slope ends, in a narrow valley too', () => {
    const middle = [3, -2, 0.5];
    const steep = [1, 100, 10];
    const least = minimise(3, (x, slope) =>
      middle.reduce((sum, m, i) => {
        const off = (x[i] ?? 0) - m;
        slope[i] = 2 * (steep[i] ?? 0) * off;
        return sum + (steep[i] ?? 0) * off * off;
      }, 0),
    );
    for (const [i, m] of middle.entries()) expect(least[i]).toBeCloseTo(m, 2);
  });

  it('stays where nothing is better', () => {
    const flat = minimise(2, (_, slope) => {
      slope.fill(0);
      return 1;
    });
    expect([...flat]).toEqual([0, 0]);
  });
});
