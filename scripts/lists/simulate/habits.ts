/**
 * When browsers are open: the assumption on which the simulation stands. Nobody has
 * counted it for our readers, so it is made to be hard on a host: one country and
 * one time zone, and offices that start together and rest at the weekend. A world of
 * many time zones is flatter.
 *
 * | share | habit |
 * | --- | --- |
 * | 20 % | on day and night: a desktop that nobody turns off |
 * | 30 % | office: opened at 8:45 (±35 min), until 17:15 (±45 min); half of them closed over lunch |
 * | 35 % | home: on four mornings of ten for some 20 min, and in the evening from 19:30 (±90 min) for some 70 min |
 * | 15 % | now and then: every second day, half an hour between 9 and 22 |
 */
export type Random = () => number;

/** From and until, in milliseconds of the day; a day may end in the next. */
export type Session = readonly [from: number, until: number];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const HABITS = [
  { name: 'day and night', share: 0.2, day: (): Session[] => [[0, DAY_MS]] },
  { name: 'office', share: 0.3, day: office },
  { name: 'home', share: 0.35, day: home },
  { name: 'now and then', share: 0.15, day: nowAndThen },
] as const;

export type Habit = (typeof HABITS)[number];

export function habitOf(random: Random): Habit {
  let left = random();
  for (const habit of HABITS) {
    if (left < habit.share) return habit;
    left -= habit.share;
  }
  return HABITS[0];
}

function office(random: Random, isWeekend: boolean): Session[] {
  if (isWeekend) return [];
  const from = around(8.75 * HOUR_MS, 35 * MINUTE_MS, random);
  const until = Math.max(from + HOUR_MS, around(17.25 * HOUR_MS, 45 * MINUTE_MS, random));
  if (random() < 0.5) return [[from, until]];
  const noon = around(12.25 * HOUR_MS, 20 * MINUTE_MS, random);
  const back = noon + 40 * MINUTE_MS;
  return noon <= from || back >= until
    ? [[from, until]]
    : [
        [from, noon],
        [back, until],
      ];
}

function home(random: Random): Session[] {
  const evening = around(19.5 * HOUR_MS, 90 * MINUTE_MS, random);
  const sessions: Session[] = [[evening, evening + about(70 * MINUTE_MS, 0.7, random)]];
  if (random() < 0.4) {
    const morning = around(7.75 * HOUR_MS, 50 * MINUTE_MS, random);
    sessions.unshift([morning, morning + about(20 * MINUTE_MS, 0.7, random)]);
  }
  return sessions;
}

function nowAndThen(random: Random): Session[] {
  if (random() < 0.5) return [];
  const from = (9 + 13 * random()) * HOUR_MS;
  return [[from, from + about(30 * MINUTE_MS, 0.7, random)]];
}

/** Normal. */
function around(mean: number, spread: number, random: Random): number {
  return mean + spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Log-normal: most are near the middle, some last hours. */
function about(middle: number, spread: number, random: Random): number {
  return Math.min(middle * Math.exp(around(0, spread, random)), 6 * HOUR_MS);
}
