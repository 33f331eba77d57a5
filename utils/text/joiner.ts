import { MAX_GAP, MAX_ROW_WORDS } from '@/utils/text/phrase';

/**
 * Joins the segments of phrases. Linear by construction: segments come in the
 * order of their ends, and when the next segment of a phrase is found, the latest
 * end of the one before, in front of its start, is the best partner there can be.
 * If any end is near enough, that one is.
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

export type Report = (id: number, first: number, last: number) => void;

export const FIRST = 255;
const BITS = 32;
/** No partner stands further back: a gap and a segment away. Fewer than the bits of a number. */
const REACH = MAX_GAP + MAX_ROW_WORDS + 1;
/** Positions run on from text to text, so that nothing need be cleared between them; here they begin anew. */
const LAST_POSITION = 0x3fffffff;
/** Longer phrases are quoted from later on; a quote is cut long before. */
const MAX_SPAN = 255;
const NEVER = -BITS * 2;

export class Joiner {
  private readonly joints: Joints;
  /** Position of each segment's latest end, ends before it as bits, and tokens from the phrase's start to each of them. */
  private readonly ends: Int32Array;
  private readonly bits: Int32Array;
  private readonly spans: Uint8Array;
  private position = 0;
  private length = 0;
  private report: Report = () => {};

  constructor(joints: Joints) {
    const { length } = joints.ids;
    this.joints = joints;
    this.ends = new Int32Array(length).fill(NEVER);
    this.bits = new Int32Array(length);
    this.spans = new Uint8Array(length * BITS);
  }

  /** A text of so many tokens begins. */
  begin(length: number, report: Report): void {
    this.position += this.length + BITS;
    this.length = length;
    this.report = report;
    if (this.position + length < LAST_POSITION) return;
    this.ends.fill(NEVER);
    this.position = 0;
  }

  /** A segment of `length` tokens ended at token `last`: looks for its partner, and remembers or reports what there is of the phrase. */
  join(segment: number, last: number, length: number): void {
    const { gaps, ids, lasts } = this.joints;
    const here = this.position + last;
    const gap = gaps[segment] ?? FIRST;
    let span = length;
    if (gap !== FIRST) {
      const before = segment - 1;
      const latest = this.ends[before] ?? NEVER;
      const back = here - latest;
      if (back > REACH) return;
      // Bit k is an end at `latest - k`. Wanted: in front of this segment, and no further than the gap.
      const nearest = Math.max(0, length - back);
      const furthest = length + gap - back;
      const bits = (this.bits[before] ?? 0) >>> nearest;
      if (bits === 0 || furthest < 0) return;
      const bit = nearest + BITS - 1 - Math.clz32(bits & -bits);
      if (bit > furthest) return;
      const end = latest - bit;
      span = here - end + (this.spans[before * BITS + (end & (BITS - 1))] ?? 0);
    }
    if (lasts[segment] === 1) this.report(ids[segment] ?? 0, last + 1 - span, last);
    else this.remember(segment, here, span);
  }

  private remember(segment: number, here: number, span: number): void {
    const at = segment * BITS + (here & (BITS - 1));
    const kept = Math.min(span, MAX_SPAN);
    const since = here - (this.ends[segment] ?? NEVER);
    if (since === 0) {
      // Two rows of the segment end here: the shorter quote is the better one.
      this.spans[at] = Math.min(this.spans[at] ?? kept, kept);
      return;
    }
    this.bits[segment] = since < BITS ? ((this.bits[segment] ?? 0) << since) | 1 : 1;
    this.ends[segment] = here;
    this.spans[at] = kept;
  }

  get bytes(): number {
    return this.ends.byteLength + this.bits.byteLength + this.spans.byteLength;
  }
}
