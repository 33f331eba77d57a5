import { createHash } from 'node:crypto';
import { minimise } from '@/scripts/lists/minimise';
import type { Features } from '@/scripts/lists/wording-features';
import { MIN_KNOWN } from '@/utils/detection/wording';
import type { Family } from '@/utils/schema/family';
import type { Wording } from '@/utils/schema/wording';

/**
 * Logistic regression with an L2 penalty: small enough to read, and the same
 * numbers every time. A cluster of near-duplicates
 * counts as one text. Words that fewer than three scams hold say nothing, unless
 * innocent texts about scams hold them.
 */
export interface Example {
  readonly family: Family | null;
  readonly cluster: string;
  /** `everyday`: ordinary mail, of which none may be called; `near`: innocent, and about scams or the like of them. */
  readonly kind: 'scam' | 'near' | 'everyday' | 'other';
  readonly features: Features;
  /** Kinds of evidence that each level misses. */
  readonly missing: Readonly<Record<'notice' | 'warning', number>>;
}

export type Learned = Pick<Wording, 'bias' | 'words' | 'things' | 'signals'>;

/** Asked for more by the words where a kind of evidence is missing. */
export const LACK = 1.5;
const FOLDS = 3;
const LEAST_SCAMS = 3;
const LEAST_INNOCENT = 4;
/** Scams are few, and innocent texts that look like them are what is hard. */
const OWN_WORTH = 6;
const WORTH = { scam: 3, near: 3, everyday: 1, other: 1 } as const;
const PENALTY = 1;
/** Less than this adds nothing but bytes. */
const LEAST_WEIGHT = 0.15;
/** Two numbers a thing. */
const THING = '#';
const round = (value: number) => Math.round(value * 10) / 10;

export function learnWording(examples: readonly Example[], family: Family): Learned {
  const words = vocabulary(examples);
  const names = [...new Set(examples.flatMap(({ features }) => [...features.signals.keys()]))].sort();
  const things = [...new Set(examples.flatMap(({ features }) => [...features.things.keys()]))].sort();
  const both = things.flatMap((name) => [`${THING}0${name}`, `${THING}1${name}`]);
  const all = regress(examples, family, [...words, ...both, ...names]);
  const kept = (some: readonly string[]) =>
    some.filter((name) => Math.abs(all.weightOf(name)) >= LEAST_WEIGHT);
  // Learned anew without what says little, so that what is left adds up to as much.
  const [keptWords, keptNames] = [kept(words), kept(names)];
  const { bias, weightOf } = regress(examples, family, [...keptWords, ...both, ...keptNames]);
  const pick = (some: readonly string[]) =>
    Object.fromEntries(
      some.map((name) => [name, round(weightOf(name))]).filter(([, weight]) => weight !== 0),
    );
  const ofThings = things.map((name): [string, [number, number]] => [
    name,
    [round(weightOf(`${THING}0${name}`)), round(weightOf(`${THING}1${name}`))],
  ]);
  return {
    bias: round(bias),
    // A word that weighs nothing is known all the same: it says that the text has words.
    words: Object.fromEntries(keptWords.map((name) => [name, round(weightOf(name))])),
    things: Object.fromEntries(ofThings.filter(([, [a, b]]) => a !== 0 || b !== 0)),
    signals: pick(keptNames),
  };
}

function regress(examples: readonly Example[], family: Family, names: readonly string[]) {
  const index = new Map<string, number>(names.map((name, at) => [name, at]));
  const rows = examples.map(({ features }) => vectorOf(features, index));
  const sizes = Map.groupBy(examples, ({ cluster }) => cluster);
  const worth = examples.map((one) => {
    const each = one.family === family ? OWN_WORTH : WORTH[one.kind];
    return each / (sizes.get(one.cluster)?.length ?? 1);
  });
  const own = examples.map((one) => one.family === family);
  const weights = weightsOf(rows, worth, own, index.size);
  return { bias: weights[index.size] ?? 0, weightOf: (name: string) => weights[index.get(name) ?? -1] ?? 0 };
}

function vocabulary(examples: readonly Example[]): string[] {
  const scams = new Map<string, Set<string>>();
  const innocent = new Map<string, Set<string>>();
  for (const { family, kind, cluster, features } of examples) {
    if (kind === 'everyday' || kind === 'other') continue;
    const counts = family === null ? innocent : scams;
    for (const stem of features.stems.keys()) counts.set(stem, (counts.get(stem) ?? new Set()).add(cluster));
  }
  const often = (counts: Map<string, Set<string>>, least: number) =>
    [...counts].flatMap(([stem, clusters]) =>
      clusters.size >= least && /^[a-z]{2,6}$/.test(stem) ? [stem] : [],
    );
  return [...new Set([...often(scams, LEAST_SCAMS), ...often(innocent, LEAST_INNOCENT)])].sort();
}

