import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkLists, offerLists } from '@/entrypoints/background/feed';
import { sync } from '@/utils/feed/sync';
import { NO_LOG } from '@/utils/schema/feed-state';

const HOUR = 3_600_000;
const stored = new Map<string, unknown>();
const alarms = new Map<string, number>();
/** How often a plan came to its end. */
let plans = 0;
const rings: ((alarm: { name: string }) => void)[] = [];

vi.mock('@/utils/feed/packaged', () => ({
  readPackaged: async () => ({
    addresses: ['https://lists.example/'],
    root: '{}',
    seed: { revision: 1, made: '2026-11-25', hash: 'a'.repeat(64) },
  }),
}));
vi.mock('@/utils/feed/sync', () => ({ sync: vi.fn(async () => ({ kind: 'same' })) }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { getManifest: () => ({ version: '1' }), getPlatformInfo: async () => ({}) },
    alarms: {
      onAlarm: { addListener: (ring: (alarm: { name: string }) => void) => rings.push(ring) },
      get: async (name: string) => {
        plans += 1;
        return alarms.has(name) ? { scheduledTime: alarms.get(name) } : undefined;
      },
      create: async (name: string, { when }: { when: number }) => void alarms.set(name, when),
      clear: async (name: string) => alarms.delete(name),
    },
    storage: {
      managed: { get: () => Promise.reject(new Error('no policy')) },
      local: {
        get: async (key: string) => ({ [key]: stored.get(key) }),
        set: async (values: object) => {
          for (const [key, value] of Object.entries(values)) stored.set(key, structuredClone(value));
        },
      },
    },
  },
}));

/** A background that starts, with this plan from a life before. */
function start(log: object): void {
  stored.set('feed-log', { ...NO_LOG, ...log });
  rings.length = 0;
  plans = 0;
  alarms.clear();
  offerLists(async () => {});
}
const ring = (name = 'feed') => {
  for (const each of rings) each({ name });
};
const planned = () =>
  vi.waitFor(() => expect(alarms.has('feed')).toBe(true)).then(() => (alarms.get('feed') ?? 0) - Date.now());

beforeEach(async () => {
  await checkLists();
  vi.mocked(sync).mockClear();
});

describe('the background', () => {
  it('plans its first look within half an hour', async () => {
    start({});
    expect(await planned()).toBeLessThan(HOUR / 2);
  });

  it('looks when its alarm rings, and not when another does', async () => {
    start({ due: Date.now(), succeeded: Date.now() - 12 * HOUR });
    await planned();
    ring('another');
    expect(sync).not.toHaveBeenCalled();
    ring();
    await vi.waitFor(() => expect(sync).toHaveBeenCalledTimes(1));
  });

  it('looks hours later when its alarm rang in the night, however start and alarm come together', async () => {
    const missed = { due: Date.now() - 8 * HOUR, succeeded: Date.now() - 20 * HOUR };
    const chance = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    start(missed);
    ring();
    expect(await planned()).toBeGreaterThan(HOUR);
    ring();
    await vi.waitFor(() => expect(plans).toBe(3));
    expect(sync).not.toHaveBeenCalled();
    chance.mockRestore();
  });
});
