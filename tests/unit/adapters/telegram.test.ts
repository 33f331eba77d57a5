import { describe, expect, it } from 'vitest';
import {
  autoDownloadInA,
  autoDownloadInK,
  savesByItself,
  settingsPlace,
  slotOf,
  switchesOffInA,
} from '@/utils/adapters/telegram-auto-download';
import { isTelegram } from '@/utils/adapters/telegram-hosts';
import { peerOf } from '@/utils/adapters/telegram-page';

describe('a peer', () => {
  it.each([
    ['777001', 'k', '777001'],
    ['777001', 'a', '777001'],
    ['-5501', 'a', '-5501'],
    ['-1001987654321', 'a', '-1987654321'],
    ['-1987654321', 'k', '-1987654321'],
    // Not a prefix that is cut: a sum.
    ['-1010000000001', 'a', '-10000000001'],
    ['-1000000000000', 'a', '-1000000000000'],
  ] as const)('%s in client %s is %s', (raw, client, peer) => {
    expect(peerOf(raw, client)).toBe(peer);
  });

  it.each(['', '0', '-0', '007', '1e5', '@name', '12345678901234567890', null, undefined])(
    '%s is none',
    (raw) => {
      expect(peerOf(raw, 'a')).toBeNull();
    },
  );
});

const off = { contacts: false, private: false, groups: false, channels: false };

describe('what the apps save by themselves', () => {
  it.each([undefined, null, 7, {}, { autoDownload: 'x' }, []])('is on where %j is all there is', (stored) => {
    expect(savesByItself(autoDownloadInK(stored))).toBe(true);
    expect(savesByItself(autoDownloadInA(stored))).toBe(true);
  });

  it('in client K is as its switches are, under its master switch', () => {
    const some = autoDownloadInK({
      autoDownload: { photo: { ...off, groups: true }, video: off, file: off },
    });
    expect(some).toEqual({ photo: { ...off, groups: true }, video: off, file: off, off: false });
    expect(savesByItself(some)).toBe(true);
    expect(savesByItself(autoDownloadInK({ autoDownloadNew: { pFlags: { disabled: true } } }))).toBe(false);
    expect(savesByItself(autoDownloadInK({ autoDownloadNew: { pFlags: {} } }))).toBe(true);
    expect(savesByItself(autoDownloadInK({ autoDownload: { photo: off, video: off, file: off } }))).toBe(
      false,
    );
  });

  it('in client A is off when all twelve switches are, and not before', () => {
    const byKey: Record<string, boolean> = switchesOffInA();
    expect(Object.keys(byKey)).toHaveLength(12);
    expect(savesByItself(autoDownloadInA({ settings: { byKey } }))).toBe(false);
    for (const name of Object.keys(byKey)) {
      expect(savesByItself(autoDownloadInA({ settings: { byKey: { ...byKey, [name]: true } } })), name).toBe(
        true,
      );
    }
  });

  it('stands where each account keeps it', () => {
    expect(settingsPlace('k', '2').key).toBe('settings');
    expect(settingsPlace('a', '1').key).toBe('tt-global-state');
    expect(settingsPlace('a', '3').key).toBe('tt-global-state_3');
    expect(slotOf(new URL('https://web.telegram.org/a/'))).toBe('1');
    expect(slotOf(new URL('https://web.telegram.org/a/?account=3#-5'))).toBe('3');
    expect(slotOf(new URL('https://web.telegram.org/a/?account=x'))).toBe('1');
  });
});

it('Telegram Web is told by its hosts', () => {
  expect(isTelegram(new URL('https://web.telegram.org/k/#@name'))).toBe(true);
  expect(isTelegram(new URL('https://web.telegram.org.evil.example/k/'))).toBe(false);
  expect(isTelegram(new URL('http://web.telegram.org/k/'))).toBe(false);
  expect(isTelegram(new URL('https://t.me/name'))).toBe(false);
});
