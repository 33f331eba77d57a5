import type { PatternList } from '@/utils/schema/list';

/** Names what a list is without them; two that judge differently have two names. */
export const listName = (hash: string, off: readonly string[]): string => [hash, ...off].join(' ');

/** The list without the patterns that were switched off. */
export function withoutPatterns(list: PatternList, off: readonly string[]): PatternList {
  if (off.length === 0) return list;
  const gone = new Set(off);
  const groups = list.groups.map((group) => ({
    ...group,
    patterns: group.patterns.filter(({ id }) => !gone.has(id)),
  }));
  return { ...list, groups };
}
