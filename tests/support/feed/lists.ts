import type { PatternList } from '@/utils/schema/list';

/** A later list: one pattern more, with a phrase of its own. */
export function later(list: PatternList, revision: number): PatternList {
  const groups = structuredClone(list.groups);
  const group = groups.find(({ family, language }) => family === 'bluff' && language === 'en');
  group?.patterns.push({
    id: `bluff.en.zz-added-${revision}`,
    signal: 'recording',
    weight: 2,
    phrases: [`zebra revision r${revision} recorded`],
  });
  return { ...list, revision, groups };
}
