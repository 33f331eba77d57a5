import type { FeedLog } from '@/utils/schema/feed-state';

/**
 * When to look for lists. Pure: chance and clock come in.
 *
 * - Twice a day on average: 9 to 15 hours after the last check, at random, so that
 *   installs spread over the day whatever once brought them together.
 * - A check that fell due while the browser was closed waits up to two more hours,
 *   so that not all ask at nine in the morning; one that was put off so and missed
 *   again, or whose list is days old, waits minutes only: a browser that runs an
 *   hour a day gets its lists too.
 * - Failures back off from half an hour to a day; what a host asked for by
 *   `Retry-After` is kept to.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const EVERY_MS = [9 * HOUR_MS, 15 * HOUR_MS] as const;
const PUT_OFF_MS = [MINUTE_MS, 2 * HOUR_MS] as const;
const SOON_MS = [MINUTE_MS / 2, 10 * MINUTE_MS] as const;
const FIRST_MS = [MINUTE_MS / 2, 30 * MINUTE_MS] as const;
const OLD_MS = 3 * 24 * HOUR_MS;
const BACK_OFF_MS = 30 * MINUTE_MS;
const BACK_OFF_MOST_MS = 24 * HOUR_MS;

type Clocks = Pick<FeedLog, 'due' | 'putOff' | 'succeeded'>;

/** From 0 to 1, as `Math.random` gives it. */
export type Chance = () => number;

const within = ([from, to]: readonly [number, number], chance: Chance) => from + (to - from) * chance();

/** After a check that came to its end. */
export function dueAfterSuccess(now: number, chance: Chance): number {
  return now + within(EVERY_MS, chance);
}

/** After a check that failed, `failures` in a row; `waitMs`: what the host asked for. */
export function dueAfterFailure(now: number, failures: number, waitMs: number, chance: Chance): number {
  const backOff = Math.min(BACK_OFF_MS * 2 ** (failures - 1), BACK_OFF_MOST_MS);
  return now + Math.max(waitMs + backOff * chance(), within([backOff / 2, backOff * 1.5], chance));
}

/** When the background starts: what is planned, or what becomes of a plan that was missed. */
export function dueAtStart({ due, putOff, succeeded }: Clocks, now: number, chance: Chance): Plan {
  if (due === null) return { due: now + within(FIRST_MS, chance), putOff: false };
  // A plan far ahead was made by a clock that was wrong.
  if (due > now + BACK_OFF_MOST_MS * 4) return { due: now + within(SOON_MS, chance), putOff: false };
  if (due > now) return { due, putOff };
  const isOld = succeeded === null || now - succeeded > OLD_MS;
  return { due: now + within(putOff || isOld ? SOON_MS : PUT_OFF_MS, chance), putOff: true };
}

/** Later than an awake browser would ever be. */
const LATE_MS = 15 * MINUTE_MS;

/** Whether a check that is due now was planned for a time when the browser was closed, and is to be put off. */
export function isMissed({ due, putOff, succeeded }: Clocks, now: number): boolean {
  if (due === null || putOff || now - due < LATE_MS) return false;
  return succeeded !== null && now - succeeded < OLD_MS;
}

interface Plan {
  readonly due: number;
  readonly putOff: boolean;
}
