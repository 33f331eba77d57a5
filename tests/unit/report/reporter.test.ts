// @vitest-environment happy-dom

import { beforeEach, describe, expect, it, vi } from 'vitest';
import en from '@/assets/locales/en.json';
import { createReporter } from '@/entrypoints/show.content/reporter';
import { messageOf } from '@/scripts/support/message';
import { ReportError } from '@/utils/report/error';
import type { Message } from '@/utils/schema/message';
import type { SiteId } from '@/utils/schema/site';

const { call, fetchOriginal, saveFile, writeText } = vi.hoisted(() => ({
  call: vi.fn(),
  fetchOriginal: vi.fn(),
  saveFile: vi.fn(),
  writeText: vi.fn(),
}));
vi.mock('@/utils/rpc/client', () => ({ call }));
vi.mock('@/utils/report/clipboard', () => ({
  copyText: (_page: Document, text: string) =>
    writeText(text).then(
      () => true,
      () => false,
    ),
}));
vi.mock('@/utils/report/original', () => ({ fetchOriginal }));
vi.mock('@/utils/report/save-file', () => ({ saveFile, fileName: () => 'mail.eml' }));

const TO = 'suspicious@safeonweb.be';
const READER = 'robin@mail.example';

beforeEach(() => {
  call.mockReset().mockResolvedValue({ opened: 'compose' });
  fetchOriginal.mockReset().mockResolvedValue(new Blob(['Subject: x\r\n\r\n']));
  saveFile.mockReset();
  writeText.mockReset().mockResolvedValue(undefined);
});

const PAGES: Partial<Record<SiteId, string>> = {
  roundcube: 'https://mail.example/?_task=mail&_action=show&_uid=7&_mbox=INBOX',
  gmail: 'https://mail.google.com/mail/u/0/#inbox/F',
  outlook: 'https://outlook.live.com/mail/0/inbox/id/x',
  yahoo: 'https://mail.aol.com/d/folders/1/messages/a',
};

function reporter(site: SiteId, url = PAGES[site] ?? '', change: Partial<Message> = {}) {
  const page = document.implementation.createHTMLDocument('');
  Object.defineProperty(page, 'URL', { value: url });
  const message = messageOf({
    subject: 'Look here',
    text: `Hello ${READER}, your password is: tulp88. Pay.`,
    from: { address: READER, name: 'You' },
    to: [READER],
    ...change,
  });
  return createReporter({
    site,
    page,
    family: 'bluff',
    judged: {
      mail: { key: '18c0ffee12345678' } as never,
      message,
      verdict: {
        family: 'bluff',
        level: 'warning',
        findings: [],
        heldBack: null,
        partial: false,
        engine: '1',
        revision: 1,
      },
      dismissed: false,
    },
    target: { address: TO, desk: { id: 'safeonweb', name: 'Safeonweb' } as never },
    words: { language: 'en', country: 'BE', strings: en, desks: [] },
  });
}

const asked = () => call.mock.calls[0]?.[0];

