import { canonicalJson } from '@/utils/feed/canonical';
import { fromColumns, toColumns } from '@/utils/feed/columns';
import { FeedError } from '@/utils/feed/error';
import { PatternList } from '@/utils/schema/list';

/**
 * The one form of a list: the same patterns give the same bytes, so that a delta
 * can be checked by what it makes. Groups by family and language, patterns by id;
 * phrases keep their order.
 */
export function canonicalList(list: PatternList): PatternList {
  const groups = list.groups
    .filter(({ patterns }) => patterns.length > 0)
    .map((group) => ({ ...group, patterns: [...group.patterns].sort(by(({ id }) => id)) }))
    .sort(by(({ family, language }) => `${family}.${language}`));
  const { channels } = list;
  return channels
    ? { ...list, groups, channels: { ...channels, hashes: [...channels.hashes].sort() } }
    : { ...list, groups };
}

/** The text of a list: what is hashed, sent, stored and shown. */
export function listText(list: PatternList): string {
  return canonicalJson(toColumns(canonicalList(list)));
}

/**
 * A list from its text. Fields that this build does not know stay, so that a
 * delta still fits.
 *
 * @throws FeedError `list-unreadable`
 */
export function parseList(text: string): PatternList {
  try {
    const raw = fromColumns(JSON.parse(text));
    PatternList.parse(raw);
    return raw as PatternList;
  } catch (cause) {
    throw new FeedError('list-unreadable', 'list', cause);
  }
}

/**
 * The same from a text that came with this version, or that it has read before:
 * what its schema says is known, and was most of the work.
 *
 * @throws FeedError `list-unreadable`
 */
export function knownList(text: string): PatternList {
  try {
    return fromColumns(JSON.parse(text)) as PatternList;
  } catch (cause) {
    throw new FeedError('list-unreadable', 'list', cause);
  }
}

function by<T>(name: (each: T) => string): (a: T, b: T) => number {
  return (a, b) => (name(a) < name(b) ? -1 : 1);
}
