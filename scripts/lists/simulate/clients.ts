import { DAY_MS, HABITS, type Habit, habitOf, type Random } from '@/scripts/lists/simulate/habits';
import { dueAfterFailure, dueAfterSuccess, dueAtStart, isDue } from '@/utils/feed/schedule';

/**
 * Many installs over some days, each planning its checks by the code of the
 * extension (`utils/feed/schedule.ts`). The checks of the last day are given; the days
 * before it wear off how everything began.
 */
export interface Simulation {
  readonly clients: number;
  /** The last one is counted. */
  readonly days: number;
  /** Of the last day; 0 is Monday. */
  readonly weekday: number;
  /** All are on day and night: what chance alone does. */
  readonly alwaysOn?: boolean;
  /** Checks that fail by themselves: trains, hotels, captive portals. */
  readonly failing: number;
  /** When the host is away on the last day, in milliseconds of the day. */
  readonly away?: readonly [from: number, until: number];
  readonly seed: number;
}

export interface Check {
  /** Milliseconds of the day that is counted. */
  readonly at: number;
  /** The check before it that came through, in milliseconds before `at`; null: there was none. */
  readonly after: number | null;
  readonly failed: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export function simulate(simulation: Simulation): Check[] {
  const { clients, days, seed, alwaysOn } = simulation;
  const random = generator(seed);
  const checks: Check[] = [];
  const last = (days - 1) * DAY_MS;
  for (let each = 0; each < clients; each++) {
    const habit = alwaysOn ? HABITS[0] : habitOf(random);
    live(simulation, habit, random, (at, before, failed) => {
      if (at >= last && at < last + DAY_MS)
        checks.push({ at: at - last, after: before === null ? null : at - before, failed });
    });
  }
  return checks;
}

/** New installs a day: half of one in a hundred. */
const INSTALLED_OVER_DAYS = 200;

type Tell = (at: number, before: number | null, failed: boolean) => void;

/** One install: its browser opens and closes, and in between the alarm rings when it is due. */
function live({ days, weekday, failing, away }: Simulation, habit: Habit, random: Random, tell: Tell): void {
  let log: { due: number | null; putOff: boolean; succeeded: number | null } = {
    due: null,
    putOff: false,
    succeeded: null,
  };
  let failures = 0;
  const last = (days - 1) * DAY_MS;
  const installed = days - Math.ceil(random() * INSTALLED_OVER_DAYS);
  for (let date = Math.max(0, installed); date < days; date++) {
    const isWeekend = (((date - days + 1 + weekday) % 7) + 7) % 7 > 4;
    for (const [from, until] of habit.day(random, isWeekend)) {
      const isNew = date === installed && log.due === null;
      const opened = date * DAY_MS + from + (isNew ? random() * (until - from) : 0);
      const closed = date * DAY_MS + until;
      log = { ...log, ...dueAtStart(log, opened, random, hourOf) };
      for (let now = ringsAt(log, opened); now < closed; now = ringsAt(log, now)) {
        if (!isDue(log, now)) {
          log = { ...log, ...dueAtStart(log, now, random, hourOf) };
          continue;
        }
        const isAway = away !== undefined && now - last >= away[0] && now - last < away[1];
        const failed = isAway || random() < failing;
        tell(now, log.succeeded, failed);
        failures = failed ? failures + 1 : 0;
        log = failed
          ? { ...log, due: dueAfterFailure(now, failures, 0, random), putOff: false }
          : { due: dueAfterSuccess(now, random), putOff: false, succeeded: now };
      }
    }
  }
}

const hourOf = (time: number) => Math.floor(time / HOUR_MS) % 24;

/** An alarm that was missed rings at once. */
const ringsAt = ({ due }: { due: number | null }, now: number) => Math.max(due ?? now, now);

/** The same chance in every run, so that a change of the plan is all that differs. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