describe('a report falls to the next way when one fails, and says so', () => {
  it('saves the original and opens the compose window (2b)', async () => {
    const { status, carried } = await reporter('gmail').report(false);
    expect(status).toBe('opened');
    expect(carried).toEqual({ rank: '2b', fell: [], file: 'mail.eml', clipboard: null });
    expect(saveFile).toHaveBeenCalledOnce();
    expect(writeText).not.toHaveBeenCalled();
    expect(asked()).toMatchObject({ call: 'report', file: 'mail.eml', plan: { rank: '2b' } });
  });

  it.each(['unreachable', 'too-large', 'not-a-mail'] as const)(
    'copies the text where the original is %s (2b to 3)',
    async (code) => {
      fetchOriginal.mockRejectedValue(new ReportError(code));
      const { status, carried } = await reporter('gmail').report(false);
      expect(status).toBe('opened');
      expect(carried).toEqual({ rank: '3', fell: ['original'], file: null, clipboard: 'text' });
      expect(saveFile).not.toHaveBeenCalled();
      expect(asked()).toMatchObject({ file: null, plan: { rank: '3' } });
    },
  );

  it('opens the bare compose window where the clipboard is refused (3 to 4)', async () => {
    writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    const { status, carried } = await reporter('outlook').report(false);
    expect(status).toBe('opened');
    expect(carried).toEqual({ rank: '4', fell: ['clipboard'], file: null, clipboard: null });
    expect(asked()).toMatchObject({ plan: { rank: '4', to: TO } });
  });

  it('tells both where neither original nor clipboard is to be had (2b to 3 to 4)', async () => {
    fetchOriginal.mockRejectedValue(new ReportError('unreachable'));
    writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    const { carried } = await reporter('gmail').report(false);
    expect(carried).toMatchObject({ rank: '4', fell: ['original', 'clipboard'] });
  });

  it('copies the address where no compose window opens', async () => {
    call.mockRejectedValue(new Error('failed'));
    for (const site of ['roundcube', 'gmail'] as const) {
      writeText.mockClear();
      const { status, carried } = await reporter(site).report(false);
      expect(status).toBe('failed');
      expect(carried.clipboard).toBe('address');
      expect(writeText.mock.calls).toEqual([[TO]]);
    }
  });

  it('leaves a text on the clipboard that was copied before the compose window failed', async () => {
    call.mockRejectedValue(new Error('failed'));
    const { status, carried } = await reporter('outlook').report(false);
    expect([status, carried.clipboard]).toEqual(['failed', 'text']);
    expect(writeText).toHaveBeenCalledOnce();
  });

  it('claims nothing on the clipboard where all of it fails', async () => {
    call.mockRejectedValue(new Error('failed'));
    writeText.mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    const { status, carried } = await reporter('outlook').report(false);
    expect([status, carried.clipboard]).toEqual(['failed', null]);
  });

  it('copies the address where this page has no mail to forward', async () => {
    const none = reporter('roundcube', 'https://mail.example/?_task=settings');
    expect(none.target.rank).toBe('4');
    const { status, carried } = await none.report(false);
    expect([status, carried.clipboard]).toEqual(['copied', 'address']);
    expect(call).not.toHaveBeenCalled();
  });

  it('says that consent is asked first, and what was copied before', async () => {
    call.mockResolvedValue({ opened: 'consent' });
    const { status, carried } = await reporter('yahoo').report(false);
    expect([status, carried.clipboard]).toEqual(['consent', 'text']);
  });
});

describe('what of the reader’s own is in it', () => {
  it('always has the address where the original goes along, which is addressed to the reader', () => {
    const text = 'Pay.';
    const from = { address: 'other@mail.example', name: '' };
    expect(reporter('gmail', undefined, { text, from }).target.own.kinds).toEqual(['address']);
    expect(reporter('roundcube', undefined, { text, from }).target.own.kinds).toEqual(['address']);
    expect(reporter('outlook', undefined, { text, from }).target.own.kinds).toEqual([]);
  });

  it('is told before anything opens', () => {
    expect(reporter('outlook').target.own).toEqual({ kinds: ['address', 'password'], unclear: false });
    expect(call).not.toHaveBeenCalled();
    expect(fetchOriginal).not.toHaveBeenCalled();
  });

  it('is taken out of the copied text, the sender included', async () => {
    await reporter('outlook').report(false);
    const copied: string = writeText.mock.calls[0]?.[0];
    expect(copied).not.toContain(READER);
    expect(copied).not.toContain('tulp88');
    expect(copied).toContain('You <[removed]>');
    expect(copied).toContain('your password is: [removed]. Pay.');
  });

  it('stays in it when the reader wants so', async () => {
    await reporter('outlook').report(true);
    const copied: string = writeText.mock.calls[0]?.[0];
    expect(copied).toContain(READER);
    expect(copied).toContain('tulp88');
  });

  it('is taken out of a text that had to stand in for the original', async () => {
    fetchOriginal.mockRejectedValue(new ReportError('unreachable'));
    await reporter('gmail').report(false);
    expect(writeText.mock.calls[0]?.[0]).not.toContain('tulp88');
  });
});
