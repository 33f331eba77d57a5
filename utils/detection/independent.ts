import type { Evidence } from '@/utils/detection/evidence';
import type { Signal } from '@/utils/schema/signal';

/**
 * Evidence of which no two pieces say the same of the same words.
 *
 * "1,300 euro in bitcoin" is one demand, however many patterns of however many
 * languages and families read it so: the worthiest of them speaks. Without this
 * one sum of money would outweigh a whole threat.
 */
export function independent(
  evidence: readonly Evidence[],
  worth: (evidence: Evidence) => number,
): Evidence[] {
  const ranked = evidence
    .filter((one) => worth(one) > 0)
    .sort((a, b) => worth(b) - worth(a) || order(a.source, b.source));
  const kept = new Map<Signal, Evidence[]>();
  for (const one of ranked) {
    const others = kept.get(one.signal) ?? [];
    kept.set(one.signal, others);
    if (others.length < MOST && !others.some((other) => isSame(one, other))) others.push(one);
  }
  return [...kept.values()].flat();
}

/** More pieces of one signal than this change no sum: every cap is reached. */
const MOST = 24;

/** The stretches overlap, or, where there is no place, the quotes are equal. */
function isSame(one: Evidence, other: Evidence): boolean {
  const [start, end] = one.at ?? [];
  const [otherStart, otherEnd] = other.at ?? [];
  if (start !== undefined && end !== undefined && otherStart !== undefined && otherEnd !== undefined) {
    return start <= otherEnd && otherStart <= end;
  }
  return one.at === undefined && other.at === undefined && one.phrase !== '' && one.phrase === other.phrase;
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
