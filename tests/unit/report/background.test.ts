import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  forgetReport,
  openReport,
  pendingReport,
  resumeReport,
  settleReport,
  waitingReport,
} from '@/entrypoints/background/reports';
import type { Call } from '@/utils/rpc/protocol';
import { eraseJournal } from '@/utils/storage/journal';
import { listReports } from '@/utils/storage/reports';

const fake = vi.hoisted(() => ({
  session: {} as Record<string, unknown>,
  consent: [] as string[],
  create: vi.fn(),
  update: vi.fn(),
}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { getURL: (path: string) => `moz-extension://us${path}` },
    tabs: { get: async (id: number) => ({ id, index: 3 }), create: fake.create, update: fake.update },
    permissions: { getAll: async () => ({ data_collection: fake.consent }) },
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

vi.mock('@/utils/feed/packaged', async () => ({
  readPackaged: async () => (await import('@/assets/desks.json')).default,
}));

const CONSENT = 'personalCommunications';
const COMPOSE_TAB = 9;
const MAIL = 'https://mail.aol.com';
const COMPOSE = 'https://compose.mail.yahoo.com/?to=verdacht%40safeonweb.be';

const from = (origin: string, tab = 4) => ({ tab, frame: 0, origin, own: false });
const ours = (tab: number) => ({ tab, frame: 0, origin: 'moz-extension://us', own: true });

function reportCall(over: Partial<Extract<Call, { call: 'report' }>['plan']> = {}) {
  const plan = {
    desk: 'safeonweb',
    to: 'verdacht@safeonweb.be',
    rank: '3',
    compose: COMPOSE,
    ...over,
  } as const;
  return { call: 'report', site: 'yahoo', family: 'bluff', plan, file: null } as const;
}

beforeEach(async () => {
  fake.session = {};
  fake.consent = [CONSENT];
  fake.create.mockReset().mockResolvedValue({ id: COMPOSE_TAB });
  fake.update.mockReset().mockResolvedValue({});
  vi.stubEnv('BROWSER', 'firefox');
  await eraseJournal();
});
afterEach(() => vi.unstubAllEnvs());

describe('a report of Yahoo, whose compose address is on another origin', () => {
  it.each(['https://compose.mail.yahoo.com', 'https://mail.yahoo.com', MAIL])(
    'is found where the compose window comes to stand: %s',
    async (origin) => {
      expect(await openReport(reportCall(), from(MAIL))).toEqual({ opened: 'compose' });
      const report = await pendingReport(from(origin, COMPOSE_TAB));
      expect(report).toMatchObject({ site: 'yahoo', origin: MAIL, plan: { rank: '3' } });
    },
  );

  it.each([
    ['on the way through a login page', 'https://login.yahoo.com', COMPOSE_TAB],
    ['in another tab', MAIL, 5],
  ])('is not given away %s', async (_where, origin, tab) => {
    await openReport(reportCall(), from(MAIL));
    expect(await pendingReport(from(origin, tab))).toBeNull();
    expect(await pendingReport(from('https://mail.yahoo.com', COMPOSE_TAB))).not.toBeNull();
  });

  it('ends when its tab closes', async () => {
    await openReport(reportCall(), from(MAIL));
    await forgetReport(COMPOSE_TAB);
    expect(await pendingReport(from(MAIL, COMPOSE_TAB))).toBeNull();
  });
});

describe('a page that speaks as its content script', () => {
  it.each([
    ['an address elsewhere', { compose: 'https://evil.example/?to=verdacht%40safeonweb.be' }],
    ['somebody who is no desk', { to: 'someone@evil.example' }],
  ])('cannot open a message to %s', async (_what, over) => {
    await expect(openReport(reportCall(over), from(MAIL))).rejects.toThrow();
    expect(fake.create).not.toHaveBeenCalled();
    expect(await listReports()).toEqual([]);
  });
});

describe('consent in Firefox', () => {
  it('is asked for on our own page first; the report goes on in its tab when given', async () => {
    fake.consent = [];
    expect(await openReport(reportCall(), from(MAIL))).toEqual({ opened: 'consent' });
    expect(fake.create.mock.calls[0]?.[0].url).toBe('moz-extension://us/report.html');
    expect(await waitingReport()).toMatchObject({ plan: { to: 'verdacht@safeonweb.be' } });
    await resumeReport(ours(COMPOSE_TAB));
    expect(fake.update).not.toHaveBeenCalled();
    fake.consent = [CONSENT];
    await resumeReport(ours(COMPOSE_TAB));
    expect(fake.update).toHaveBeenCalledWith(COMPOSE_TAB, { url: COMPOSE });
    expect(await waitingReport()).toBeNull();
    expect(await pendingReport(from(MAIL, COMPOSE_TAB))).not.toBeNull();
  });

  it('is asked for again after the reader took it back', async () => {
    expect(await openReport(reportCall(), from(MAIL))).toEqual({ opened: 'compose' });
    fake.consent = [];
    expect(await openReport(reportCall(), from(MAIL))).toEqual({ opened: 'consent' });
    fake.consent = [CONSENT];
    expect(await openReport(reportCall(), from(MAIL))).toEqual({ opened: 'compose' });
  });

  it('is not asked for in other browsers, where the reader’s own Send is the consent', async () => {
    vi.stubEnv('BROWSER', 'chrome');
    fake.consent = [];
    expect(await openReport(reportCall(), from(MAIL))).toEqual({ opened: 'compose' });
  });
});

describe('the log of reports', () => {
  it('holds what was opened: time, site, family, desk and rank, and nothing else', async () => {
    await openReport(reportCall(), from(MAIL));
    const [entry, ...more] = await listReports();
    expect(more).toEqual([]);
    expect(entry).toEqual({
      time: expect.any(Number),
      site: 'yahoo',
      family: 'bluff',
      target: 'safeonweb',
      rank: '3',
    });
  });

  it('holds nothing of a report that the reader did not consent to, until they do', async () => {
    fake.consent = [];
    await openReport(reportCall(), from(MAIL));
    expect(await listReports()).toEqual([]);
    fake.consent = [CONSENT];
    await resumeReport(ours(COMPOSE_TAB));
    expect(await listReports()).toHaveLength(1);
  });

  it('holds nothing of a window that could not be opened', async () => {
    fake.create.mockRejectedValue(new Error('no window'));
    await expect(openReport(reportCall(), from(MAIL))).rejects.toThrow();
    expect(await listReports()).toEqual([]);
  });

  it('is erased with the journal', async () => {
    await openReport(reportCall(), from(MAIL));
    await eraseJournal();
    expect(await listReports()).toEqual([]);
  });
});

describe('a compose window that lost the original', () => {
  it('is opened anew twice, then the reader is told', async () => {
    await openReport(reportCall(), from(MAIL));
    const again = () => settleReport('missing', from(MAIL, COMPOSE_TAB));
    expect([await again(), await again(), await again()]).toEqual([
      { again: true },
      { again: true },
      { again: false },
    ]);
    await settleReport('given-up', from(MAIL, COMPOSE_TAB));
    expect(await pendingReport(from(MAIL, COMPOSE_TAB))).toBeNull();
  });
});