interface Row {
  readonly at: Int32Array;
  readonly value: Float64Array;
}

/** As `sumOf` adds them up. */
function vectorOf({ stems, things, signals }: Features, index: ReadonlyMap<string, number>): Row {
  const known = [...stems].flatMap(([stem, pages]) => {
    const at = index.get(stem);
    return at === undefined ? [] : [{ at, pages }];
  });
  const all = known.reduce((sum, { pages }) => sum + pages, 0);
  const share = 1 / Math.sqrt(Math.max(MIN_KNOWN, all));
  const named = [
    ...signals,
    ...[...things].flatMap(([name, pair]) => pair.map((value, k) => [`${THING}${k}${name}`, value] as const)),
  ].flatMap(([name, value]) => {
    const at = index.get(name);
    return at === undefined ? [] : [[at, value] as const];
  });
  return {
    at: Int32Array.from([...known.map(({ at }) => at), ...named.map(([at]) => at)]),
    value: Float64Array.from([
      ...known.map(({ pages }) => pages * share),
      ...named.map(([, value]) => value),
    ]),
  };
}

/** Weights in the order of the names, and last the bias. */
function weightsOf(
  rows: readonly Row[],
  worth: readonly number[],
  own: readonly boolean[],
  size: number,
): Float64Array {
  return minimise(size + 1, (weights, slope) => {
    let loss = 0;
    for (let at = 0; at < size; at++) {
      const weight = weights[at] ?? 0;
      slope[at] = PENALTY * weight;
      loss += (PENALTY / 2) * weight * weight;
    }
    slope[size] = 0;
    for (const [number, { at, value }] of rows.entries()) {
      let sum = weights[size] ?? 0;
      for (let i = 0; i < at.length; i++) sum += (weights[at[i] ?? 0] ?? 0) * (value[i] ?? 0);
      const wrong = own[number] ? -sum : sum;
      const each = worth[number] ?? 0;
      loss += each * (wrong > 30 ? wrong : Math.log1p(Math.exp(wrong)));
      const error = each * (1 / (1 + Math.exp(-sum)) - (own[number] ? 1 : 0));
      for (let i = 0; i < at.length; i++) {
        const to = at[i] ?? 0;
        slope[to] = (slope[to] ?? 0) + error * (value[i] ?? 0);
      }
      slope[size] = (slope[size] ?? 0) + error;
    }
    return loss;
  });
}

/** What each text sums up to, by `heard`, when it was not learned from. */
export function inFolds<T extends Example, H>(
  examples: readonly T[],
  family: Family,
  heard: (learned: Learned, some: readonly T[]) => H[],
): H[] {
  const foldOf = ({ cluster }: Example) => (createHash('sha256').update(cluster).digest()[0] ?? 0) % FOLDS;
  const sums: H[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = learnWording(
      examples.filter((one) => foldOf(one) !== fold),
      family,
    );
    const tried = [...examples.entries()].filter(([, one]) => foldOf(one) === fold);
    const found = heard(
      learned,
      tried.map(([, one]) => one),
    );
    for (const [k, [at]] of tried.entries()) {
      const one = found[k];
      if (one !== undefined) sums[at] = one;
    }
  }
  return sums;
}

/** Everyday texts that may be above. */
const ABOVE = { warning: 1, notice: 2 } as const;
/** Innocent texts about scams that may be above, of one. */
const ABOVE_NEAR = { warning: 0.004, notice: 0.012 } as const;

/** Sums from which a text is called, after what it lacks was taken off. */
export function thresholds(
  examples: readonly Example[],
  sums: readonly number[],
): { notice: number; warning: number } {
  const at = (level: 'notice' | 'warning') => {
    const ordered = (kind: Example['kind']) =>
      examples
        .flatMap((one, k) => (one.kind === kind ? [asked(one, sums[k] ?? 0, level)] : []))
        .sort((a, b) => b - a);
    const [everyday, near] = [ordered('everyday'), ordered('near')];
    const limit = Math.max(
      everyday[ABOVE[level]] ?? 0,
      near[Math.floor(near.length * ABOVE_NEAR[level])] ?? 0,
    );
    return Math.ceil(100 * limit) / 100;
  };
  const [notice, warning] = [at('notice'), at('warning')];
  return { notice, warning: Math.max(warning, notice) };
}

/** Of the scams that rules warn of, so many may become a notice. */
const LOWERED = 0.012;

/** Of the scams that rules warn of, the sum below which the words speak against. */
export function low(sums: readonly number[]): number {
  const ordered = sums.toSorted((a, b) => a - b);
  return Math.floor(10 * (ordered[Math.floor(ordered.length * LOWERED)] ?? Number.NEGATIVE_INFINITY)) / 10;
}

/** What a sum is worth for a level. */
export const asked = ({ missing }: Example, sum: number, level: 'notice' | 'warning') =>
  sum - LACK * missing[level];
