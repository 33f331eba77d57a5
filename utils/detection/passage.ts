import type { Evidence } from '@/utils/detection/evidence';
import { AGAINST, type Signal } from '@/utils/schema/signal';

/**
 * The passage of a text in which the case is strongest.
 *
 * What speaks against counts where it speaks. An article tells the scam in its
 * own words: talk and threats stand in the same sentences. A scam that wraps
 * itself in a warning about scams, in a newsletter's footer or in a long neutral
 * text has its own passage all the same, and there it speaks alone. So the
 * passage decides whether there is a scam, and what stands around it only how
 * loudly to say so.
 *
 * Passages run from one piece of evidence to another, within reach. Starts lie
 * some way apart, so that each piece is looked at a bounded number of times: the
 * work is linear in the number of pieces.
 */
export interface Passage {
  /** Points for, minus points against, inside. */
  readonly points: number;
  /** Points of talk about the scam inside. */
  readonly talk: number;
}

/** What a rule makes of a piece of evidence. */
export interface Scale {
  /** Points; 0 where it does not count for the rule. */
  worth(evidence: Evidence): number;
  /** The most that a signal can give. */
  cap(signal: Signal): number;
}

/** The longest scam mails and letters have about 600 words. */
const REACH_CHARS = 4_000;
const STEP_CHARS = 60;

interface Place {
  readonly start: number;
  readonly end: number;
  readonly which: number;
}

/** Null where no passage is such a case. */
export function strongestPassage(
  evidence: readonly Evidence[],
  scale: Scale,
  isCase: (signals: ReadonlyMap<Signal, number>) => boolean,
): Passage | null {
  const { places, everywhere } = layOut(evidence, scale);
  const seen = new Int32Array(evidence.length).fill(-1);
  let best: Passage | null = null;
  let next = -1;
  for (const [from, first] of places.entries()) {
    if (first.start < next || speaksAgainst(evidence[first.which])) continue;
    next = first.start + STEP_CHARS;
    const sum = new Sum(scale);
    const add = (which: number) => {
      const one = evidence[which];
      if (!one || seen[which] === from) return;
      seen[which] = from;
      sum.add(one);
    };
    for (const which of everywhere) add(which);
    // Talk that runs into the passage belongs to it.
    for (let k = from - 1; k >= 0 && first.start - (places[k]?.start ?? 0) < STEP_CHARS; k--) {
      const before = places[k];
      if (before && before.end >= first.start && speaksAgainst(evidence[before.which])) add(before.which);
    }
    for (let k = from; k < places.length; k++) {
      const place = places[k];
      if (!place || place.start > first.start + REACH_CHARS) break;
      if (place.end > first.start + REACH_CHARS) continue;
      add(place.which);
      // A passage ends with the case, not with what is said after it.
      if (speaksAgainst(evidence[place.which])) continue;
      const { points, talk } = sum;
      if (points > (best?.points ?? -Infinity) && isCase(sum.signals)) best = { points, talk };
    }
  }
  return best;
}

/** Points for and against, each signal up to its cap. */
export class Sum {
  readonly signals = new Map<Signal, number>();
  pro = 0;
  against = 0;
  private readonly scale: Scale;

  constructor(scale: Scale) {
    this.scale = scale;
  }

  add(evidence: Evidence): void {
    const { signal } = evidence;
    const worth = this.scale.worth(evidence);
    if (worth === 0) return;
    const cap = this.scale.cap(signal);
    const before = this.signals.get(signal) ?? 0;
    const now = before + worth;
    this.signals.set(signal, now);
    const more = Math.min(now, cap) - Math.min(before, cap);
    if (AGAINST.has(signal)) this.against += more;
    else this.pro += more;
  }

  get points(): number {
    return this.pro - this.against;
  }

  get talk(): number {
    return talkOf(this.signals);
  }
}

/** Without a place these are of who sends, and hold for all that is sent. */
const OF_SENDER: ReadonlySet<Signal> = new Set<Signal>(['trusted-sender', 'conversation']);
/** A cover is so short that it is one passage, and what its names say holds for all of it. */
const OF_COVER = 'indicator.cover.';

function layOut(evidence: readonly Evidence[], scale: Scale): { places: Place[]; everywhere: number[] } {
  const places: Place[] = [];
  const everywhere: number[] = [];
  for (const [which, one] of evidence.entries()) {
    if (scale.worth(one) === 0) continue;
    const { at, signal, source } = one;
    if (at) {
      for (let k = 0; k < at.length; k += 2) places.push({ start: at[k] ?? 0, end: at[k + 1] ?? 0, which });
    } else if (!AGAINST.has(signal) || OF_SENDER.has(signal) || source.startsWith(OF_COVER))
      everywhere.push(which);
  }
  places.sort((a, b) => a.start - b.start || a.end - b.end);
  return { places, everywhere };
}

const speaksAgainst = (evidence: Evidence | undefined) => !!evidence && AGAINST.has(evidence.signal);

/** Points of talk about the scam, without a cap. */
export function talkOf(signals: ReadonlyMap<Signal, number>): number {
  return signals.get('talks-about') ?? 0;
}
