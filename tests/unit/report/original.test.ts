import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchOriginal } from '@/utils/report/original';
import { fileName } from '@/utils/report/save-file';

const PAGE = new URL('https://mail.google.com/mail/u/0/#inbox');
const RAW = new URL('https://mail.google.com/mail/u/0/?view=att');

afterEach(() => vi.unstubAllGlobals());

const serve = (make: () => Response | Promise<Response>) => {
  const asked = vi.fn(make);
  vi.stubGlobal('fetch', asked);
  return asked;
};

describe('fetching the original', () => {
  it('gives the bytes as they came', async () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('Received: from a\r\nSubject: x\r\n\r\n'),
      0xe9,
      0xff,
      0,
    ]);
    serve(() => new Response(bytes));
    const original = await fetchOriginal(RAW, PAGE);
    expect(new Uint8Array(await original.arrayBuffer())).toEqual(bytes);
    expect(original.type).toBe('message/rfc822');
  });

  it('never asks another origin', async () => {
    const asked = serve(() => new Response('Subject: x\r\n\r\n'));
    await expect(fetchOriginal(new URL('https://elsewhere.example/x'), PAGE)).rejects.toMatchObject({
      code: 'unreachable',
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it.each([
    ['a login page', () => new Response('<!doctype html><title>Sign in</title>'), 'not-a-mail'],
    ['an empty answer', () => new Response(''), 'not-a-mail'],
    ['an error', () => new Response('Subject: x', { status: 500 }), 'unreachable'],
    ['no connection', () => Promise.reject(new TypeError('offline')), 'unreachable'],
    [
      'more than a mailbox takes',
      () => new Response('Subject: x', { headers: { 'content-length': String(51 * 1024 * 1024) } }),
      'too-large',
    ],
  ])('refuses %s', async (_what, make, code) => {
    serve(make);
    await expect(fetchOriginal(RAW, PAGE)).rejects.toMatchObject({ name: 'ReportError', code });
  });

  it('stops an answer without end', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(8 * 1024 * 1024).fill(65));
      },
    });
    serve(() => new Response(endless));
    await expect(fetchOriginal(RAW, PAGE)).rejects.toMatchObject({ code: 'too-large' });
    expect(sent).toBeLessThan(12);
  });
});

describe('the name of the saved file', () => {
  it.each([
    ['Je bent gefilmd!', 'Je bent gefilmd.eml'],
    ['../../etc/passwd\u0000:*?"<>|', 'etc passwd.eml'],
    ['', 'mail.eml'],
    ['\u202E\u200B', 'mail.eml'],
    ['é'.repeat(300), `${'é'.repeat(60)}.eml`],
  ])('of %j is %j', (subject, name) => expect(fileName(subject)).toBe(name));
});
