import { canonicalList } from '@/utils/feed/list-form';
import type { Delta } from '@/utils/schema/delta';
import { TextLanguage } from '@/utils/schema/language';
import type { PatternList } from '@/utils/schema/list';
import { type Pattern, PatternFamily } from '@/utils/schema/pattern';

type Group = PatternList['groups'][number];

/**
 * What `delta` makes of a list, in canonical form. Nothing in it is trusted:
 * whoever calls compares the result with what was signed. A change of something
 * that is not there changes nothing, and that comparison fails.
 *
 * @throws Error on the pattern of a family or language that this build has not
 */
export function applyDelta(list: PatternList, delta: Delta): PatternList {
  const patterns = new Map<string, Pattern>();
  for (const group of list.groups) for (const pattern of group.patterns) patterns.set(pattern.id, pattern);
  for (const id of delta.drop) patterns.delete(id);
  for (const pattern of delta.put) patterns.set(pattern.id, pattern);
  for (const { id, signal, weight, phrases } of delta.edit) {
    const old = patterns.get(id);
    if (!old) continue;
    patterns.set(id, {
      ...old,
      signal: signal ?? old.signal,
      weight: weight ?? old.weight,
      phrases: phrases ? spliced(old.phrases, phrases) : old.phrases,
    });
  }
  const { rules, lexicon, topics, wordings, fixes } = delta.parts ?? {};
  const made: PatternList = {
    ...list,
    rules: rules ?? list.rules,
    lexicon: lexicon ?? list.lexicon,
    topics: topics ?? list.topics,
    revision: delta.to,
    made: delta.made,
    groups: grouped(patterns.values()),
  };
  if (wordings) made.wordings = wordings;
  if (wordings === null) delete made.wordings;
  if (fixes) made.fixes = fixes;
  if (fixes === null) delete made.fixes;
  if (delta.channels === null) delete made.channels;
  else if (delta.channels) made.channels = channelsOf(made.channels, delta.channels);
  return canonicalList(made);
}

function spliced(
  phrases: readonly string[],
  splices: NonNullable<Delta['edit'][number]['phrases']>,
): string[] {
  const all = [...phrases];
  for (const [at, remove, ...added] of splices) all.splice(at, remove, ...added);
  return all;
}

function grouped(patterns: Iterable<Pattern>): Group[] {
  const groups = new Map<string, Group>();
  for (const pattern of patterns) {
    const [family, language] = pattern.id.split('.');
    const name = `${family}.${language}`;
    const group = groups.get(name) ?? {
      family: PatternFamily.parse(family),
      language: TextLanguage.parse(language),
      patterns: [],
    };
    group.patterns.push(pattern);
    groups.set(name, group);
  }
  return [...groups.values()];
}

function channelsOf(
  old: PatternList['channels'],
  { salt, rounds, add, drop }: NonNullable<Delta['channels']>,
): NonNullable<PatternList['channels']> {
  const hashes = new Set(old?.hashes);
  for (const hash of drop) hashes.delete(hash);
  for (const hash of add) hashes.add(hash);
  return { salt: salt ?? old?.salt ?? '', rounds: rounds ?? old?.rounds ?? 0, hashes: [...hashes] };
}
