import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { gatherOwnCases, hasCorpus } from '@/scripts/eval/gather';
import { readPatternFiles } from '@/scripts/lists/read-patterns';
import { foldedText, normalise } from '@/utils/text/normalise';

/**
 * Real texts belong to others: what the project says in its own mails and in its
 * patterns was written for it. Ten words in a row are no accident.
 */
const ROOT = process.cwd();
const CORPUS = join(ROOT, '../shared/corpus');
const COPIED_WORDS = 10;

describe.runIf(hasCorpus(ROOT))('nothing is copied from a real text', () => {
  const real = new Map<string, string>();
  beforeAll(() => {
    const names = readdirSync(CORPUS).filter((name) => /^(positives|hard-negatives).*\.jsonl$/.test(name));
    for (const name of names) {
      for (const line of readFileSync(join(CORPUS, name), 'utf8').split('\n').filter(Boolean)) {
        const { id, text } = JSON.parse(line) as { id: string; text: string };
        for (const run of runs(text)) real.set(run, id);
      }
    }
  });
  const copies = (name: string, text: string) =>
    runs(text)
      .filter((run) => real.has(run))
      .map((run) => `${name}: “${run}” stands in ${real.get(run)}`);

  it('into a mail of the project', async () => {
    expect(real.size).toBeGreaterThan(1_000);
    const cases = await gatherOwnCases(ROOT);
    expect(cases.flatMap(({ id, message }) => copies(id, message.text))).toEqual([]);
  });

  it('into a pattern or its examples', () => {
    const patterns = readPatternFiles(ROOT).flatMap(({ file }) => file.patterns);
    const texts = patterns.flatMap(({ id, phrases, examples, counterExamples }) =>
      [...phrases, ...examples, ...counterExamples].map((text) => [id, text] as const),
    );
    expect(texts.flatMap(([id, text]) => copies(id, text))).toEqual([]);
  });
});

function runs(text: string): string[] {
  const words = foldedText(normalise(text)).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(COPIED_WORDS - 1).map((_, at) => words.slice(at, at + COPIED_WORDS).join(' '));
}
