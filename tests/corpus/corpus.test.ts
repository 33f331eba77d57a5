import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSeed } from '@/scripts/lists/build-seed';
import { type Case, readCorpus } from '@/scripts/support/eval-cases';
import { createEngine } from '@/utils/detection/engine';
import type { Verdict } from '@/utils/schema/verdict';

/**
 * What must hold on real texts. They lie beside the project and not in it; on a
 * machine without them there is nothing to measure, and CI does not accept that.
 */
const CORPUS = join(process.cwd(), '../shared/corpus');
const there = existsSync(CORPUS);

it.runIf(process.env.CI)('has the corpus at hand', () => expect(there, CORPUS).toBe(true));

describe.runIf(there)('on real texts', () => {
  let judged: (Case & { verdict: Verdict })[] = [];
  beforeAll(() => {
    const engine = createEngine(buildSeed(process.cwd()));
    judged = readdirSync(CORPUS)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readCorpus(join(CORPUS, name)))
      .map((one) => ({ ...one, verdict: engine.inspect(one.message) }));
  });

  it('warns of at least 95 in 100 English bluffs, a template counting once', () => {
    const bluffs = judged.filter(
      ({ family, language, part }) => family === 'bluff' && language === 'en' && part === '',
    );
    const clusters = [...Map.groupBy(bluffs, ({ cluster }) => cluster).values()];
    const hit = clusters.map(
      (some) =>
        some.filter(({ verdict }) => verdict.family === 'bluff' && verdict.level === 'warning').length /
        some.length,
    );
    expect(clusters.length).toBeGreaterThan(15);
    expect(hit.reduce((sum, one) => sum + one, 0) / clusters.length).toBeGreaterThanOrEqual(0.95);
  });

  it('warns of at most one ordinary mail in 1,000', () => {
    const ham = judged.filter(({ label }) => label === 'ham');
    const wrong = ham.filter(({ verdict }) => verdict.level === 'warning');
    expect(ham.length).toBeGreaterThan(5_000);
    expect(wrong.map(({ id }) => id).length / ham.length).toBeLessThanOrEqual(0.001);
  });

  it('warns of at most two in 100 texts that talk about the scam', () => {
    const talk = judged.filter(({ label }) => label === 'hard-negative');
    const wrong = talk.filter(({ verdict }) => verdict.level === 'warning');
    expect(talk.length).toBeGreaterThan(100);
    expect(wrong.length / talk.length).toBeLessThanOrEqual(0.02);
  });
});
