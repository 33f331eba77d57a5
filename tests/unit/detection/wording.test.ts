import { describe, expect, it } from 'vitest';
import { gatherOwnCases } from '@/scripts/eval/gather';
import { buildSeed } from '@/scripts/lists/build-seed';
import { featuresOf, sumOf } from '@/scripts/lists/wording-features';
import type { Evidence } from '@/utils/detection/evidence';
import { wordsOfThings } from '@/utils/detection/topics';
import type { Weighed } from '@/utils/detection/weigh';
import { createSecondJudge, MOST_PAGES, PAGE } from '@/utils/detection/wording';
import type { FamilyRule } from '@/utils/schema/list';
import type { Signal } from '@/utils/schema/signal';
import type { Topic } from '@/utils/schema/topic';
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
  low: -4,
  lack: 5,
  words,
  things: { 'a room': [1, 1] },
  signals: { 'bluff/demand': 1 },
};
const topics: Topic[] = [
  {
    family: 'bluff',
    signal: 'topic',
    from: 1,
    weight: 1,
    step: 1,
    things: [{ name: 'a room', least: 1, words: ['cellar', 'room*', 'roomy'] }],
  },
];
const TEXT =
  'the camera of your device recorded it, your friends may see it; money to this wallet and I am silent';
const GARDEN = 'the garden needs water and the roses are red this year ';
const rules = [{ family: 'bluff', doubt: 5 }] as FamilyRule[];
const nothing: Weighed = { family: null, level: 'none', evidence: [], points: 0, heldBack: null };
const found = (signal: Signal, weight = 3, family: Evidence['family'] = 'bluff'): Evidence => ({
  family,
  signal,
  weight,
  phrase: signal,
  source: `bluff.en.${signal}`,
});
const judgeBy = (one: Wording) => createSecondJudge([one], topics);
const judge = (evidence: Evidence[], text = TEXT, weighed = nothing) =>
  judgeBy(wording).heard(weighed, rules, [[normalise(''), normalise(text)]], evidence);
const sum = (text: string) => judgeBy(wording).sums([[normalise(text)]], [])[0]?.sum ?? 0;

