import type { Page } from '@playwright/test';

/** How a page felt while something happened in it. */
export interface Felt {
  /** Longest time without a frame, in ms. */
  readonly gap: number;
  /** Tasks of 50 ms and more on the page's main thread, longest first, in ms. */
  readonly tasks: readonly number[];
}

declare global {
  interface Window {
    felt?: { gap: number; tasks: number[] };
  }
}

/** Begins to measure with the next document of the page, from its first line on. Chromium only. */
export async function feel(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const felt: { gap: number; tasks: number[] } = { gap: 0, tasks: [] };
    window.felt = felt;
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      felt.gap = Math.max(felt.gap, now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) felt.tasks.push(Math.round(entry.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
}

/** What was felt so far; with `anew` the measuring begins again. */
export function felt(page: Page, anew = false): Promise<Felt> {
  return page.evaluate((again) => {
    const tasks = [...(window.felt?.tasks ?? [])].sort((a, b) => b - a);
    const now = { gap: Math.round(window.felt?.gap ?? 0), tasks };
    if (again && window.felt) Object.assign(window.felt, { gap: 0, tasks: [] });
    return now;
  }, anew);
}
