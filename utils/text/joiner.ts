import { MAX_GAP, MAX_ROW_WORDS } from '@/utils/text/phrase';

/**
 * Joins the segments of one phrase at a time. Linear by construction: segments
 * come in the order of their ends, and when the next segment of a phrase is found,
 * the latest end of the one before, in front of its start, is the best partner
 * there can be. If any end is near enough, that one is.
 *
 * Gaps are short, so the ends of a segment are no list but one word of bits, a
 * bit a token back from its latest end: finding the partner is a shift and a
 * count of zeros.
 */
export interface Joints {
  /** The phrase of each segment, as its reader knows it. */
  readonly ids: Int32Array;
  /** Tokens allowed before it; `FIRST` in the first segment of a phrase. */
  readonly gaps: Uint8Array;
  /** 1 in the last segment of a phrase. */
  readonly lasts: Uint8Array;
}

/** Told of each phrase found: its id, its first and its last token. */
export type Report = (id: number, first: number, last: number) => void;

export const FIRST = 255;
const BITS = 32;
/** No partner stands further back: a gap and a segment away. Fewer than the bits of a number. */
export const PARTNER_REACH = MAX_GAP + MAX_ROW_WORDS + 1;
/** Longer phrases are quoted from later on; a quote is cut long before. */
const MAX_SPAN = 255;
/** No span that is told is as long as this. */
export const SPANS = 512;
const NEVER = -BITS * 2;

export class Joiner {
  private readonly joints: Joints;
  private first = 0;
  /** Token of each segment's latest end, ends before it as bits, and tokens from the phrase's start to each of them. */
  private readonly ends: Int32Array;
  private readonly bits: Int32Array;
  private readonly spans: Uint8Array;

  /** `most`: segments of the longest phrase. */
  constructor(joints: Joints, most: number) {
    this.joints = joints;
    this.ends = new Int32Array(most);
    this.bits = new Int32Array(most);
    this.spans = new Uint8Array(most * BITS);
  }

  /** From here on the phrase whose segments are `first` to `last` is joined. */
  begin(first: number, last: number): void {
    this.first = first;
    this.ends.fill(NEVER, 0, last - first + 1);
  }

  /** A segment of `length` tokens ended at token `here`. Tokens of the phrase that is now complete, 0 where it is not. */
  join(segment: number, here: number, length: number): number {
    const { gaps, lasts } = this.joints;
    const gap = gaps[segment] ?? FIRST;
    let span = length;
    if (gap !== FIRST) {
      const before = segment - 1 - this.first;
      const latest = this.ends[before] ?? NEVER;
      const back = here - latest;
      if (back > PARTNER_REACH) return 0;
      // Bit k is an end at `latest - k`. Wanted: in front of this segment, and no further than the gap.
      const nearest = Math.max(0, length - back);
      const furthest = length + gap - back;
      const bits = (this.bits[before] ?? 0) >>> nearest;
      if (bits === 0 || furthest < 0) return 0;
      const bit = nearest + BITS - 1 - Math.clz32(bits & -bits);
      if (bit > furthest) return 0;
      const end = latest - bit;
      span = here - end + (this.spans[before * BITS + (end & (BITS - 1))] ?? 0);
    }
    if (lasts[segment] === 1) return span;
    this.remember(segment - this.first, here, span);
    return 0;
  }

  private remember(place: number, here: number, span: number): void {
    const at = place * BITS + (here & (BITS - 1));
    const kept = Math.min(span, MAX_SPAN);
    const since = here - (this.ends[place] ?? NEVER);
    if (since === 0) {
      // Two rows of the segment end here: the shorter quote is the better one.
      this.spans[at] = Math.min(this.spans[at] ?? kept, kept);
      return;
    }
    this.bits[place] = since < BITS ? ((this.bits[place] ?? 0) << since) | 1 : 1;
    this.ends[place] = here;
    this.spans[at] = kept;
  }
}
