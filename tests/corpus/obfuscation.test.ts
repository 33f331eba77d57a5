import { beforeAll, describe, expect, it } from 'vitest';
import { gatherOwnCases } from '@/scripts/eval/gather';
import { type Judged, judge } from '@/scripts/eval/judge';
import { attempt, found, quiet, type Result, spread } from '@/scripts/eval/obfuscation';
import { buildSeed } from '@/scripts/lists/build-seed';
import { TACTICS } from '@/tests/support/obfuscate/apply';
import { createEngine, type Engine } from '@/utils/detection/engine';

/**
 * Every tactic of disguise, on the texts written for the project: hardly a scam is
 * lost, no innocent text becomes a warning, and what cannot be an accident is
 * itself evidence.
 */
const ROOT = process.cwd();
const MAX_POINTS_LOST = 2;
const MIN_SEEN = 0.9;
/** A sample, so that seventy tactics take seconds; `npm run eval` tries them on all. */
const SCAMS = 80;
const INNOCENT = 60;
const TIMEOUT_MS = 120_000;

/** Tactics that still cost more: points lost, so far. */
const LOST_SO_FAR: Readonly<Record<string, number>> = {};
/** Disguises that are seen through but not yet named to the reader: share seen, so far. */
const SEEN_SO_FAR: Readonly<Record<string, number>> = {};

let engine: Engine;
let judged: Judged[] = [];
beforeAll(async () => {
  engine = createEngine(buildSeed(ROOT));
  judged = judge(engine, await gatherOwnCases(ROOT));
}, TIMEOUT_MS);

describe.each(TACTICS.map((tactic) => [tactic.id, tactic] as const))('%s', (id, tactic) => {
  let result: Result;
  beforeAll(() => {
    result = attempt(engine, [tactic], spread(found(judged), SCAMS), quiet(judged, INNOCENT));
  }, TIMEOUT_MS);

  it(`costs at most ${LOST_SO_FAR[id] ?? MAX_POINTS_LOST} points of recall`, () => {
    expect(result.scams).toBeGreaterThan(10);
    expect(result.drop, result.lost.join(' ')).toBeLessThanOrEqual(LOST_SO_FAR[id] ?? MAX_POINTS_LOST);
  });

  it('makes no innocent text a warning', () => expect(result.alarms).toEqual([]));

  it.runIf(tactic.isDisguise)('is itself evidence', () => {
    expect(result.seen).toBeGreaterThanOrEqual(SEEN_SO_FAR[id] ?? MIN_SEEN);
  });
});
