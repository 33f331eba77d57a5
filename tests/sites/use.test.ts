import { afterEach, expect, it, vi } from 'vitest';
import { onUse } from '@/utils/adapters/use';

let ended = new AbortController();
afterEach(() => {
  ended.abort();
  vi.useRealTimers();
});

it('looks at once and some times after a sign of life, and then no more', () => {
  vi.useFakeTimers();
  ended = new AbortController();
  const used = vi.fn();
  onUse(window, used, ended.signal);
  vi.advanceTimersByTime(60_000);
  expect(used).not.toHaveBeenCalled();
  document.body.click();
  vi.advanceTimersByTime(0);
  expect(used).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(used).toHaveBeenCalledTimes(5);
  expect(vi.getTimerCount()).toBe(0);
});

it('does not look at each key that is typed', () => {
  vi.useFakeTimers();
  ended = new AbortController();
  const used = vi.fn();
  onUse(window, used, ended.signal);
  for (let key = 0; key < 100; key += 1) {
    document.body.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true }));
    vi.advanceTimersByTime(10);
  }
  expect(used.mock.calls.length).toBeLessThan(8);
});

it('leaves no timer and no listener after abort', () => {
  vi.useFakeTimers();
  ended = new AbortController();
  const used = vi.fn();
  const begin = onUse(window, used, ended.signal);
  begin();
  ended.abort();
  expect(vi.getTimerCount()).toBe(0);
  document.body.click();
  vi.advanceTimersByTime(60_000);
  expect(used).not.toHaveBeenCalled();
});
