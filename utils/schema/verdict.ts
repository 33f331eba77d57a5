import * as z from 'zod/mini';
import { Family } from '@/utils/schema/family';
import { Level } from '@/utils/schema/level';
import { Against, Signal } from '@/utils/schema/signal';

export const MAX_PHRASE_CHARS = 160;
export const MAX_FINDINGS = 60;

/** One piece of evidence as shown to the reader. Why it counts is a sentence of the locale, keyed by `signal`. */
export const Finding = z.object({
  signal: Signal,
  /** Quoted from the message as the reader sees it; empty where the evidence is not a phrase. */
  phrase: z.string().check(z.maxLength(MAX_PHRASE_CHARS)),
  /** The pattern or indicator that found it, e.g. `bluff.nl.filmed-you`, `indicator.wallet.btc`. */
  source: z.string().check(z.maxLength(80)),
});
export type Finding = z.infer<typeof Finding>;

/** What spoke against, where that lowered the level. */
export const HeldBack = z.object({
  by: Against,
  /** The level that the evidence alone would have given. */
  from: z.enum(['notice', 'warning']),
});
export type HeldBack = z.infer<typeof HeldBack>;

/** What the engine says of one message. `family` is null exactly when `level` is `none`. */
export const Verdict = z.object({
  family: z.nullable(Family),
  level: Level,
  /** Strongest first, the evidence for `family` only. */
  findings: z.array(Finding).check(z.maxLength(MAX_FINDINGS)),
  /** Told to the reader, also where the level is `none`: a text that talks about the scam is not one. */
  heldBack: z.nullable(HeldBack),
  /** The text was too large to read whole. */
  partial: z.boolean(),
  engine: z.string(),
  revision: z.number(),
});
export type Verdict = z.infer<typeof Verdict>;
