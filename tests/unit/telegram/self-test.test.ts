import { beforeEach, describe, expect, it } from 'vitest';
import type { HookSays } from '@/utils/schema/telegram';
import { createSettings } from '@/utils/telegram/auto-download';
import { shutLimits } from '@/utils/telegram/limits';
import { createSelfTest, type SelfTest, SILENCE_MS, START_MS } from '@/utils/telegram/self-test';

describe('the self-test', () => {
  let said: HookSays[];
  let test: SelfTest;
  let timers: [act: () => void, ms: number][];
  beforeEach(() => {
    said = [];
    timers = [];
    test = createSelfTest({
      say: (says) => void said.push(says),
      later: (act, ms) => timers.push([act, ms]),
    });
    test.begin();
  });
  const pass = (until: number) => {
    for (const [act, ms] of timers) if (ms <= until) act();
  };

  it('says that all is well with the first message that it knows, once', () => {
    test.made();
    test.seen(true);
    test.seen(true);
    pass(START_MS);
    expect(said).toEqual([{ say: 'well' }]);
  });

  it('says when a worker is there and speaks an unknown language, and takes it back when it was slow', () => {
    pass(SILENCE_MS);
    expect(said).toEqual([]);
    test.made();
    pass(SILENCE_MS);
    expect(said).toEqual([{ say: 'trouble', what: 'no-known-shape' }]);
    test.seen(true);
    expect(said.at(-1)).toEqual({ say: 'well' });
  });

  it('says when there is no worker at all', () => {
    pass(START_MS);
    expect(said).toEqual([{ say: 'trouble', what: 'no-known-shape' }]);
  });

  it('says when media is asked for in a way that can not be read, again and again', () => {
    for (let index = 0; index < 4; index += 1) test.seen(true);
    for (let index = 0; index < 3; index += 1) test.seen(false);
    expect(said.at(-1)).toEqual({ say: 'trouble', what: 'structure-unknown' });
    expect(said.filter(({ say }) => say === 'trouble')).toHaveLength(1);
  });

  it('lets one strange kind of media pass among many that it knows', () => {
    for (let index = 0; index < 20; index += 1) test.seen(true);
    for (let index = 0; index < 5; index += 1) test.seen(false);
    expect(said).toEqual([{ say: 'well' }]);
  });

  it('is well again only when nothing is the matter any more', () => {
    test.seen(true);
    test.trouble('no-answer');
    test.trouble('hook-replaced');
    test.solved('no-answer');
    expect(said.at(-1)).toEqual({ say: 'trouble', what: 'hook-replaced' });
    test.solved('hook-replaced');
    expect(said.at(-1)).toEqual({ say: 'well' });
  });
});

describe('what client K saves by itself', () => {
  const kinds = { contacts: true, private: true, groups: false, channels: true };
  const autoDownload = { photo: kinds, video: kinds, file: kinds };
  const autoDownloadNew = { _: 'autoDownloadSettings', pFlags: {}, photo_size_max: 5 };
  const page = (more: object) =>
    ({ location: { search: '?account=2' }, ...more }) as unknown as Window & typeof globalThis;

  it('is read from what the app shows, and unknown where it does not', () => {
    const read = (useAppSettings: unknown) => createSettings(page({ useAppSettings }), () => null).read();
    expect(read(() => [{ autoDownload, autoDownloadNew }])).toEqual({ ...autoDownload, off: false });
    expect(read(() => [{ autoDownload, autoDownloadNew: { pFlags: { disabled: true } } }])?.off).toBe(true);
    for (const strange of [undefined, 1, () => 1, () => [], () => [{ autoDownload: { photo: 1 } }]])
      expect(read(strange)).toBeNull();
    expect(
      read(() => {
        throw new Error('not now');
      }),
    ).toBeNull();
  });

  it('is switched off by the app’s own setter, and nothing else changes', () => {
    const set: unknown[][] = [];
    const tasks: unknown[] = [];
    const useAppSettings = () => [{ autoDownload, autoDownloadNew }, (...args: unknown[]) => set.push(args)];
    createSettings(page({ useAppSettings }), () => (task) => void tasks.push(task)).off();
    expect(set).toEqual([['autoDownloadNew', { ...autoDownloadNew, pFlags: { disabled: true } }]]);
    expect(tasks).toEqual([]);
  });

  it('is switched off through the worker where the app has no setter', () => {
    const tasks: unknown[] = [];
    createSettings(page({}), () => (task) => void tasks.push(task)).off();
    expect(tasks).toMatchObject([
      {
        type: 'invoke',
        payload: {
          type: 'manager',
          void: true,
          payload: {
            name: 'appStateManager',
            method: 'setByKey',
            args: ['settings\u0001autoDownloadNew', { pFlags: { disabled: true } }],
            accountNumber: 2,
          },
        },
      },
    ]);
  });
});

describe('client K’s own limits of the chat in front', () => {
  it('are none while the chat is shut, and what the app sets counts again afterwards', () => {
    const chat: { peerId: number; autoDownload: unknown } = { peerId: -1, autoDownload: { photo: 5 } };
    let isShut = false;
    const shut = shutLimits(
      { appImManager: { chat } } as unknown as Window & typeof globalThis,
      (peer) => peer === '-1' && isShut,
    );
    shut();
    shut();
    expect(chat.autoDownload).toEqual({ photo: 5 });
    isShut = true;
    expect(chat.autoDownload).toEqual({ photo: 0, video: 0, file: 0 });
    chat.autoDownload = { photo: 7 };
    expect(chat.autoDownload).toEqual({ photo: 0, video: 0, file: 0 });
    chat.peerId = -2;
    expect(chat.autoDownload).toEqual({ photo: 7 });
  });

  it('stay as they are where the app is of another form', () => {
    for (const appImManager of [
      undefined,
      1,
      {},
      { chat: null },
      { chat: Object.freeze({ autoDownload: 1 }) },
    ])
      expect(() =>
        shutLimits({ appImManager } as unknown as Window & typeof globalThis, () => true)(),
      ).not.toThrow();
  });
});
