import type { Judged } from '@/scripts/eval/judge';
import type { Evidence } from '@/utils/detection/evidence';
import { AGAINST } from '@/utils/schema/signal';

/**
 * Weights of patterns, learned from texts: log-odds of being found in a scam
 * rather than in an innocent text, pulled towards the weight that its author
 * gave. A pattern seen in many texts moves, one seen in few stays; every weight
 * remains a number that a person can read and argue with.
 */

/** As many clusters as this must speak before they count as much as the author. */
const AUTHOR_CLUSTERS = 8;
/** Half a text of each side, so that nothing is infinitely sure. */
const SMOOTH = 0.5;
/** Natural log-odds of one point. A pattern of weight 3 is e^4.5, 90 times, as usual in a scam. */
const NATS_A_POINT = 1.5;
const MAX_WEIGHT = 5;

export type Weights = ReadonlyMap<string, number>;

/** Only patterns move; indicators weigh what the engine says. */
export function learnWeights(judged: readonly Judged[], authored: Weights): Weights {
  const scams = new Map<string, Set<string>>();
  const innocent = new Map<string, Set<string>>();
  const clusters = { scams: new Set<string>(), innocent: new Set<string>() };
  for (const one of judged) {
    const [counts, all] = one.family === null ? [innocent, clusters.innocent] : [scams, clusters.scams];
    all.add(one.cluster);
    for (const { source } of one.evidence) {
      if (!authored.has(source)) continue;
      const found = counts.get(source) ?? new Set<string>();
      counts.set(source, found.add(one.cluster));
    }
  }
  const against = new Set(
    judged.flatMap(({ evidence }) =>
      evidence.filter(({ signal }) => AGAINST.has(signal)).map(({ source }) => source),
    ),
  );
  return new Map(
    [...authored].map(([id, weight]) => {
      const inScams = scams.get(id)?.size ?? 0;
      const inInnocent = innocent.get(id)?.size ?? 0;
      const odds =
        Math.log((inScams + SMOOTH) / (clusters.scams.size + 1)) -
        Math.log((inInnocent + SMOOTH) / (clusters.innocent.size + 1));
      const points = (against.has(id) ? -odds : odds) / NATS_A_POINT;
      const seen = inScams + inInnocent;
      const mean = (AUTHOR_CLUSTERS * weight + seen * clamp(points)) / (AUTHOR_CLUSTERS + seen);
      return [id, Math.round(mean * 4) / 4];
    }),
  );
}

const clamp = (points: number): number => Math.min(MAX_WEIGHT, Math.max(0, points));

/** The evidence as it would be with other weights. */
export function reweighed(evidence: readonly Evidence[], weights: Weights): Evidence[] {
  return evidence.map((one) => {
    const weight = weights.get(one.source);
    return weight === undefined || weight === one.weight ? one : { ...one, weight };
  });
}
