import { describe, expect, it } from 'vitest';
import { faultOf, fuzz, longLines } from '@/scripts/fuzz/trial';
import { mail, seed } from '@/tests/unit/detection/list';
import { createEngine } from '@/utils/detection/engine';

/** A sample; `npm run fuzz` judges a million, and lines of ten million characters. */
const MESSAGES = 4_000;
const LONG_CHARS = 300_000;

const list = seed();
const engine = createEngine(list);

describe('the engine', () => {
  it('gives a verdict in its time on anything', () => {
    expect(fuzz(engine, list, 77, MESSAGES)).toEqual([]);
  }, 240_000);

  it('gives a verdict in its time on one line without end', () => {
    const faults = longLines(list, LONG_CHARS).map((text) => faultOf(engine, mail({ text })));
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  }, 240_000);
});
