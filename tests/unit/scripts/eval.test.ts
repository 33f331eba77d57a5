import { describe, expect, it } from 'vitest';
import { byCluster, wilson } from '@/scripts/eval/figures';
import { holds, nearDuplicates, shingles } from '@/scripts/eval/near-duplicates';
import { compareRuns } from '@/scripts/eval/run';
import { obfuscate, TACTICS } from '@/tests/support/obfuscate/apply';
import type { Message } from '@/utils/schema/message';
import { foldedText, normalise } from '@/utils/text/normalise';

const TEMPLATE =
  'Good morning, your parcel number NUMBER could not be brought to NAME today. Please choose another day on which somebody is at home, or fetch it at the shop around the corner before Saturday.';
const parcel = (number: string, name: string) => TEMPLATE.replace('NUMBER', number).replace('NAME', name);

describe('near-duplicates', () => {
  it('are texts of one template with other names and numbers in it', () => {
    const other =
      'The choir meets on Wednesday at eight in the old hall, and new voices are always welcome there.';
    expect(nearDuplicates([parcel('12', 'Mrs Ito'), other, parcel('99', 'Mr Brown')])).toEqual([0, 1, 0]);
  });

  it('are not joined by a greeting or by saying nothing', () => {
    expect(
      nearDuplicates(['', '', 'Good morning, all is well here.', 'Good morning, where are you now?']),
    ).toEqual([0, 1, 2, 3]);
  });

  it('are joined where it was known beforehand, over several steps', () => {
    expect(
      nearDuplicates(
        ['one', 'two', 'three', 'four'],
        [
          [2, 3],
          [0, 2],
        ],
      ),
    ).toEqual([0, 1, 0, 0]);
  });

  it('hold what is quoted from them', () => {
    const whole = shingles(parcel('12', 'Mrs Ito'));
    expect(holds(whole, shingles('Please choose another day on which somebody is at home'))).toBe(1);
    expect(holds(whole, shingles('Please bring the soup to the old hall on Sunday'))).toBeLessThan(0.2);
  });
});

describe('figures', () => {
  it('count a template once, with its share of hits', () => {
    const texts = [
      { cluster: 'a', hit: true },
      { cluster: 'a', hit: false },
      { cluster: 'b', hit: true },
    ];
    expect(byCluster(texts, ({ hit }) => hit)).toEqual({ hits: 1.5, clusters: 2 });
  });

  it('have the interval that Wilson gives', () => {
    const { share, low, high } = wilson(9, 10);
    expect([share, low, high].map((value) => value.toFixed(3))).toEqual(['0.900', '0.596', '0.982']);
    expect(wilson(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});

describe('a run against a kept one', () => {
  const run = (verdict: string, right: boolean, value: number, texts = 10) => ({
    format: 1 as const,
    rows: { x: { verdict, right } },
    figures: { recall: { value, better: 'higher' as const, texts } },
  });

  it('names what changed, and fails when a figure fell', () => {
    const { lines, fell } = compareRuns(run('bluff warning', true, 1), run('- none', false, 0.9));
    expect(fell).toBe(true);
    expect(lines).toEqual(['x: bluff warning → - none (was right)', 'recall: 1.000 → 0.900 FELL']);
  });

  it('does not fail when a figure rose, stayed, or is over other texts', () => {
    expect(compareRuns(run('- none', false, 0.9), run('bluff warning', true, 1)).fell).toBe(false);
    expect(compareRuns(run('a', true, 1), run('a', true, 1))).toEqual({ lines: [], fell: false });
    expect(compareRuns(run('a', true, 1), run('a', true, 0.5, 20)).fell).toBe(false);
  });
});

describe('a tactic of disguise', () => {
  const message: Message = {
    channel: 'mail',
    subject: 'Soup',
    text: 'The soup will be served at seven in the garden behind the church.\nBring a cup, and write to cook@soup.example.',
    truncated: false,
    to: [],
    attachments: [],
    links: [],
    images: 0,
    hidden: { characters: 0, ways: [] },
  };

  it.each(TACTICS.map((tactic) => [tactic.id, tactic] as const))(
    '%s changes what a machine gets, the same way every time',
    (id, tactic) => {
      const once = obfuscate(message, [tactic], 'seed');
      expect(obfuscate(message, [tactic], 'seed')).toEqual(once);
      // These are seen through by the reader of HTML, which is their point.
      if (tactic.text) expect(once.text, id).not.toBe(message.text);
      expect(once.text, id).toContain('cook@soup.example');
    },
  );

  it('has a name of its own', () => {
    expect(new Set(TACTICS.map(({ id }) => id)).size).toBe(TACTICS.length);
  });

  it.each(
    TACTICS.filter(({ isDisguise, text }) => !isDisguise && text).map(({ id, text }) => [id, text] as const),
  )('%s, which is none by itself, leaves every word readable', (_, text) => {
    const written = foldedText(normalise(text?.(message.text, () => 0.3) ?? ''));
    for (const word of ['soup', 'served', 'church']) expect(written.replaceAll(/[\n>]/g, '')).toContain(word);
  });
});
