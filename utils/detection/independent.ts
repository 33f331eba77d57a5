import type { Evidence } from '@/utils/detection/evidence';
import type { Signal } from '@/utils/schema/signal';

/**
 * Evidence of which no two pieces say the same of the same words.
 *
 * "1,300 euro in bitcoin" is one demand, however many patterns of however many
 * languages and families read it so: the worthiest of them speaks. Without this
 * one sum of money would outweigh a whole threat. For the same reason a sum and
 * what it is to be paid in, said by the same words, are one.
 */
export function independent(
  evidence: readonly Evidence[],
  worth: (evidence: Evidence) => number,
): Evidence[] {
  const ranked: { readonly one: Evidence; readonly points: number }[] = [];
  for (const one of evidence) {
    const points = worth(one);
    if (points > 0) ranked.push({ one, points });
  }
  ranked.sort((a, b) => b.points - a.points || order(a.one.source, b.one.source));
  const kept = new Map<Signal, Evidence[]>();
  for (const { one } of ranked) {
    const kind = one.signal === 'payment-means' ? 'demand' : one.signal;
    const others = kept.get(kind) ?? [];
    kept.set(kind, others);
    if (others.length < MOST && !others.some((other) => isSame(one, other))) others.push(one);
  }
  return [...kept.values()].flat();
}

/** More pieces of one signal than this change no sum, as every cap is reached; and more places are looked at by nobody, so that the work stays small. */
const MOST = 24;

/** Every place of the one is taken by the other, or, where there is no place, the quotes are equal. */
function isSame(one: Evidence, other: Evidence): boolean {
  const { at, phrase } = one;
  if (at && other.at) {
    for (let k = 0; k < Math.min(at.length, MOST); k += 2) {
      if (!isTaken(at[k] ?? 0, at[k + 1] ?? 0, other.at)) return false;
    }
    return true;
  }
  return !at && !other.at && phrase !== '' && phrase === other.phrase;
}

function isTaken(start: number, end: number, places: readonly number[]): boolean {
  for (let k = 0; k < Math.min(places.length, MOST); k += 2) {
    if (start <= (places[k + 1] ?? 0) && (places[k] ?? 0) <= end) return true;
  }
  return false;
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
