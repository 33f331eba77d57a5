import { fromWordColumns, toWordColumns } from '@/utils/feed/word-columns';
import type { PatternList } from '@/utils/schema/list';

/**
 * How patterns are written down: as columns, all ids, then all phrases, and so on.
 * What packs a list finds like beside like then: 5,000 patterns take a tenth less
 * than as records. The family and language of an id are those of its group, and
 * left out.
 *
 * Fields that this build does not know are columns too, and stay; a value that a
 * pattern has not is null, which none has.
 */
type Group = PatternList['groups'][number];
type Pattern = Group['patterns'][number];
type Column = string | readonly unknown[];

interface Written {
  readonly groups: readonly (Omit<Group, 'patterns'> & { readonly count: number })[];
  readonly patterns: Readonly<Record<string, Column>>;
  readonly wordings?: unknown;
}

export function toColumns({
  wordings,
  ...list
}: PatternList): Omit<PatternList, 'groups' | 'wordings'> & Written {
  const rows = list.groups.flatMap((group) => group.patterns.map((pattern) => shortened(pattern, group)));
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = fields.map((field) => [field, column(rows.map((row) => ownValue(row, field)))] as const);
  return {
    ...list,
    groups: list.groups.map(({ patterns, ...group }) => ({ ...group, count: patterns.length })),
    patterns: Object.fromEntries(columns),
    ...(wordings ? { wordings: toWordColumns(wordings) } : {}),
  };
}

/** Undoes it. What comes out is not checked. @throws TypeError on what is no such form */
export function fromColumns(written: unknown): unknown {
  const { patterns, wordings, ...list } = written as Written;
  const columns = Object.entries(patterns).map(([field, values]) => [field, valuesOf(values)] as const);
  const total = columns.find(([field]) => field === 'id')?.[1].length ?? 0;
  // A group is never larger than what is there for all: a number alone must not make rows.
  const counts = list.groups.map(({ count }) => count);
  if (counts.some((count) => !Number.isInteger(count) || count < 0 || count > total))
    throw new TypeError('no count');
  if (counts.reduce((sum, count) => sum + count, 0) !== total) throw new TypeError('rows without a group');
  // Set by name below, it would not be a field.
  if (Object.hasOwn(patterns, '__proto__')) throw new TypeError('no field');
  if (columns.some(([, values]) => values.length !== total))
    throw new TypeError('columns of different length');
  let at = 0;
  const groups = list.groups.map(({ count, ...group }) => {
    const rows = Array.from({ length: count }, () => {
      const row = rowOf(columns, at++);
      row.id = wholeId(row.id, group);
      return row;
    });
    return { ...group, patterns: rows };
  });
  return { ...list, groups, ...(wordings === undefined ? {} : { wordings: fromWordColumns(wordings) }) };
}

const ownValue = (row: object, field: string): unknown =>
  Object.hasOwn(row, field) ? row[field as keyof typeof row] : undefined;

/** Words stand in one text. */
const column = (values: readonly unknown[]): Column =>
  values.every((value) => typeof value === 'string' && /^\S+$/.test(value))
    ? values.join(' ')
    : values.map((value) => value ?? null);

function valuesOf(values: Column): readonly unknown[] {
  if (typeof values === 'string') return values === '' ? [] : values.split(' ');
  if (Array.isArray(values)) return values;
  throw new TypeError('no column');
}

function rowOf(
  columns: readonly (readonly [string, readonly unknown[]])[],
  at: number,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [field, values] of columns) if (values[at] !== null) row[field] = values[at];
  return row;
}

type Named = Pick<Group, 'family' | 'language'>;
const prefixOf = ({ family, language }: Named) => `${family}.${language}.`;

function shortened(pattern: Pattern, group: Named): Pattern {
  const prefix = prefixOf(group);
  const name = pattern.id.startsWith(prefix) ? pattern.id.slice(prefix.length) : '';
  return name === '' || name.includes('.') ? pattern : { ...pattern, id: name };
}

const wholeId = (id: unknown, group: Named) =>
  typeof id === 'string' && !id.includes('.') ? prefixOf(group) + id : id;
