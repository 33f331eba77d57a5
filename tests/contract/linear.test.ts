import { describe, expect, it } from 'vitest';
import { buildSeed } from '@/scripts/lists/build-seed';
import { messageOf } from '@/scripts/support/message';
import { createEngine } from '@/utils/detection/engine';

/**
 * No mail may make the engine hang. Each pattern's own words, the worst that can
 * be said to it, fill a text of 100,000 characters: they begin phrases without end,
 * stretch gaps to their limit, and end what never began. Two texts of a kind, one
 * twice as long as the other, must cost about twice the time; and no text more
 * than so many times what prose of the same length costs. Ratios in one run, best
 * of several: machines are noisy.
 */
const CHARS = 100_000;
const RUNS = 5;
/** Twice the text, with room for noise; a quadratic engine shows 4 and more. */
const MAX_GROWTH = 3.2;
/** Adversarial over neutral: every word is one that phrases know. */
const MAX_OVER_PROSE = 40;

const seed = buildSeed(process.cwd());
const engine = createEngine(seed);
const patterns = seed.groups.flatMap((group) => group.patterns);
const wordsOf = (notation: string) =>
  notation
    .replace(/<\d+>|[()[\]|*]/g, ' ')
    .split(/\s+/)
    .filter(Boolean);

const fill = (words: readonly string[], chars: number) => {
  const round = `${words.join(' ')} `;
  return round.repeat(Math.ceil(chars / round.length)).slice(0, chars);
};
const time = (text: string, runs = RUNS) => {
  const mail = messageOf({ text });
  engine.inspect(mail);
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now();
    engine.inspect(mail);
    best = Math.min(best, performance.now() - started);
  }
  return best;
};

const PROSE = fill(
  'the garden was quiet in the early light and nobody had come down the road yet'.split(' '),
  CHARS,
);

describe('the engine', () => {
  it.each([
    ['every word of every pattern', patterns.flatMap(({ phrases }) => phrases.flatMap(wordsOf))],
    [
      'beginnings of phrases only',
      patterns.flatMap(({ phrases }) => phrases.map((one) => wordsOf(one)[0] ?? '')),
    ],
    ['one word', ['bitcoin']],
    ['spaced letters', [...'bitcoin wallet']],
    ['look-alike letters', ['bitсоin', 'wаllеt']],
    ['rows of digits and letters', ['1A1zP1', 'eP5QGefi2D', 'MPTfTL5', 'bc1qar0srrr7']],
  ])(
    'takes twice the time for twice the text: %s',
    (_what, words) => {
      const half = time(fill(words, CHARS / 2));
      const whole = time(fill(words, CHARS));
      expect(whole / Math.max(half, 0.5)).toBeLessThan(MAX_GROWTH);
    },
    120_000,
  );

  it('is not held up by the words of any one pattern', () => {
    const prose = Math.max(time(PROSE), 1);
    const slow = patterns
      .map(({ id, phrases }) => ({ id, ratio: time(fill(phrases.flatMap(wordsOf), CHARS), 1) / prose }))
      .filter(({ ratio }) => ratio > MAX_OVER_PROSE);
    expect(slow).toEqual([]);
  }, 240_000);
});
