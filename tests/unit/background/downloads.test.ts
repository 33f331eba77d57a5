import { beforeEach, describe, expect, it, vi } from 'vitest';
import { noteSaving, settleDownload, watchDownloads } from '@/entrypoints/background/downloads';

const fake = vi.hoisted(() => ({
  session: {} as Record<string, unknown>,
  listener: null as ((item: object) => void) | null,
  state: 'in_progress',
  paused: false,
  pause: vi.fn(),
  resume: vi.fn(),
  cancel: vi.fn(),
  removeFile: vi.fn(),
  erase: vi.fn(),
  tell: vi.fn(),
}));
vi.mock('wxt/browser', () => ({
  browser: {
    downloads: {
      onCreated: {
        hasListener: () => fake.listener !== null,
        addListener: (listener: (item: object) => void) => {
          fake.listener = listener;
        },
      },
      pause: fake.pause,
      resume: fake.resume,
      cancel: fake.cancel,
      removeFile: fake.removeFile,
      erase: fake.erase,
      search: async () => [{ state: fake.state, paused: fake.paused }],
    },
    tabs: { sendMessage: fake.tell },
    storage: {
      session: {
        get: async (key: string) => (key in fake.session ? { [key]: fake.session[key] } : {}),
        set: async (items: object) => void Object.assign(fake.session, items),
        remove: async (key: string) => {
          delete fake.session[key];
        },
      },
    },
  },
}));

const from = (tab: number) => ({ tab, frame: 0, origin: 'https://web.telegram.org', own: false });
const K = { id: 5, url: 'https://web.telegram.org/k/d/123', referrer: 'https://web.telegram.org/k/' };
const A = { id: 6, url: 'blob:https://web.telegram.org/0f', referrer: '' };
const begin = (item: object) => fake.listener?.(item);
const told = () => vi.waitFor(() => expect(fake.tell).toHaveBeenCalled());

watchDownloads();

beforeEach(() => {
  vi.useRealTimers();
  fake.session = {};
  fake.state = 'in_progress';
  fake.paused = true;
  for (const spy of [fake.pause, fake.resume, fake.cancel, fake.removeFile, fake.erase, fake.tell])
    spy.mockReset().mockResolvedValue(undefined);
});

describe('a file from Telegram', () => {
  it.each([K, A])('of a flagged chat is paused, and its page asks (%o)', async (item) => {
    await noteSaving({ name: 'list.zip', asks: true }, from(3));
    begin(item);
    await told();
    expect(fake.pause).toHaveBeenCalledWith(item.id);
    expect(fake.tell).toHaveBeenCalledWith(3, { tell: 'file', id: item.id, name: 'list.zip' });
    expect(fake.resume).not.toHaveBeenCalled();
  });

  it('is asked about also when the word of it comes after the download', async () => {
    begin(K);
    await noteSaving({ name: 'list.zip', asks: true }, from(3));
    await told();
  });

  it('of any other chat goes on by itself', async () => {
    await noteSaving({ name: 'photo.jpg', asks: false }, from(3));
    begin(K);
    await vi.waitFor(() => expect(fake.resume).toHaveBeenCalledWith(5));
    expect(fake.tell).not.toHaveBeenCalled();
  });

  it('that nobody speaks of goes on after a moment', async () => {
    vi.useFakeTimers();
    begin(K);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(fake.resume).toHaveBeenCalledWith(5);
  });

  it('is kept or stopped by the page that was asked, once, and by no other', async () => {
    await noteSaving({ name: 'list.zip', asks: true }, from(3));
    begin(K);
    await told();
    await settleDownload({ id: 5, keep: false }, from(4));
    await settleDownload({ id: 99, keep: false }, from(3));
    expect(fake.cancel).not.toHaveBeenCalled();
    await settleDownload({ id: 5, keep: false }, from(3));
    expect(fake.cancel).toHaveBeenCalledWith(5);
    expect(fake.erase).toHaveBeenCalledWith({ id: 5 });
    await settleDownload({ id: 5, keep: true }, from(3));
    expect(fake.resume).not.toHaveBeenCalled();
  });

  it('that was whole before it could be paused is taken off the disk when the reader says so', async () => {
    fake.pause.mockRejectedValue(new Error('not in progress'));
    fake.state = 'complete';
    await noteSaving({ name: 'list.zip', asks: true }, from(3));
    begin(A);
    await told();
    await settleDownload({ id: 6, keep: false }, from(3));
    expect(fake.removeFile).toHaveBeenCalledWith(6);
  });

  it('goes on when its page is gone', async () => {
    fake.tell.mockRejectedValue(new Error('no receiver'));
    await noteSaving({ name: 'list.zip', asks: true }, from(3));
    begin(K);
    await vi.waitFor(() => expect(fake.resume).toHaveBeenCalledWith(5));
  });
});

it('a file from anywhere else is not touched', () => {
  begin({ id: 7, url: 'https://example.org/a.exe', referrer: 'https://example.org/' });
  begin({ id: 8, url: 'blob:https://web.telegram.org.example/1', referrer: '' });
  expect(fake.pause).not.toHaveBeenCalled();
});
