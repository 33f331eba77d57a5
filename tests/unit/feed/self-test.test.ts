import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCanaries, buildPlace } from '@/scripts/lists/build-place';
import { Repository } from '@/tests/support/feed/repository';
import { seedList } from '@/tests/unit/feed/lists';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { FeedError } from '@/utils/feed/error';
import { listText } from '@/utils/feed/list-form';
import { selfTest } from '@/utils/feed/self-test';
import { withoutPatterns } from '@/utils/feed/switch-off';
import type { PatternList } from '@/utils/schema/list';

const ROOT = join(import.meta.dirname, '../../..');
const canaries = buildCanaries(ROOT);
const seed = seedList();

const codeOf = (list: PatternList): string => {
  try {
    selfTest(list, canaries);
    return 'passes';
  } catch (error) {
    return error instanceof FeedError ? error.code : String(error);
  }
};

const withPhrase = (phrase: string): PatternList => {
  const groups = structuredClone(seed.groups);
  groups.find(({ family }) => family === 'bluff')?.patterns[0]?.phrases.push(phrase);
  return { ...seed, groups };
};

describe('a list before it is used', () => {
  it('passes when it is the one in the build', () => expect(codeOf(seed)).toBe('passes'));

  it('must see every family in every language that we speak', () => {
    const languages = new Set(canaries.alarm.map(({ language }) => language));
    expect([...languages].sort()).toEqual(['de', 'en', 'fr', 'nl']);
    for (const family of ['bluff', 'summons', 'real-images', 'threat']) {
      const groups = seed.groups.filter((group) => group.family !== family);
      expect(codeOf({ ...seed, groups }), family).toBe('list-blind');
    }
  }, 60_000);

  it('may have no pattern that is found in more than one of a hundred texts', () => {
    expect(canaries.calm.length).toBeGreaterThanOrEqual(100);
    expect(codeOf(withPhrase('the'))).toBe('list-too-broad');
  });

  it('may warn of none of them', () => {
    const [bluff] = seed.rules.filter(({ family }) => family === 'bluff');
    if (!bluff) throw new Error('no rule');
    const needs = [['goods' as const]];
    const rules = [...seed.rules, { ...bluff, needs, noticeNeeds: needs, warning: 1, notice: 1 }];
    const groups = structuredClone(seed.groups);
    groups
      .find(({ family, language }) => family === 'bluff' && language === 'en')
      ?.patterns.push({
        id: 'bluff.en.cake',
        signal: 'goods',
        weight: 5,
        phrases: ['talking about the cake'],
      });
    expect(codeOf({ ...seed, rules, groups })).toBe('list-alarming');
  });

  it('must be readable, phrase by phrase, and not too large', () => {
    expect(codeOf(withPhrase('open ((bracket'))).toBe('list-unreadable');
    const phrases = Array.from({ length: 60 }, () => 'word '.repeat(200));
    const patterns = Array.from({ length: 100 }, (_, at) => ({
      id: `bluff.en.big-${at}`,
      signal: 'demand' as const,
      weight: 1,
      phrases,
    }));
    const groups = [...seed.groups, { family: 'bluff' as const, language: 'en' as const, patterns }];
    expect(codeOf({ ...seed, groups })).toBe('list-too-large');
  });

  it('is tested without the patterns that are switched off', () => {
    const all = seed.groups.flatMap(({ patterns }) => patterns.map(({ id }) => id));
    expect(codeOf(withoutPatterns(seed, all))).toBe('list-blind');
    expect(codeOf(withoutPatterns(seed, all.slice(0, 1)))).toBe('passes');
  });
});

describe('where a build gets its lists', () => {
  let folder: string;
  let root: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbluff-root-'));
    root = (await Repository.create(Date.now())).root;
    await writeFile(join(folder, 'root.json'), root);
    return () => rm(folder, { recursive: true });
  });

  it('is nowhere when nothing is set', async () => {
    const hash = await sha256(toBytes(listText(seed)));
    const { revision, made } = seed;
    expect(await buildPlace(ROOT, seed, {})).toEqual({
      addresses: [],
      root: null,
      seed: { revision, made, hash },
    });
  });

  it('is where the setting says, under the keys of the file that it names', async () => {
    const setting = {
      UNBLUFF_FEED: 'https://a.example/lists, https://b.example',
      UNBLUFF_FEED_ROOT: join(folder, 'root.json'),
    };
    const place = await buildPlace(ROOT, seed, setting);
    expect(place).toMatchObject({ addresses: ['https://a.example/lists/', 'https://b.example/'], root });
  });

  it('fails the build when an address is none, or keys are missing', async () => {
    const file = join(folder, 'root.json');
    await expect(
      buildPlace(ROOT, seed, { UNBLUFF_FEED: 'http://a.example', UNBLUFF_FEED_ROOT: file }),
    ).rejects.toThrow('UNBLUFF_FEED');
    await expect(buildPlace(ROOT, seed, { UNBLUFF_FEED: 'https://a.example' })).rejects.toThrow(
      'UNBLUFF_FEED_ROOT',
    );
  });
});
