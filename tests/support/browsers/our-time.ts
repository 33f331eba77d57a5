import type { Page } from '@playwright/test';

/** What the extension's own scripts took of a page's main thread. */
export interface OurTime {
  /** Thread time in ms, without what others took of the processor meanwhile; with what our calls made the browser do (style, layout). */
  readonly ms: number;
  /** How often a script of ours was started or called. */
  readonly runs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly url?: string } };
}

const RUNS = new Set(['EvaluateScript', 'FunctionCall']);
/** Not the background, nor our own pages. */
const IN_PAGES = /^chrome-extension:\/\/[a-z]{32}\/(?:content-scripts\/\w+|gate|hosted-gate|pick)\.js$/;

/** Begins to measure in all pages of the browser; what it gives back ends that. Chromium only. */
export async function watchOurTime(page: Page): Promise<() => Promise<OurTime>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value as unknown as TraceEvent[]) events.push(event);
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] },
  });
  return async () => {
    const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await ended;
    await session.detach().catch(() => undefined);
    return sum(events);
  };
}

function sum(events: readonly TraceEvent[]): OurTime {
  const ours = events
    .filter(({ name, args }) => RUNS.has(name) && IN_PAGES.test(args?.data?.url ?? ''))
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const ends = new Map<string, number>();
  let ms = 0;
  for (const { pid, tid, ts, dur = 0, tdur = 0 } of ours) {
    const thread = `${pid}/${tid}`;
    // One that runs inside another is counted there.
    if (ts < (ends.get(thread) ?? 0)) continue;
    ends.set(thread, ts + dur);
    ms += tdur / 1_000;
  }
  return { ms, runs: ours.length };
}
