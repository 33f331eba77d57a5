import { describe, expect, it } from 'vitest';
import { tryExamples } from '@/scripts/lists/examples';
import { readPatternFiles } from '@/scripts/lists/read-patterns';

/** What every author of a pattern promises, checked by the very text layer of the extension. */
const files = readPatternFiles(process.cwd()).map(({ file }) => file);
const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const;
const MIN_PATTERNS = 60;

describe.each(LANGUAGES)('in %s', (language) => {
  it(`there are at least ${MIN_PATTERNS} patterns`, () => {
    const count = files
      .filter((file) => file.language === language)
      .flatMap(({ patterns }) => patterns).length;
    expect(count).toBeGreaterThanOrEqual(MIN_PATTERNS);
  });
});

describe.each(files.map((file) => [`${file.family}.${file.language}`, file] as const))(
  '%s',
  (_name, file) => {
    it.each(file.patterns.map((pattern) => [pattern.id, pattern] as const))(
      '%s hits its examples and leaves its counter-examples alone',
      (_id, pattern) => {
        expect(tryExamples(pattern)).toEqual({ missed: [], caught: [] });
      },
    );
  },
);

it('has every id once', () => {
  const ids = files.flatMap(({ patterns }) => patterns.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});
