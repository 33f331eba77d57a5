import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetHead, forgetHeads, headFor, keepHead } from '@/entrypoints/background/heads';
import { headToTell, joinHead } from '@/utils/adapters/head';
import { MailHead } from '@/utils/schema/head';
import type { Message } from '@/utils/schema/message';

const told = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock('wxt/browser', () => ({ browser: { tabs: { sendMessage: told } } }));

const at = (origin: string, tab = 1) => ({ tab, frame: 2, origin, own: false });
const APP = at('https://webmailer.gmx.net');
const BODY = at('https://gmxnet.mailbody-ui.de');
const head = (key: string | null, subject = 'x'): MailHead => ({
  key,
  subject,
  from: { address: 'robin@example.org', name: 'Robin' },
  to: ['robin@example.org'],
  attachments: [],
});

beforeEach(() => {
  forgetHeads(1);
  forgetHeads(2);
  told.mockClear();
});

describe('the head of a mail whose body stands in a frame of another origin', () => {
  it('is joined with the mail that it names, and with no other', async () => {
    await keepHead('gmx', head('7'), APP);
    expect(headFor('gmx', '7', BODY)).toEqual(head('7'));
    expect(headFor('gmx', '8', BODY)).toBeNull();
  });

  it('is asked for where it is not known, and nobody waits for it', () => {
    expect(headFor('gmx', '7', BODY)).toBeNull();
    expect(told).toHaveBeenCalledWith(1, { tell: 'say-head', key: '7' });
  });

  it('has the bodies judged again when it is news, and only then', async () => {
    await keepHead('gmx', head('7'), APP);
    expect(told).toHaveBeenCalledWith(1, { tell: 'head-changed' });
    told.mockClear();
    await keepHead('gmx', head('7'), APP);
    expect(told).not.toHaveBeenCalled();
    await keepHead('gmx', head('7', 'y'), APP);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['another origin', at('https://evil.example')],
    ['the app of another webmail', at('https://www.icloud.com')],
    ['a frame of bodies', BODY],
    ['another tab', at('https://webmailer.gmx.net', 2)],
  ])('is not taken from %s', async (_who, caller) => {
    await keepHead('gmx', head(null), caller);
    expect(headFor('gmx', '7', BODY)).toBeNull();
  });

  it('is told to a frame of bodies alone', async () => {
    await keepHead('gmx', head(null), APP);
    expect(headFor('gmx', '7', APP)).toBeNull();
    expect(headFor('gmx', '7', at('https://evil.example'))).toBeNull();
  });

  it('ends with its page, and with its tab', async () => {
    await keepHead('gmx', head(null), APP);
    forgetHead('gmx', BODY);
    expect(headFor('gmx', '7', BODY)).not.toBeNull();
    forgetHead('gmx', APP);
    expect(headFor('gmx', '7', BODY)).toBeNull();
    await keepHead('gmx', head(null), APP);
    forgetHeads(1);
    expect(headFor('gmx', '7', BODY)).toBeNull();
  });
});

describe('what a page tells', () => {
  it('is the head that was asked for, or that of the open mail; none of the others', () => {
    expect(headToTell([head('6'), head('7')], '7')?.key).toBe('7');
    expect(headToTell([head('6')], '7')).toBeNull();
    expect(headToTell([head('6')], null)).toBeNull();
    expect(headToTell([head(null)], '7')?.key).toBeNull();
  });

  it('is cut to what the call accepts, whatever the page holds', () => {
    const long = 'a'.repeat(5_000);
    const huge: MailHead = {
      key: null,
      subject: long,
      from: { address: long, name: long },
      to: Array.from({ length: 80 }, () => long),
      attachments: Array.from({ length: 80 }, () => ({ name: long })),
    };
    expect(MailHead.safeParse(huge).success).toBe(false);
    expect(MailHead.safeParse(headToTell([huge], null)).success).toBe(true);
  });

  it('gives a message its sender, and leaves its text alone', () => {
    const read = { subject: '', text: 'body', to: [], attachments: [] } as unknown as Message;
    expect(joinHead(read, head('7'))).toMatchObject({
      text: 'body',
      subject: 'x',
      from: { address: 'robin@example.org' },
      to: ['robin@example.org'],
    });
  });
});
