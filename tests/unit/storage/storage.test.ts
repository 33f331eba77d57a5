import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JournalEntry } from '@/utils/schema/journal';
import { DEFAULT_SETTINGS } from '@/utils/schema/settings';
import { dismiss, eraseJournal, listJournal, lookUp, record } from '@/utils/storage/journal';
import { listReports, recordReport } from '@/utils/storage/reports';
import { hashKey } from '@/utils/storage/secret';
import { readSettings, writeSettings } from '@/utils/storage/settings';

const area = vi.hoisted(() => ({ stored: {} as Record<string, unknown> }));
vi.mock('wxt/browser', () => ({
  browser: {
    storage: {
      local: {
        get: async (key: string) => (key in area.stored ? { [key]: area.stored[key] } : {}),
        set: async (items: object) => void Object.assign(area.stored, items),
      },
    },
  },
}));

const entry = (key: string, over: Partial<JournalEntry> = {}): JournalEntry => ({
  key,
  row: key,
  content: 'c',
  time: 1,
  site: 'gmail',
  family: 'bluff',
  level: 'warning',
  patterns: ['bluff.en.filmed-you'],
  dismissed: false,
  ...over,
});

beforeEach(async () => {
  area.stored = {};
  await eraseJournal();
});

describe('the journal', () => {
  it('keeps a dismissal when the mail is judged again', async () => {
    await record(entry('a'));
    expect(await dismiss('a', true)).toBe(true);
    expect((await record(entry('a', { time: 2 }))).dismissed).toBe(true);
    expect(await lookUp(['a', 'b'])).toEqual([entry('a', { time: 2, dismissed: true })]);
  });

  it('finds the mails of a conversation by its row', async () => {
    await record(entry('a', { row: 'r' }));
    await record(entry('b', { row: 'r' }));
    await record(entry('c'));
    expect((await lookUp(['r'])).map(({ key }) => key).toSorted()).toEqual(['a', 'b']);
  });

  it('does not take another mail under the same key for the dismissed one', async () => {
    await record(entry('a'));
    await dismiss('a', true);
    expect((await record(entry('a', { content: 'another' }))).dismissed).toBe(false);
  });

  it('undoes a dismissal', async () => {
    await record(entry('a'));
    await dismiss('a', true);
    await dismiss('a', false);
    expect((await lookUp(['a']))[0]?.dismissed).toBe(false);
  });

  it('dismisses nothing that was never judged', async () => {
    expect(await dismiss('never', true)).toBe(false);
    expect(await listJournal()).toEqual([]);
  });

  it('lists the newest first and forgets all when erased', async () => {
    await record(entry('a', { time: 1 }));
    await record(entry('b', { time: 3 }));
    await recordReport({ time: 4, site: 'gmail', family: 'bluff', target: 'safeonweb', rank: '2b' });
    expect((await listJournal()).map(({ key }) => key)).toEqual(['b', 'a']);
    expect(await listReports()).toHaveLength(1);
    await eraseJournal();
    expect(await listJournal()).toEqual([]);
    expect(await listReports()).toEqual([]);
  });
});

describe('the settings', () => {
  it('are the defaults where nothing is stored', async () => {
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });

  it('come back as they were written', async () => {
    const settings = { language: 'fr', country: 'BE', paused: ['https://a.example'], marks: false } as const;
    await writeSettings({ ...settings, paused: [...settings.paused] });
    expect(await readSettings()).toEqual(settings);
  });

  it('lose only the field that cannot be read', async () => {
    area.stored.settings = {
      language: 'klingon',
      country: 'BE',
      paused: ['https://a.example'],
      marks: 'yes',
    };
    expect(await readSettings()).toEqual({
      ...DEFAULT_SETTINGS,
      country: 'BE',
      paused: ['https://a.example'],
    });
  });

  it.each([null, 'text', 7, []])('are the defaults where %j is stored', async (raw) => {
    area.stored.settings = raw;
    expect(await readSettings()).toEqual(DEFAULT_SETTINGS);
  });
});

describe('the name of a mail in the journal', () => {
  it('is the same for the same mail, and tells mails, sites and boundaries apart', async () => {
    const names = await Promise.all([
      hashKey('https://a.example', 'gmail', '1'),
      hashKey('https://a.example', 'gmail', '1'),
      hashKey('https://a.example', 'gmail', '2'),
      hashKey('https://b.example', 'gmail', '1'),
      hashKey('https://a.example', 'gmai', 'l1'),
    ]);
    expect(names[0]).toBe(names[1]);
    expect(new Set(names).size).toBe(4);
    expect(names[0]).not.toContain('example');
  });
});
