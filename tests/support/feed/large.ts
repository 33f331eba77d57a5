import { join } from 'node:path';
import { buildSeed } from '@/scripts/lists/build-seed';
import { canonicalList } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';
import type { Pattern } from '@/utils/schema/pattern';

/** A list of 5,000 patterns, and the days after it: what figures are promised for. */
const PATTERNS = 5_000;
const CHANGED = 20;
const seed = canonicalList(buildSeed(join(import.meta.dirname, '../../..')));

/** Words of the real list, so that what is packed is like it. */
function words(): string[] {
  const phrases = seed.groups.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.phrases));
  return [...new Set(phrases.join(' ').match(/[a-z]{3,12}/g))];
}

export function largeList(): PatternList {
  const all = words();
  const random = generator(7);
  const word = () => all[Math.floor(random() * all.length)] ?? 'word';
  const signals = ['recording', 'access', 'demand', 'deadline', 'shaming'] as const;
  const patterns = Array.from(
    { length: PATTERNS },
    (_, at): Pattern => ({
      id: `bluff.${['nl', 'fr', 'de', 'en'][at % 4]}.${word()}-${word()}-${at}`,
      signal: signals[at % signals.length] ?? 'access',
      weight: 1 + (at % 3),
      phrases: [`${word()} (${word()}|${word()}) ${word()}`],
    }),
  );
  const groups = (['nl', 'fr', 'de', 'en'] as const).map((language) => ({
    family: 'bluff' as const,
    language,
    patterns: patterns.filter(({ id }) => id.split('.')[1] === language),
  }));
  return canonicalList({ ...seed, revision: 100, groups });
}

/** A day's work: phrases added, phrases changed, some new patterns and one that goes. */
export function nextDay(list: PatternList, revision: number): PatternList {
  const random = generator(revision);
  const all = words();
  const word = () => all[Math.floor(random() * all.length)] ?? 'word';
  const groups = structuredClone(list.groups);
  const [group] = groups;
  for (let at = 0; at < CHANGED && group; at++) {
    const pattern = group.patterns[Math.floor(random() * group.patterns.length)];
    if (!pattern) continue;
    if (at === 0) group.patterns.splice(group.patterns.indexOf(pattern), 1);
    else if (at < 5)
      group.patterns.push({
        ...pattern,
        id: `bluff.${group.language}.new-${revision}-${at}`,
        phrases: [`${word()} ${word()}`],
      });
    else if (at < 12) pattern.phrases.push(`${word()} ${word()} ${word()}`);
    else pattern.phrases[0] = `${word()} [${word()}] ${word()}`;
  }
  return canonicalList({ ...list, revision, groups });
}

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
