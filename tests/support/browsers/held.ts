import { isDeepStrictEqual } from 'node:util';
import type { Page } from '@playwright/test';

/** What a page's process holds after its garbage was collected. */
export interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly documents: number;
  readonly heapBytes: number;
}

const SAME = 3;
const MOST_TURNS = 20;
const BETWEEN_MS = 150;

/** Chromium only. */
export async function held(page: Page): Promise<Held> {
  // The test tool adds listeners of its own with its first look at a page (13): they are there before and after.
  await page.locator('html').count();
  const session = await page.context().newCDPSession(page);
  const count = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return session.send('Memory.getDOMCounters');
  };
  // What is freed may free more the next time, and some of it only when the page has run in between.
  let counted = await count();
  for (let same = 0, turn = 0; same < SAME && turn < MOST_TURNS; turn += 1) {
    await page.waitForTimeout(BETWEEN_MS);
    const again = await count();
    same = isDeepStrictEqual(again, counted) ? same + 1 : 0;
    counted = again;
  }
  const { nodes, jsEventListeners, documents } = counted;
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
