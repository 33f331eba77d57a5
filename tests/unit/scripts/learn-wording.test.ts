import { describe, expect, it } from 'vitest';
import { type Example, inFolds, learnWording, low, thresholds } from '@/scripts/lists/learn-wording';
import { sumOf } from '@/scripts/lists/wording-features';

const example = (
  family: Example['family'],
  kind: Example['kind'],
  number: number,
  words: string,
): Example => ({
  family,
  kind,
  cluster: `${kind} ${family} ${number}`,
  features: {
    stems: new Map(words.split(' ').map((word) => [word, 1])),
    things: new Map(family ? [['money', [1, 1] as const]] : []),
    signals: new Map(family ? [[`${family}/demand`, 1]] : []),
  },
  missing: { notice: 0, warning: 0 },
});
const texts = Array.from({ length: 12 }, (_, number) => [
  example('bluff', 'scam', number, 'camera device record friend wallet money silent'),
  example('summons', 'scam', number, 'police court minors arrest justif answer offend'),
  example(null, 'near', number, 'police camera warns victim scam report advice'),
  example(null, 'everyday', number, 'garden money water roses summer meeting lunch'),
]).flat();

describe('wordings that are learned', () => {
  const learned = learnWording(texts, 'bluff');

  it('weigh for what scams of the family say, and against what others say', () => {
    expect(learned.words['camera']).toBeGreaterThan(0);
    expect(learned.words['police']).toBeLessThan(0);
    expect(learned.signals['bluff/demand']).toBeGreaterThan(0);
    expect(learned.words['garden']).toBeUndefined();
  });

  it('tell texts apart that they were not learned from', () => {
    const sums = inFolds(texts, 'bluff', (own, some) => some.map(({ features }) => sumOf(own, features)));
    const of = (family: Example['family']) => sums.filter((_, at) => texts[at]?.family === family);
    expect(Math.min(...of('bluff'))).toBeGreaterThan(Math.max(...of('summons'), ...of(null)));
    const { notice, warning } = thresholds(texts, sums);
    expect(warning).toBeGreaterThanOrEqual(notice);
    expect(notice).toBeGreaterThanOrEqual(sums.find((_, at) => texts[at]?.kind === 'everyday') ?? 0);
  });

  it('are the same each time, and a template counts once', () => {
    expect(learnWording(texts, 'bluff')).toEqual(learnWording(texts, 'bluff'));
    const copies = texts.flatMap((one) => (one.family === 'summons' ? [one, one, one] : [one]));
    const [once, thrice] = [learnWording(texts, 'bluff'), learnWording(copies, 'bluff')];
    expect(thrice.bias).toBeCloseTo(once.bias, 1);
  });

  it('speak against what hardly a scam comes to', () => {
    const sums = Array.from({ length: 200 }, (_, at) => at - 10);
    expect(low(sums)).toBe(-8);
    expect(low([])).toBe(Number.NEGATIVE_INFINITY);
  });

  it('say nothing of a text with hardly a word that they know', () => {
    expect(
      sumOf(learned, {
        stems: new Map([
          ['camera', 1],
          ['money', 1],
        ]),
        things: new Map(),
        signals: new Map(),
      }),
    ).toBe(Number.NEGATIVE_INFINITY);
  });
});
