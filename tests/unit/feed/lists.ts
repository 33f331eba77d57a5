import { join } from 'node:path';
import { buildSeed } from '@/scripts/lists/build-seed';
import { canonicalList } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';

let seed: PatternList | undefined;

/** The list of this build, in its one form. */
export function seedList(): PatternList {
  seed ??= canonicalList(buildSeed(join(import.meta.dirname, '../../..')));
  return seed;
}

/** A list of few patterns under the rules of the real one. */
export function smallList(revision = 1, count = 5): PatternList {
  const patterns = Array.from({ length: count }, (_, at) => ({
    id: `bluff.en.small-${String(at).padStart(5, '0')}`,
    signal: 'recording' as const,
    weight: 2,
    phrases: [`pattern number${at} about a recording`],
  }));
  return {
    ...seedList(),
    revision,
    made: '2026-11-25',
    groups: [{ family: 'bluff', language: 'en', patterns }],
  };
}

/** A later list in which one phrase is another. */
export function changed(list: PatternList, revision: number): PatternList {
  const groups = structuredClone(list.groups);
  const pattern = groups[0]?.patterns[0];
  if (pattern) pattern.phrases = [...pattern.phrases, `added in revision r${revision}`];
  return { ...list, revision, groups };
}
