import type { Case } from '@/scripts/support/eval-cases';
import type { Engine } from '@/utils/detection/engine';
import type { Evidence } from '@/utils/detection/evidence';
import type { Family } from '@/utils/schema/family';
import type { Level } from '@/utils/schema/level';
import type { Verdict } from '@/utils/schema/verdict';

export interface Judged extends Case {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  readonly points: number;
}

export function judge(engine: Engine, cases: readonly Case[]): Judged[] {
  return cases.map((one) => ({ ...one, ...engine.explain(one.message) }));
}

const STEPS: readonly Level[] = ['none', 'notice', 'warning'];
export const step = (level: Level): number => STEPS.indexOf(level);

type Called = Pick<Verdict, 'family' | 'level'>;

/** Called by its family, at this level at least. */
export function isHit(family: Family | null, verdict: Called, level: Level): boolean {
  return verdict.family === family && step(verdict.level) >= step(level);
}

/** An innocent text called something, at this level at least. */
export function isWrong({ label }: Pick<Case, 'label'>, verdict: Called, level: Level): boolean {
  if (label === 'related-extortion' && verdict.family === 'threat') return false;
  return verdict.level !== 'none' && step(verdict.level) >= step(level);
}

/** As it should be: no less than expected of a scam, no more of an innocent text. */
export function isRight(one: Judged): boolean {
  if (one.family !== null) return isHit(one.family, one.verdict, one.expect);
  return !isWrong(one, one.verdict, one.expect === 'notice' ? 'warning' : 'notice');
}
