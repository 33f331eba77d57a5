import type { Page } from '@playwright/test';

/**
 * Begins to count what tasks take of a page's main thread, in ms of the thread's
 * own time; what it gives back says how much it was. Frames of other sites, which
 * have processes of their own, are not in it. Chromium only.
 */
export async function watchTasks(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000;
  };
  const before = await read();
  return async () => {
    const spent = (await read()) - before;
    await session.detach();
    return spent;
  };
}