describe('a wording', () => {
  it('warns beside evidence of two kinds, and says a notice beside one', () => {
    expect(judge([found('demand'), found('access')])).toMatchObject({ family: 'bluff', level: 'warning' });
    expect(judge([found('demand')])).toMatchObject({ family: 'bluff', level: 'notice' });
  });

  it('asks for more where evidence is missing, and topics and deadlines are none', () => {
    expect(judge([])).toBe(nothing);
    expect(judge([found('topic'), found('deadline')])).toBe(nothing);
    const sure = judgeBy({ ...wording, bias: 20 });
    expect(sure.heard(nothing, rules, [[normalise(TEXT)]], [])).toMatchObject({ level: 'warning' });
  });

  it('believes the reading that says most', () => {
    const readings = [[normalise(GARDEN)], [normalise(TEXT)]];
    const [both] = judgeBy(wording).sums(readings, []);
    expect(both?.sum).toBe(sum(TEXT));
    expect(judgeBy(wording).sums(readings.toReversed(), [])[0]?.sum).toBe(sum(TEXT));
  });

  it('is a reason that is told after those of the text', () => {
    const { evidence } = judge([found('access', 1), found('demand')]);
    expect(evidence.map(({ signal }) => signal)).toEqual(['demand', 'access', 'wording']);
  });

  it('does not call what talks about scams', () => {
    const talk = found('talks-about', 5, 'benign');
    expect(judge([found('demand'), found('access'), talk])).toBe(nothing);
  });

  it('makes a notice of a weak warning that is clearly of another kind, where it knows enough of its words, and never less', () => {
    const against = Object.fromEntries(GARDEN.split(' ').map((word) => [word.slice(0, 6), -3] as const));
    delete against[''];
    const gardener = judgeBy({ ...wording, words: against });
    const hear = (weighed: Weighed, text: string) => gardener.heard(weighed, rules, [[normalise(text)]], []);
    const warned: Weighed = { ...nothing, family: 'bluff', level: 'warning' };
    const long = GARDEN.repeat(20);
    expect(hear(warned, long)).toMatchObject({ family: 'bluff', level: 'notice' });
    const noticed: Weighed = { ...warned, level: 'notice' };
    expect(hear(noticed, long)).toBe(noticed);
    expect(hear(warned, GARDEN)).toBe(warned);
    const other: Weighed = { ...nothing, family: 'summons', level: 'warning' };
    expect(hear(other, long)).toBe(other);
    const strong: Weighed = { ...warned, points: 9 };
    expect(hear(strong, long)).toBe(strong);
  });

  it('leaves what the rules found where it has nothing more to say', () => {
    const warned: Weighed = { ...nothing, family: 'summons', level: 'warning' };
    expect(judge([found('demand'), found('access')], TEXT, warned)).toBe(warned);
    const noticed: Weighed = { ...nothing, family: 'bluff', level: 'notice' };
    expect(judge([found('demand')], TEXT, noticed)).toBe(noticed);
  });

  it('says nothing of other texts', () => {
    expect(judge([found('demand'), found('access')], GARDEN)).toBe(nothing);
  });

  it('hears a thing by each of its words, more where little else is said', () => {
    const words = 'camera friends money device silent record ';
    expect(sum(`${words}cellar roomier`) - sum(words)).toBeCloseTo(2, 5);
    expect(sum(`${words}cellar`) - sum(words)).toBeCloseTo(1.5, 5);
    expect(sum(`${words}roomy ${'garden '.repeat(113)}`) - sum(words)).toBeCloseTo(2, 5);
    expect(sum(`${words}room1 broom`)).toBe(sum(words));
  });

  it('is heard wherever in a long text it stands, within its limits', () => {
    const garden = GARDEN.repeat(200);
    const evidence = [found('demand'), found('access')];
    expect(judge(evidence, `${garden}${TEXT}`)).toMatchObject({ level: 'warning' });
    expect(judge(evidence, garden)).toBe(nothing);
    expect(judge(evidence, `${'garden '.repeat(PAGE * MOST_PAGES)}${TEXT}`)).toBe(nothing);
  });

  it('adds up as it was learned', async () => {
    const list = buildSeed(process.cwd());
    const second = createSecondJudge(list.wordings ?? [], list.topics);
    const lexicon = wordsOfThings(list.topics);
    const cases = (await gatherOwnCases(process.cwd())).filter(({ message }) => message.channel === 'mail');
    let heard = 0;
    for (const { message } of cases) {
      const texts = [normalise(message.subject), normalise(message.text)];
      const features = featuresOf(texts, [], lexicon);
      for (const [at, { sum: one }] of second.sums([texts], []).entries()) {
        const own = list.wordings?.[at];
        const learned = own ? sumOf(own, features) : NaN;
        // The whole beginning is one of the rows of pages that are heard, and of a short text the only one.
        if (Number.isFinite(learned)) expect(one).toBeGreaterThanOrEqual(learned - 1e-9);
        if (`${message.subject} ${message.text}`.split(/\W+/).length < PAGE)
          expect(one === learned || Math.abs(one - learned) < 1e-9).toBe(true);
        if (Number.isFinite(learned)) heard++;
      }
    }
    expect(heard).toBeGreaterThan(cases.length);
  }, 60_000);

  it('is data with limits', () => {
    expect(Wording.safeParse(wording).success).toBe(true);
    expect(Wording.safeParse({ ...wording, words: { __proto__x: 1 } }).success).toBe(false);
    expect(Wording.safeParse({ ...wording, words: { camera: 1e9 } }).success).toBe(false);
    expect(Wording.safeParse({ ...wording, things: { 'a room': [1] } }).success).toBe(false);
    expect(Wording.safeParse({ ...wording, lack: -1 }).success).toBe(false);
  });
});
