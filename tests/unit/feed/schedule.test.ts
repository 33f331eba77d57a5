import { describe, expect, it } from 'vitest';
import { hostAddresses, shuffled } from '@/utils/feed/addresses';
import { dueAfterFailure, dueAfterSuccess, dueAtStart, isDue } from '@/utils/feed/schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-25T09:00:00Z');
const chances = [0, 0.25, 0.5, 0.75, 0.999];
const some = (work: (chance: () => number) => number) =>
  chances.map((each) => (work(() => each) - NOW) / HOUR);
const at = (hour: number) => () => hour;
type Clocks = Parameters<typeof dueAtStart>[0];
const replanned = (clocks: Clocks, hour: number) =>
  some((chance) => dueAtStart(clocks, NOW, chance, at(hour)).due);

describe('the next look for lists', () => {
  it('comes twice a day on average, spread over twelve hours', () => {
    const hours = some((chance) => dueAfterSuccess(NOW, chance));
    expect(Math.min(...hours)).toBe(6);
    expect(Math.max(...hours)).toBeLessThan(18);
    expect(hours[2]).toBe(12);
  });

  it('backs off after failures, to a day and a half at most, and never below what the host asked for', () => {
    const first = some((chance) => dueAfterFailure(NOW, 1, 0, chance));
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0.25);
    expect(Math.max(...first)).toBeLessThanOrEqual(3);
    expect(Math.max(...some((chance) => dueAfterFailure(NOW, 40, 0, chance)))).toBeLessThanOrEqual(36);
    expect(Math.min(...some((chance) => dueAfterFailure(NOW, 1, 2 * HOUR, chance)))).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('is put off by hours when the browser was closed, longest in the first half of the day', () => {
    const missed = { due: NOW - HOUR, putOff: false, succeeded: NOW - 13 * HOUR };
    expect(isDue(missed, NOW)).toBe(false);
    expect(dueAtStart(missed, NOW, () => 0.5, at(9))).toMatchObject({ putOff: true });
    expect(replanned(missed, 9).at(-1)).toBeCloseTo(10, 1);
    expect(replanned(missed, 19).at(-1)).toBeCloseTo(8, 1);
    expect(replanned({ ...missed, putOff: true }, 19).at(-1)).toBeCloseTo(4, 1);
  });

  it('comes within half an hour where a list is old and the browser is seldom open', () => {
    const missed = { due: NOW - HOUR, putOff: true, succeeded: NOW - 5 * DAY };
    expect(Math.max(...replanned(missed, 9))).toBeLessThan(0.5);
    expect(Math.max(...replanned({ ...missed, putOff: false, succeeded: NOW - 8 * DAY }, 9))).toBeLessThan(
      0.5,
    );
  });

  it('is not hurried after a weekend', () => {
    const missed = { due: NOW - 2 * DAY, putOff: false, succeeded: NOW - 3 * DAY };
    expect(Math.max(...replanned(missed, 9))).toBeGreaterThan(9);
  });

  it('stands as planned, unless a wrong clock planned it for another year', () => {
    const planned = { due: NOW + HOUR, putOff: false, succeeded: NOW };
    expect(dueAtStart(planned, NOW, Math.random, at(9)).due).toBe(NOW + HOUR);
    const wrong = { ...planned, due: NOW + 400 * DAY };
    expect(dueAtStart(wrong, NOW, Math.random, at(9)).due).toBeLessThan(NOW + HOUR);
  });

  it('comes within half an hour on a new install', () => {
    const hours = replanned({ due: null, putOff: false, succeeded: null }, 9);
    expect(Math.min(...hours)).toBeGreaterThan(0);
    expect(Math.max(...hours)).toBeLessThan(0.5);
  });

  it('is heeded where its alarm woke the background, and not where it was planned anew since', () => {
    const ringing = { due: NOW - 2 * MINUTE, putOff: false, succeeded: NOW - 12 * HOUR };
    expect(dueAtStart(ringing, NOW, Math.random, at(9)).due).toBe(ringing.due);
    expect(isDue(ringing, NOW)).toBe(true);
    expect(isDue({ due: NOW + HOUR }, NOW)).toBe(false);
    expect(isDue({ due: null }, NOW)).toBe(false);
  });
});

describe('addresses of hosts', () => {
  it('are https, or http on this computer, without query, user or fragment', () => {
    const named = [
      'https://lists.example/a',
      'https://lists.example/a/',
      'http://127.0.0.1:8080/',
      'http://lists.example/',
      'https://lists.example/?id=7',
      'https://me:you@lists.example/',
      'https://lists.example/#x',
      'ftp://lists.example/',
      'javascript:alert(1)',
      7,
      null,
    ];
    expect(hostAddresses(named)).toEqual(['https://lists.example/a/', 'http://127.0.0.1:8080/']);
  });

  it('are eight at most', () => {
    expect(hostAddresses(Array.from({ length: 20 }, (_, at) => `https://h${at}.example/`))).toHaveLength(8);
  });

  it('are asked in any order, each once', () => {
    const orders = new Set(Array.from({ length: 60 }, () => shuffled([1, 2, 3], Math.random).join('')));
    expect([...orders].every((order) => [...order].sort().join('') === '123')).toBe(true);
    expect(orders.size).toBeGreaterThan(3);
  });
});
