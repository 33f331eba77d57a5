import { describe, expect, it } from 'vitest';
import { hostAddresses, shuffled } from '@/utils/feed/addresses';
import { dueAfterFailure, dueAfterSuccess, dueAtStart, isMissed } from '@/utils/feed/schedule';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-25T09:00:00Z');
const chances = [0, 0.25, 0.5, 0.75, 0.999];
const some = (work: (chance: () => number) => number) =>
  chances.map((each) => (work(() => each) - NOW) / HOUR);

describe('the next look for lists', () => {
  it('comes twice a day on average, spread over six hours', () => {
    const hours = some((chance) => dueAfterSuccess(NOW, chance));
    expect(Math.min(...hours)).toBe(9);
    expect(Math.max(...hours)).toBeLessThan(15);
    expect(hours[2]).toBe(12);
  });

  it('backs off after failures, to a day and a half at most, and never below what the host asked for', () => {
    const first = some((chance) => dueAfterFailure(NOW, 1, 0, chance));
    expect(Math.min(...first)).toBeGreaterThanOrEqual(0.25);
    expect(Math.max(...first)).toBeLessThanOrEqual(0.75);
    expect(Math.max(...some((chance) => dueAfterFailure(NOW, 40, 0, chance)))).toBeLessThanOrEqual(36);
    expect(Math.min(...some((chance) => dueAfterFailure(NOW, 1, 2 * HOUR, chance)))).toBeGreaterThanOrEqual(
      2,
    );
  });

  it('is put off once by up to two hours when the browser was closed, and then comes soon', () => {
    const missed = { due: NOW - HOUR, putOff: false, succeeded: NOW - 13 * HOUR };
    expect(isMissed(missed, NOW)).toBe(true);
    const once = dueAtStart(missed, NOW, () => 0.999);
    expect(once).toMatchObject({ putOff: true });
    expect(once.due - NOW).toBeLessThan(2 * HOUR);
    const again = { ...missed, ...once };
    expect(isMissed(again, NOW + 5 * HOUR)).toBe(false);
    expect(dueAtStart(again, NOW + 5 * HOUR, () => 0.999).due - NOW).toBeLessThan(5.2 * HOUR);
  });

  it('is not put off when the list is days old', () => {
    expect(isMissed({ due: NOW - HOUR, putOff: false, succeeded: NOW - 4 * DAY }, NOW)).toBe(false);
  });

  it('stands as planned, unless a wrong clock planned it for another year', () => {
    const planned = { due: NOW + HOUR, putOff: false, succeeded: NOW };
    expect(dueAtStart(planned, NOW, Math.random).due).toBe(NOW + HOUR);
    const wrong = { ...planned, due: NOW + 400 * DAY };
    expect(dueAtStart(wrong, NOW, Math.random).due).toBeLessThan(NOW + HOUR);
  });

  it('comes within half an hour on a new install', () => {
    const hours = some(
      (chance) => dueAtStart({ due: null, putOff: false, succeeded: null }, NOW, chance).due,
    );
    expect(Math.min(...hours)).toBeGreaterThan(0);
    expect(Math.max(...hours)).toBeLessThan(0.5);
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
