import { describe, expect, it } from 'vitest';
import { type Simulation, simulate } from '@/scripts/lists/simulate/clients';
import { DAY_MS } from '@/scripts/lists/simulate/habits';

/** What ARCHITECTURE.md says of a day; chance alone makes a busiest minute, so that quarters of an hour are looked at. */
const QUARTERS = 96;

const dayOf = (change: Partial<Simulation>) =>
  simulate({ clients: 20_000, days: 15, weekday: 3, failing: 0.02, seed: 1, ...change });

function peak(checks: ReturnType<typeof simulate>): number {
  const counts = new Float64Array(QUARTERS);
  for (const { at } of checks) {
    const quarter = Math.floor((at / DAY_MS) * QUARTERS);
    counts[quarter] = (counts[quarter] ?? 0) + 1;
  }
  return Math.max(...counts) / (checks.length / QUARTERS);
}

describe('a day of many installs', () => {
  it('is even where browsers are always on', () => {
    const checks = dayOf({ alwaysOn: true });
    expect(checks.length / 20_000).toBeCloseTo(2, 0);
    expect(peak(checks)).toBeLessThan(1.3);
  });

  it('has no rush in the morning, on Mondays neither', () => {
    expect(peak(dayOf({}))).toBeLessThan(1.8);
    expect(peak(dayOf({ weekday: 0 }))).toBeLessThan(1.8);
  });

  it('has no rush when a host comes back', () => {
    const hour = DAY_MS / 24;
    expect(peak(dayOf({ away: [10 * hour, 11 * hour] }))).toBeLessThan(2.1);
  });
});
