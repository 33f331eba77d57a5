import type { PatternFamily } from '@/utils/schema/pattern';
import type { Signal } from '@/utils/schema/signal';

/** One piece of evidence with what it weighs: what findings are made of. */
export interface Evidence {
  /** Whose pattern it is; `any` counts for every family (indicators, the build of the mail). */
  readonly family: PatternFamily | 'any';
  readonly signal: Signal;
  readonly weight: number;
  readonly phrase: string;
  /** Pattern id, or `indicator.…`. */
  readonly source: string;
  /**
   * Where in the text it stands: pairs of start and end, offsets of the source,
   * ascending by start of finding. Missing for what stands in no place of it
   * (sender, subject, build): that counts for every passage.
   */
  readonly at?: readonly number[];
}
