import { canonicalJson } from '@/utils/feed/canonical';
import { canonicalList } from '@/utils/feed/list-form';
import type { Delta } from '@/utils/schema/delta';
import type { PatternList } from '@/utils/schema/list';
import type { Pattern } from '@/utils/schema/pattern';

type Splices = NonNullable<Delta['edit'][number]['phrases']>;
type Splice = Splices[number];

/** What turns one list into the other, by pattern, and within a pattern by phrase. */
export function makeDelta(from: PatternList, to: PatternList): Delta {
  const old = patternsOf(from);
  const now = patternsOf(to);
  const put: Pattern[] = [];
  const edit: Delta['edit'] = [];
  for (const [id, pattern] of now) {
    const before = old.get(id);
    if (!before) put.push(pattern);
    else if (!same(before, pattern)) edit.push(editOf(before, pattern));
  }
  const { rules, lexicon, topics } = to;
  const parts: NonNullable<Delta['parts']> = {
    ...(same(from.rules, rules) ? {} : { rules }),
    ...(same(from.lexicon, lexicon) ? {} : { lexicon }),
    ...(same(from.topics, topics) ? {} : { topics }),
    ...(same(from.wordings, to.wordings) ? {} : { wordings: to.wordings ?? null }),
    ...(same(from.fixes, to.fixes) ? {} : { fixes: to.fixes ?? null }),
  };
  return {
    format: 1,
    from: from.revision,
    to: to.revision,
    made: to.made,
    put,
    edit,
    drop: [...old.keys()].filter((id) => !now.has(id)),
    ...(Object.keys(parts).length > 0 ? { parts } : {}),
    ...(same(from.channels, to.channels) ? {} : { channels: channelsDelta(from.channels, to.channels) }),
  };
}

function patternsOf(list: PatternList): Map<string, Pattern> {
  return new Map(
    canonicalList(list).groups.flatMap(({ patterns }) => patterns.map((pattern) => [pattern.id, pattern])),
  );
}

const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null);

function editOf(from: Pattern, to: Pattern): Delta['edit'][number] {
  return {
    id: to.id,
    ...(from.signal === to.signal ? {} : { signal: to.signal }),
    ...(from.weight === to.weight ? {} : { weight: to.weight }),
    ...(same(from.phrases, to.phrases) ? {} : { phrases: splices(from.phrases, to.phrases) }),
  };
}

/** Greedy: at the first difference whatever lies before the next phrase that both have is replaced. */
function splices(from: readonly string[], to: readonly string[]): Splices {
  const all = [...from];
  const made: Splices = [];
  for (let at = 0; at < Math.max(all.length, to.length); at++) {
    if (all[at] === to[at]) continue;
    const meet = nextMeeting(all, to, at);
    const splice: Splice = [at, meet.old - at, ...to.slice(at, meet.now)];
    all.splice(...(splice as [number, number, ...string[]]));
    made.push(splice);
    at = meet.now - 1;
  }
  return made;
}

function nextMeeting(
  all: readonly string[],
  to: readonly string[],
  at: number,
): { old: number; now: number } {
  for (let now = at; now < to.length; now++) {
    const old = all.indexOf(to[now] ?? '', at);
    if (old >= 0) return { old, now };
  }
  return { old: all.length, now: to.length };
}

function channelsDelta(from: PatternList['channels'], to: PatternList['channels']): Delta['channels'] {
  if (!to) return null;
  const old = new Set(from?.hashes);
  const now = new Set(to.hashes);
  return {
    ...(from?.salt === to.salt ? {} : { salt: to.salt }),
    ...(from?.rounds === to.rounds ? {} : { rounds: to.rounds }),
    add: [...now].filter((hash) => !old.has(hash)),
    drop: [...old].filter((hash) => !now.has(hash)),
  };
}
