import { describe, expect, it } from 'vitest';
import type { Evidence } from '@/utils/detection/evidence';
import type { Weighed } from '@/utils/detection/weigh';
import { featuresOf, raised } from '@/utils/detection/wording';
import type { FamilyRule } from '@/utils/schema/list';
import type { Signal } from '@/utils/schema/signal';
import { Wording } from '@/utils/schema/wording';
import { normalise } from '@/utils/text/normalise';

const words = Object.fromEntries(
  ['camera', 'friend', 'money', 'device', 'silent', 'record', 'wallet'].map((word) => [word, 2]),
);
const wording: Wording = {
  family: 'bluff',
  bias: -3,
  notice: 0,
  warning: 1,
  words,
  signals: { 'bluff/demand': 1 },
};
const TEXT =
  'the camera of your device recorded it, your friends may see it; money to this wallet and I am silent';
const rules = [{ family: 'bluff', doubt: 5 }] as FamilyRule[];
const nothing: Weighed = { family: null, level: 'none', evidence: [], points: 0, heldBack: null };
const found = (signal: Signal, weight = 3, family: Evidence['family'] = 'bluff'): Evidence => ({
  family,
  signal,
  weight,
  phrase: signal,
  source: `bluff.en.${signal}`,
});
const judge = (evidence: Evidence[], text = TEXT, weighed = nothing) =>
  raised(weighed, [wording], rules, normalise(text), evidence);

describe('a wording', () => {
  it('warns beside evidence of two kinds, says a notice beside one, and nothing alone', () => {
    expect(judge([found('demand'), found('access')])).toMatchObject({ family: 'bluff', level: 'warning' });
    expect(judge([found('demand')])).toMatchObject({ family: 'bluff', level: 'notice' });
    expect(judge([])).toBe(nothing);
    expect(judge([found('topic'), found('deadline')])).toBe(nothing);
  });

  it('is a reason that is told after those of the text', () => {
    const { evidence } = judge([found('access', 1), found('demand')]);
    expect(evidence.map(({ signal }) => signal)).toEqual(['demand', 'access', 'wording']);
  });

  it('does not call what talks about scams', () => {
    const talk = found('talks-about', 5, 'benign');
    expect(judge([found('demand'), found('access'), talk])).toBe(nothing);
  });

  it('never lowers what the rules found', () => {
    const warned: Weighed = { ...nothing, family: 'summons', level: 'warning' };
    expect(judge([found('demand'), found('access')], TEXT, warned)).toBe(warned);
    const noticed: Weighed = { ...nothing, family: 'bluff', level: 'notice' };
    expect(judge([found('demand')], TEXT, noticed)).toBe(noticed);
  });

  it('says nothing of other texts', () => {
    expect(
      judge([found('demand'), found('access')], 'the garden needs water and the roses are red this year'),
    ).toBe(nothing);
  });

  it('knows a word by its first six letters, once, and no numbers', () => {
    const [first] = featuresOf(normalise('Kameras, KAMERA 1300 a'), [
      found('demand', 1.5),
      found('demand', 1),
    ]);
    expect([...(first?.stems ?? [])]).toEqual(['kamera']);
    expect(first?.signals.get('bluff/demand')).toBe(0.5);
  });

  it('is heard wherever in a long text it stands', () => {
    const garden = 'the garden needs water and the roses are red this year '.repeat(200);
    const evidence = [found('demand'), found('access')];
    expect(judge(evidence, `${garden}${TEXT}`)).toMatchObject({ level: 'warning' });
    expect(judge(evidence, garden)).toBe(nothing);
  });

  it('is data with limits', () => {
    expect(Wording.safeParse(wording).success).toBe(true);
    expect(Wording.safeParse({ ...wording, words: { __proto__x: 1 } }).success).toBe(false);
    expect(Wording.safeParse({ ...wording, words: { camera: 1e9 } }).success).toBe(false);
  });
});
