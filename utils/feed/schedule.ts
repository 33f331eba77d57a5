import type { FeedLog } from '@/utils/schema/feed-state';

/**
 * When to look for lists. Pure: chance, clock and the hour of the reader's day come in.
 *
 * - Twice a day on average: 6 to 18 hours after the last check, at random, so that
 *   installs spread over the day whatever once brought them together.
 * - What fell due while the browser was closed waits, so that not all ask at nine:
 *   up to ten hours where a browser is opened before two, for most of those stay
 *   open; up to eight else. Missed again it waits up to four, and half an hour where
 *   the list is four days old by then (longer than a weekend), or a week old at all.
 *   So a browser that runs an hour a day gets its lists too.
 * - Failures back off from a quarter of an hour to a day and a half, each over a wide
 *   range: a host that was away for an hour is not asked by all in the next. What a
 *   host asked for by `Retry-After` is kept to.
 *
 * `npm run --silent lists -- simulate` plays a hundred thousand browsers by it. Before
 * the windows were so wide, its busiest quarter of an hour had 4 times the mean; now
 * 1.5, and browsers that are closed at night are all of it.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const EVERY_MS = [6 * HOUR_MS, 18 * HOUR_MS] as const;
const SOON_MS = [MINUTE_MS / 2, 30 * MINUTE_MS] as const;
const PUT_OFF_EARLY_MS = [MINUTE_MS, 10 * HOUR_MS] as const;
const PUT_OFF_MS = [MINUTE_MS, 8 * HOUR_MS] as const;
const PUT_OFF_AGAIN_MS = [MINUTE_MS, 4 * HOUR_MS] as const;
const OLD_MS = 4 * DAY_MS;
const VERY_OLD_MS = 7 * DAY_MS;
const BACK_OFF_MS = 30 * MINUTE_MS;
const BACK_OFF_MOST_MS = DAY_MS;

type Clocks = Pick<FeedLog, 'due' | 'putOff' | 'succeeded'>;

/** From 0 to 1, as `Math.random` gives it. */
export type Chance = () => number;
/** The reader's hour at a time, 0 to 23. */
export type HourOf = (time: number) => number;

const within = ([from, to]: readonly [number, number], chance: Chance) => from + (to - from) * chance();
const isEarly = (hour: number) => hour >= 6 && hour < 14;

/** After a check that came to its end. */
export function dueAfterSuccess(now: number, chance: Chance): number {
  return now + within(EVERY_MS, chance);
}

/** After a check that failed, `failures` in a row; `waitMs`: what the host asked for. */
export function dueAfterFailure(now: number, failures: number, waitMs: number, chance: Chance): number {
  const backOff = Math.min(BACK_OFF_MS * 2 ** (failures - 1), BACK_OFF_MOST_MS);
  return (
    now +
    Math.max(
      waitMs + backOff * chance(),
      within([backOff / 2, Math.min(backOff * 6, BACK_OFF_MOST_MS * 1.5)], chance),
    )
  );
}

/** When the background starts: what is planned, or what becomes of a plan that was missed. */
export function dueAtStart(clocks: Clocks, now: number, chance: Chance, hourOf: HourOf): Plan {
  const { due, putOff } = clocks;
  if (due === null) return { due: now + within(SOON_MS, chance), putOff: false };
  // A plan far ahead was made by a clock that was wrong.
  if (due > now + BACK_OFF_MOST_MS * 4) return { due: now + within(SOON_MS, chance), putOff: false };
  // What is due this minute: the alarm that woke us rings now.
  if (due > now || isDue({ due }, now)) return { due, putOff };
  return { due: now + within(putOffBy(clocks, now, hourOf), chance), putOff: true };
}

function putOffBy({ putOff, succeeded }: Clocks, now: number, hourOf: HourOf): readonly [number, number] {
  const age = succeeded === null ? Number.POSITIVE_INFINITY : now - succeeded;
  if (age > (putOff ? OLD_MS : VERY_OLD_MS)) return SOON_MS;
  if (isEarly(hourOf(now))) return PUT_OFF_EARLY_MS;
  return putOff ? PUT_OFF_AGAIN_MS : PUT_OFF_MS;
}

/** Later than an awake browser would ever be. */
const LATE_MS = 15 * MINUTE_MS;
/** Clocks of alarms and of scripts differ by fractions. */
const EARLY_MS = 1_000;

/**
 * Whether the alarm that rings now is to be heeded; else it is planned anew. What
 * was planned for a time when the browser was closed rings as browsers start, and
 * everybody's starts at nine. What was planned anew since must not be taken for due.
 */
export function isDue({ due }: Pick<FeedLog, 'due'>, now: number): boolean {
  return due !== null && due <= now + EARLY_MS && now - due < LATE_MS;
}

interface Plan {
  readonly due: number;
  readonly putOff: boolean;
}
