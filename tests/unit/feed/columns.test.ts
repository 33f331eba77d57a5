import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallList } from '@/tests/unit/feed/lists';
import { fromColumns, toColumns } from '@/utils/feed/columns';
import { FeedError } from '@/utils/feed/error';
import { canonicalList, listText, parseList } from '@/utils/feed/list-form';
import type { PatternList } from '@/utils/schema/list';

const list = canonicalList(smallList());

const codeOf = (text: string) => {
  try {
    parseList(text);
    return 'read';
  } catch (error) {
    return error instanceof FeedError ? error.code : 'threw';
  }
};

const json = fc.jsonValue({ maxDepth: 2 });
const anyGroups = fc.array(
  fc.record({
    family: fc.constantFrom('bluff', 'nothing'),
    language: fc.constant('en'),
    count: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1e9, -1e9, 5, 0), json),
  }),
  { maxLength: 4 },
);
const anyColumns = fc.dictionary(
  fc.constantFrom('id', 'weight', 'phrases', 'signal', 'constructor', '__proto__'),
  fc.oneof(fc.string(), fc.array(json, { maxLength: 6 }), json),
);

describe('the text of a list', () => {
  it('reads back as what was written, to the byte', () => {
    const text = listText(list);
    expect(parseList(text)).toEqual(list);
    expect(listText(parseList(text))).toBe(text);
  });

  it('keeps fields that this build does not know, of all patterns or of some', () => {
    const [group] = structuredClone(list.groups);
    const patterns = group?.patterns.map((pattern, at) => ({
      ...pattern,
      since: `r${at}`,
      ...(at === 1 ? { seen: { often: true } } : {}),
    }));
    const later = { ...list, groups: [{ ...group, shade: 2, patterns }] } as unknown as PatternList;
    expect(fromColumns(structuredClone(toColumns(later)))).toEqual(later);
  });

  it('keeps an id that names another family than its group, and texts with spaces', () => {
    const odd = structuredClone(list) as { groups: { patterns: { id: string; note?: string }[] }[] };
    const [first] = odd.groups[0]?.patterns ?? [];
    if (first) Object.assign(first, { id: 'threat.nl.elsewhere', note: 'two words' });
    expect(fromColumns(toColumns(odd as unknown as PatternList))).toEqual(odd);
  });

  it('is nothing where its columns do not fit each other', () => {
    const written = toColumns(list);
    for (const patterns of [
      { ...written.patterns, weight: [1] },
      { ...written.patterns, id: 'one two' },
      { ...written.patterns, signal: 7 },
      {},
      null,
    ])
      expect(codeOf(JSON.stringify({ ...written, patterns })), JSON.stringify(patterns)).toBe(
        'list-unreadable',
      );
    expect(
      codeOf(JSON.stringify({ ...written, groups: [{ family: 'bluff', language: 'en', count: 1e12 }] })),
    ).toBe('list-unreadable');
  });

  it('is nothing where the rows of what was learned do not fit its words', () => {
    const written = toColumns(list);
    const wordings = written.wordings as { names: string; weights: string[]; families: object[] };
    for (const wrong of [
      { ...wordings, names: 'one' },
      { ...wordings, weights: [] },
      { ...wordings, weights: wordings.weights.map(() => '1') },
      [],
      7,
    ])
      expect(codeOf(JSON.stringify({ ...written, wordings: wrong }))).toBe('list-unreadable');
  });

  it('has no wordings where the list has none', () => {
    const { wordings: _, ...without } = list;
    expect(parseList(listText(without))).toEqual(without);
  });

  it('is a list or is refused by its code, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyGroups, json),
        fc.oneof(anyColumns, json),
        json,
        (groups, patterns, wordings) => {
          expect(codeOf(JSON.stringify({ ...toColumns(list), groups, patterns, wordings }))).not.toBe(
            'threw',
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('sets no prototype by a column of that name', () => {
    const more = `"patterns":{"__proto__":${JSON.stringify(Array(5).fill({ weight: 9 }))},`;
    expect(codeOf(listText(list).replace('"patterns":{', more))).toBe('list-unreadable');
    expect(({} as { weight?: number }).weight).toBeUndefined();
  });
});
