import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeFrames, openFrame } from '@/tests/sites/frame';
import { replicaPage, replicas } from '@/tests/sites/pages/replica';
import { hostBound } from '@/utils/adapters/host-bound';
import { isQuietAddress } from '@/utils/adapters/quiet-address';
import { adapters } from '@/utils/adapters/registry';
import { watch } from '@/utils/adapters/watch';

afterEach(closeFrames);

const BOUND = new Set(hostBound.map(({ id }) => id));

describe('an address without mail', () => {
  const shown = replicas.filter(({ site, variant }) => BOUND.has(site) && variant !== 'settings');
  it.each(shown)('is none at which $site shows mail or writes it ($variant)', ({ url }) => {
    expect(isQuietAddress(new URL(url))).toBe(false);
  });

  it.each([
    'https://mail.google.com/mail/u/0/#settings/general',
    'https://mail.google.com/chat/u/0/',
    'https://mail.google.com/mail/u/0/?ik=1&view=pt&th=7',
    'https://outlook.live.com/calendar/0/view/week',
    'https://mail.proton.me/login',
    'https://app.tuta.com/login?noAutoLogin=false',
    'https://app.tuta.com/calendar/week',
    'https://app.fastmail.com/settings/security',
    'https://mail.zoho.eu/zm/#calendar',
  ])('is %s', async (url) => {
    expect(isQuietAddress(new URL(url))).toBe(true);
    // What the script that reads would find there.
    const page = await openFrame('<!DOCTYPE html><body><main>x</main></body>');
    for (const adapter of hostBound)
      expect(['foreign', 'other']).toContain(adapter.read(page, new URL(url)).state);
  });

  it.each([
    'https://mail.google.com/mail/u/0/#inbox/settings',
    'https://mail.google.com/mail/u/0/#search/calendar',
    'https://mail.google.com/mail/u/0/?view=cm&to=x',
    'https://app.tuta.com/mailto#url=mailto%3Ax',
    'https://mail.proton.me/inbox/#mailto=x',
    'https://app.fastmail.com/mail/Inbox/',
    'https://mail.yahoo.com/',
    'https://webmail.example/login',
  ])('is not %s', (url) => {
    expect(isQuietAddress(new URL(url))).toBe(false);
  });
});

describe('a page at such an address', () => {
  const QUIET = [
    ['gmail', 'settings', 'https://mail.google.com/mail/u/0/#settings/general'],
    ['roundcube', 'elastic-login', 'https://webmail.ovh.example/roundcube/?_task=login'],
    ['roundcube', 'larry-settings', 'https://webmail.ovh.example/roundcube/?_task=settings'],
    ['roundcube', 'classic-compose', 'https://webmail.ovh.example/roundcube/?_task=mail&_action=compose'],
  ] as const;

  it.each(QUIET)('is not observed once it was looked at (%s %s)', async (site, variant, url) => {
    const page = await openFrame(replicaPage(site, variant));
    const adapter = adapters.find(({ id }) => id === site);
    if (!adapter) throw new Error(`no adapter ${site}`);
    const end = new AbortController();
    let reads = 0;
    const counted = {
      ...adapter,
      read: (...of: Parameters<typeof adapter.read>) => {
        reads += 1;
        return adapter.read(...of);
      },
    };
    const on = { page() {}, mail() {}, gone() {}, failed() {} };
    watch({ adapter: counted, page, url: () => new URL(url) }, on, end.signal);
    const before = reads;
    for (let turn = 0; turn < 50; turn += 1) page.body.append(page.createElement('p'));
    await new Promise((later) => setTimeout(later, 400));
    expect(reads).toBe(before);
    end.abort();
  });

  it('is observed again when its address becomes another', async () => {
    const page = await openFrame(replicaPage('gmail', 'single'));
    let at = 'https://mail.google.com/mail/u/0/#settings/general';
    const told: string[] = [];
    const adapter = adapters.find(({ id }) => id === 'gmail');
    if (!adapter) throw new Error('no adapter');
    const end = new AbortController();
    const on = {
      page: ({ state }: { state: string }) => told.push(state),
      mail() {},
      gone() {},
      failed() {},
    };
    watch({ adapter, page, url: () => new URL(at) }, on, end.signal);
    expect(told).toEqual(['other']);
    at = 'https://mail.google.com/mail/u/0/#inbox/FMfcgz7';
    page.defaultView?.dispatchEvent(new Event('hashchange'));
    await vi.waitFor(() => expect(told).toEqual(['other', 'mail']));
    page.querySelector('.a3s')?.remove();
    page.querySelector('.ii')?.remove();
    await vi.waitFor(() => expect(told.at(-1)).not.toBe('mail'));
    end.abort();
  });
});
