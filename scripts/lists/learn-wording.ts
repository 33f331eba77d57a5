import { createHash } from 'node:crypto';
import { type Features, sumOf } from '@/utils/detection/wording';
import type { Family } from '@/utils/schema/family';
import type { Wording } from '@/utils/schema/wording';

/**
 * Logistic regression with an L2 penalty, by gradient descent with momentum: small
 * enough to read, and the same numbers every time. A cluster of near-duplicates
 * counts as one text. Words that fewer than three scams hold say nothing, unless
 * innocent texts about scams hold them.
 */
export interface Example {
  readonly family: Family | null;
  readonly cluster: string;
  /** `everyday`: ordinary mail, of which none may be called; `near`: innocent, and about scams or the like of them. */
  readonly kind: 'scam' | 'near' | 'everyday' | 'other';
  readonly features: Features;
}

type Learned = Pick<Wording, 'bias' | 'words' | 'signals'>;

const FOLDS = 3;
const LEAST_SCAMS = 3;
const LEAST_INNOCENT = 4;
/** Scams are few, and innocent texts that look like them are what is hard. */
const OWN_WORTH = 6;
const WORTH = { scam: 3, near: 3, everyday: 1, other: 1 } as const;
const PENALTY = 1;
const STEPS = 500;
const STEP = 0.05;
/** Less than this adds nothing but bytes. */
const LEAST_WEIGHT = 0.15;
const round = (value: number) => Math.round(value * 100) / 100;

export function learnWording(examples: readonly Example[], family: Family): Learned {
  const words = vocabulary(examples);
  const names = [...new Set(examples.flatMap(({ features }) => [...features.signals.keys()]))].sort();
  const all = regress(examples, family, words, names);
  const kept = (some: readonly string[]) =>
    some.filter((name) => Math.abs(all.weightOf(name)) >= LEAST_WEIGHT);
  // Learned anew without what says little, so that what is left adds up to as much.
  const [keptWords, keptNames] = [kept(words), kept(names)];
  const { bias, weightOf } = regress(examples, family, keptWords, keptNames);
  const pick = (some: readonly string[]) =>
    Object.fromEntries(some.map((name) => [name, round(weightOf(name))]));
  return { bias: round(bias), words: pick(keptWords), signals: pick(keptNames) };
}

function regress(
  examples: readonly Example[],
  family: Family,
  words: readonly string[],
  names: readonly string[],
) {
  const index = new Map<string, number>([...words, ...names].map((name, at) => [name, at]));
  const rows = examples.map(({ features }) => vectorOf(features, index));
  const sizes = Map.groupBy(examples, ({ cluster }) => cluster);
  const worth = examples.map((one) => {
    const each = one.family === family ? OWN_WORTH : WORTH[one.kind];
    return each / (sizes.get(one.cluster)?.length ?? 1);
  });
  const { bias, weights } = descend(
    rows,
    worth,
    examples.map((one) => one.family === family),
    index.size,
  );
  return { bias, weightOf: (name: string) => weights[index.get(name) ?? -1] ?? 0 };
}

function vocabulary(examples: readonly Example[]): string[] {
  const scams = new Map<string, Set<string>>();
  const innocent = new Map<string, Set<string>>();
  for (const { family, kind, cluster, features } of examples) {
    if (kind === 'everyday' || kind === 'other') continue;
    const counts = family === null ? innocent : scams;
    for (const stem of features.stems) counts.set(stem, (counts.get(stem) ?? new Set()).add(cluster));
  }
  const often = (counts: Map<string, Set<string>>, least: number) =>
    [...counts].flatMap(([stem, clusters]) => (clusters.size >= least ? [stem] : []));
  return [...new Set([...often(scams, LEAST_SCAMS), ...often(innocent, LEAST_INNOCENT)])].sort();
}

interface Row {
  readonly at: Int32Array;
  readonly value: Float64Array;
}

const MIN_KNOWN = 10;

