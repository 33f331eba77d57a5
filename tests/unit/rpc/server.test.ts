import { beforeEach, describe, expect, it, vi } from 'vitest';
import { messageOf } from '@/scripts/support/message';
import { type Handlers, serve } from '@/utils/rpc/server';

const heard = vi.hoisted(() => ({ listener: undefined as unknown as Listener }));
type Listener = (raw: unknown, sender: object, reply: (answer: unknown) => void) => boolean;

vi.mock('wxt/browser', () => ({
  browser: {
    runtime: {
      id: 'us',
      getURL: (path: string) => `chrome-extension://us${path}`,
      onMessage: {
        addListener: (listener: Listener) => {
          heard.listener = listener;
        },
      },
    },
  },
}));

const PAGE = {
  id: 'us',
  url: 'https://mail.example/a',
  origin: 'https://mail.example',
  tab: { id: 4 },
  frameId: 0,
};
const OWN = { id: 'us', url: 'chrome-extension://us/popup.html', origin: 'chrome-extension://us' };

const hello = vi.fn(async () => ({ paused: false, marks: true }));
const erase = vi.fn(async () => null);
const journal = vi.fn(async () => {
  throw new Error('the disk is full');
});

const ask = (raw: unknown, sender: object) =>
  new Promise<unknown>((resolve) => heard.listener(raw, sender, resolve));

beforeEach(() => {
  vi.clearAllMocks();
  serve({ hello, erase, journal } as unknown as Handlers);
});

describe('the background', () => {
  it('answers a call of a content script, with where it came from', async () => {
    expect(await ask({ call: 'hello', site: 'gmail' }, PAGE)).toEqual({ ok: { paused: false, marks: true } });
    expect(hello).toHaveBeenCalledWith(
      { call: 'hello', site: 'gmail' },
      { tab: 4, frame: 0, origin: 'https://mail.example', own: false },
    );
  });

  it('answers a call of our own page', async () => {
    expect(await ask({ call: 'erase' }, OWN)).toEqual({ ok: null });
  });

  it.each([
    ['another extension', { call: 'hello', site: 'gmail' }, { ...PAGE, id: 'them' }],
    ['a content script that makes a call of our own pages', { call: 'erase' }, PAGE],
    [
      'a page whose address only begins like ours',
      { call: 'erase' },
      { ...PAGE, url: 'chrome-extension://usual/x' },
    ],
    ['something that is no call', { call: 'everything' }, PAGE],
    ['a call with a wrong part', { call: 'hello', site: 'elsewhere' }, PAGE],
    ['null', null, PAGE],
    ['a sandboxed document', { call: 'hello', site: 'gmail' }, { ...PAGE, origin: 'null' }],
    ['a content script outside any tab', { call: 'hello', site: 'gmail' }, { ...PAGE, tab: undefined }],
    ['a mail that is larger than agreed', big(), PAGE],
  ])('refuses %s', async (_who, raw, sender) => {
    expect(await ask(raw, sender)).toEqual({ error: 'refused' });
    expect(hello).not.toHaveBeenCalled();
    expect(erase).not.toHaveBeenCalled();
  });

  it('says that it failed, and not why, when a handler fails', async () => {
    expect(await ask({ call: 'journal' }, OWN)).toEqual({ error: 'failed' });
  });
});

function big() {
  return { call: 'inspect', site: 'gmail', key: 'k', message: messageOf({ text: 'a'.repeat(200_001) }) };
}
