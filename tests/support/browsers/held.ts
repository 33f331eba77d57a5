import type { Page } from '@playwright/test';

/** What a page's process holds after its garbage was collected. */
export interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
  readonly heapBytes: number;
}

/** Chromium only. */
export async function held(page: Page): Promise<Held> {
  // The test tool adds listeners of its own with its first look at a page (13): they are there before and after.
  await page.locator('html').count();
  const session = await page.context().newCDPSession(page);
  // What is freed may free more the next time.
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners, documents } = await session.send('Memory.getDOMCounters');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { nodes, listeners: jsEventListeners, documents, heapBytes: usedSize };
}

/** What came since. */
export function growth(before: Held, after: Held): Held {
  return {
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
    documents: after.documents - before.documents,
    heapBytes: after.heapBytes - before.heapBytes,
  };
}