/** As `sumOf` adds them up. */
function vectorOf({ stems, signals }: Features, index: ReadonlyMap<string, number>): Row {
  const known = [...stems].flatMap((stem) => index.get(stem) ?? []);
  const share = 1 / Math.sqrt(Math.max(MIN_KNOWN, known.length));
  const named = [...signals].flatMap(([name, value]) => {
    const at = index.get(name);
    return at === undefined ? [] : [[at, value] as const];
  });
  return {
    at: Int32Array.from([...known, ...named.map(([at]) => at)]),
    value: Float64Array.from([...known.map(() => share), ...named.map(([, value]) => value)]),
  };
}

function descend(rows: readonly Row[], worth: readonly number[], own: readonly boolean[], size: number) {
  const weights = new Float64Array(size);
  const mean = new Float64Array(size + 1);
  const square = new Float64Array(size + 1);
  const gradient = new Float64Array(size + 1);
  let bias = 0;
  for (let step = 1; step <= STEPS; step++) {
    for (let at = 0; at < size; at++) gradient[at] = PENALTY * (weights[at] ?? 0);
    gradient[size] = 0;
    for (const [number, { at, value }] of rows.entries()) {
      let sum = bias;
      for (let i = 0; i < at.length; i++) sum += (weights[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
      const error = (worth[number] ?? 0) * (1 / (1 + Math.exp(-sum)) - (own[number] ? 1 : 0));
      for (let i = 0; i < at.length; i++)
        gradient[at[i] ?? 0] = (gradient[at[i] ?? 0] ?? 0) + error * (value[i] ?? 0);
      gradient[size] = (gradient[size] ?? 0) + error;
    }
    for (let at = 0; at <= size; at++) {
      const slope = gradient[at] ?? 0;
      mean[at] = 0.9 * (mean[at] ?? 0) + 0.1 * slope;
      square[at] = 0.999 * (square[at] ?? 0) + 0.001 * slope * slope;
      const move =
        (STEP * ((mean[at] ?? 0) / (1 - 0.9 ** step))) /
        (Math.sqrt((square[at] ?? 0) / (1 - 0.999 ** step)) + 1e-8);
      if (at === size) bias -= move;
      else weights[at] = (weights[at] ?? 0) - move;
    }
  }
  return { bias, weights };
}

/** What each text sums up to when it was not learned from. */
export function inFolds(examples: readonly Example[], family: Family): number[] {
  const foldOf = ({ cluster }: Example) => (createHash('sha256').update(cluster).digest()[0] ?? 0) % FOLDS;
  const sums = examples.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = learnWording(
      examples.filter((one) => foldOf(one) !== fold),
      family,
    );
    const wording = { family, notice: 0, warning: 0, ...learned };
    for (const [at, one] of examples.entries())
      if (foldOf(one) === fold) sums[at] = sumOf(wording, one.features);
  }
  return sums;
}

/** Everyday texts that may be above: of these the corpus holds some that are scams. */
const ABOVE = { warning: 1, notice: 3 } as const;
/** Innocent texts about scams that may be above, of a hundred. */
const ABOVE_NEAR = { warning: 0.002, notice: 0.006 } as const;

export function thresholds(
  examples: readonly Example[],
  sums: readonly number[],
): { notice: number; warning: number } {
  const ordered = (of: (one: Example) => boolean) =>
    examples.flatMap((one, at) => (of(one) ? [sums[at] ?? 0] : [])).sort((a, b) => b - a);
  const everyday = ordered(({ kind }) => kind === 'everyday');
  const near = ordered(({ kind }) => kind === 'near');
  const at = (level: 'notice' | 'warning') =>
    Math.ceil(
      100 * Math.max(everyday[ABOVE[level]] ?? 0, near[Math.floor(near.length * ABOVE_NEAR[level])] ?? 0),
    ) / 100;
  return { notice: at('notice'), warning: Math.max(at('warning'), at('notice')) };
}
