import type { ListChange } from '@/utils/schema/feed-state';
import type { PatternList } from '@/utils/schema/list';

/** What is different between two lists, counted in patterns. */
export function changeOf(from: PatternList, to: PatternList, at: number): ListChange {
  const old = byId(from);
  const now = byId(to);
  let [added, edited] = [0, 0];
  for (const [id, text] of now) {
    const before = old.get(id);
    if (before === undefined) added++;
    else if (before !== text) edited++;
  }
  const dropped = [...old.keys()].filter((id) => !now.has(id)).length;
  return { at, from: from.revision, to: to.revision, added, edited, dropped };
}

function byId({ groups }: PatternList): Map<string, string> {
  return new Map(
    groups.flatMap(({ patterns }) => patterns.map((pattern) => [pattern.id, JSON.stringify(pattern)])),
  );
}
