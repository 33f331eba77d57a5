import { describe, expect, it } from 'vitest';
import { createTopics } from '@/utils/detection/topics';
import type { Topic } from '@/utils/schema/topic';
import { normalise } from '@/utils/text/normalise';

const word = (name: string, words: string[], least = 1) => ({ name, words, least });
const topic: Topic = {
  family: 'bluff',
  signal: 'topic',
  from: 6,
  weight: 1.5,
  step: 1.5,
  things: [
    word('a', ['film*']),
    word('b', ['camera']),
    word('c', ['friend*', 'family']),
    word('d', ['bitcoin']),
    word('e', ['#amount']),
    word('f', ['hours']),
    word('g', ['delete']),
    word('you', ['you', 'your'], 3),
    word('i', ['i', 'my'], 2),
  ],
};
const ALL =
  'i filmed you with your camera and my friends know you; send $900 in bitcoin in 48 hours and it is deleted: delete';

describe('a topic', () => {
  it('weighs more, the more of its things stand together', () => {
    const topics = createTopics([topic]);
    const [all] = topics.find(normalise(ALL));
    expect(all).toMatchObject({ family: 'bluff', signal: 'topic', weight: 6 });
    const [some] = topics.find(normalise(ALL.replace('bitcoin', '').replace('48 hours', '')));
    expect(some?.weight).toBeLessThan(all?.weight ?? 0);
    expect(topics.find(normalise('you and your friends: i filmed your garden'))).toEqual([]);
  });

  it('does not count what stands far apart', () => {
    const apart = ALL.split(' ').join(` ${'and so on '.repeat(40)}`);
    expect(createTopics([topic]).find(normalise(apart))).toEqual([]);
  });

  it('is none without what it must name, nor over a longer stretch than its own', () => {
    const things = topic.things.map((thing) => (thing.name === 'd' ? { ...thing, must: true } : thing));
    const strict = createTopics([{ ...topic, things }]);
    expect(strict.find(normalise(ALL))).toHaveLength(1);
    expect(strict.find(normalise(ALL.replace('bitcoin', '')))).toEqual([]);
    expect(createTopics([topic]).find(normalise(ALL.replace('bitcoin', '')))).toHaveLength(1);
    const short = createTopics([{ ...topic, breath: 200 }]);
    expect(short.find(normalise(ALL))).toHaveLength(1);
    expect(short.find(normalise(ALL.split(' ').join(` ${'and so on '.repeat(4)}`)))).toEqual([]);
  });

  it('counts the points of its things, and takes words of another kind of text off', () => {
    const things = [...topic.things, { ...word('news', ['police', 'scam*']), points: -2 }];
    const told = `the police says of this scam: ${ALL}`;
    expect(createTopics([topic]).find(normalise(told))[0]?.weight).toBe(6);
    expect(createTopics([{ ...topic, things }]).find(normalise(told))[0]?.weight).toBe(3);
  });

  it('shares its words with a topic after it that names them only', () => {
    const things = topic.things.map(({ name, least }) => ({ name, least }));
    const found = createTopics([topic, { ...topic, family: 'real-images', things }]).find(normalise(ALL));
    expect(found.map(({ family, weight }) => [family, weight])).toEqual([
      ['bluff', 6],
      ['real-images', 6],
    ]);
  });

  it('takes a text of many words in linear time, and any text', () => {
    const started = performance.now();
    createTopics([topic]).find(normalise('film camera '.repeat(100_000)));
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(createTopics([topic]).find(normalise(''))).toEqual([]);
    expect(createTopics([]).find(normalise(ALL))).toEqual([]);
  });
});
