import type { CDPSession, Page } from '@playwright/test';
import { LONG, NEWS } from '@/tests/sites/telegram/world';
import type { Chromium } from '@/tests/support/browsers/chromium';
import { growth, held } from '@/tests/support/browsers/held';
import { until } from '@/tests/support/browsers/tab';
import {
  type Client,
  fresh,
  openChat,
  seenIn,
  seeWhole,
  start,
} from '@/tests/support/browsers/telegram-scenes';
import type { Sight } from '@/tests/support/browsers/telegram-sight';
import { chromiumSight } from '@/tests/support/browsers/telegram-sight';
import { FORGET, serveTelegram } from '@/tests/support/browsers/telegram-site';
import type { Web } from '@/tests/support/servers/web';

/** When the pictures of an innocent chat can be seen after the click that opens it, in ms. */
interface Visible {
  readonly first: number;
  readonly last: number;
}

const WATCH = `(row) => {
  const times = [];
  globalThis.pace = times;
  let clicked = 0;
  document.querySelector(row).addEventListener('click', (event) => { clicked = event.timeStamp; }, { capture: true, once: true });
  document.addEventListener('load', ({ target, timeStamp }) => {
    if (target instanceof HTMLImageElement && clicked > 0) times.push(timeStamp - clicked);
  }, true);
}`;

/** Opens the chat once more, as if for the first time: nothing of it is in a cache. */
export async function openAnew(sight: Sight, client: Client, url: string): Promise<Visible> {
  await sight.run(FORGET);
  await start(sight, url);
  await sight.run(WATCH, client.row(NEWS));
  await openChat(sight, client, NEWS);
  await seeWhole(sight, client, NEWS);
  const times = await sight.run<number[]>('() => globalThis.pace');
  return { first: Math.min(...times), last: Math.max(...times) };
}

/** Scrolls back until message `to` has been drawn; the list lets go of what is far. Does not wait for frames: a busy machine draws few. */
const SCROLL = `async (front, message, scroller, to) => {
  const box = document.querySelector(front + ' ' + scroller);
  const oldest = () => {
    const first = document.querySelector(front + ' ' + message);
    return Number(first.dataset.mid ?? first.dataset.messageId) % 2 ** 32;
  };
  const until = performance.now() + 60_000;
  while (oldest() > to) {
    if (performance.now() > until) throw new Error('no more after ' + oldest());
    box.scrollTop = 0;
    box.dispatchEvent(new Event('scroll'));
    await new Promise((done) => setTimeout(done));
  }
}`;

async function scrollBack(sight: Sight, client: Client, to: number): Promise<void> {
  const scroller = client.name === 'k' ? '.bubbles-scrollable' : '.MessageList';
  await sight.run(SCROLL, client.front, client.message, scroller, to);
}

interface Sample {
  readonly nodes: readonly { id: number; callFrame: { url: string }; children?: readonly number[] }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const INTERVAL_US = 500;
/** A longer pause between two samples is one in which the page had no processor. */
const MOST_MS = 2;

/** Times of one run in which the extension's scripts were at work. */
interface OwnWork {
  /** Without a pause, the longest, in ms. */
  readonly longest: number;
  /** In all, in ms. */
  readonly total: number;
}

/** Samples what runs in the page, in its world and in ours, and gives what of it was ours. Chromium only. */
async function sampleOwnWork(page: Page): Promise<() => Promise<OwnWork>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.send('Profiler.start');
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    await session.detach();
    return ownWork(profile as unknown as Sample);
  };
}

function ownWork({ nodes, samples, timeDeltas }: Sample): OwnWork {
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isOurs = (id: number | undefined): boolean => {
    for (let at = id; at !== undefined; at = parents.get(at))
      if (byId.get(at)?.callFrame.url.includes('-extension://')) return true;
    return false;
  };
  const ours = new Set(nodes.filter(({ id }) => isOurs(id)).map(({ id }) => id));
  let longest = 0;
  let total = 0;
  let run = 0;
  samples.forEach((id, index) => {
    const took = Math.min(MOST_MS, (timeDeltas[index + 1] ?? 0) / 1_000);
    if (ours.has(id)) {
      run += took;
      total += took;
    } else run = 0;
    longest = Math.max(longest, run);
  });
  return { longest, total };
}

/** Scrolls a chat of 10,000 messages back to its beginning; what is measured begins after the first 3,000. */
export async function scrollLong(chromium: Chromium, web: Web, client: Client) {
  const site = serveTelegram(web);
  const sight = await fresh(() => chromiumSight(chromium.context));
  const { page } = sight;
  await start(sight, site[client.name]);
  await openChat(sight, client, LONG);
  await until(
    () => seenIn(sight, client),
    ({ messages }) => messages > 10,
  );
  await scrollBack(sight, client, 7_000);
  const before = await held(page);
  const stop = await sampleOwnWork(page);
  await scrollBack(sight, client, 1);
  const work = await stop();
  const { heapBytes } = growth(before, await held(page));
  await sight.close();
  return { ...work, heapBytes };
}
