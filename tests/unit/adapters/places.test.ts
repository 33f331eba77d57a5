import { describe, expect, it } from 'vitest';
import { gmailAccountPath, gmailLegacyId, gmailRoute, isWrittenHere } from '@/utils/adapters/gmail-page';
import { outlookPlace } from '@/utils/adapters/outlook-page';
import { roundcubeKey, roundcubeMailAt } from '@/utils/adapters/roundcube-page';

describe('Roundcube', () => {
  const at = (rest: string) => roundcubeMailAt(new URL(rest, 'https://mail.example/rc/tok3n/'));

  it.each([
    ['?_task=mail&_mbox=INBOX&_uid=7&_action=show', 'INBOX/7'],
    ['?_task=mail&_caps=pdf%3D1&_uid=7&_mbox=INBOX&_framed=1&_action=preview', 'INBOX/7'],
    ['?_task=mail&_mbox=INBOX%2FOude%20post&_uid=7', 'INBOX/Oude post/7'],
    ['?_task=mail&_uid=7-INBOX%2FArchive&_mbox=INBOX', 'INBOX/Archive/7'],
    ['?_task=mail&_uid=7.2&_mbox=INBOX', 'INBOX/7.2'],
  ])('names the mail of %s', (rest, key) => {
    const mail = at(rest);
    expect(mail && roundcubeKey(mail)).toBe(key);
    expect(mail?.base).toBe('https://mail.example/rc/tok3n/');
  });

  it.each(['?_task=mail&_mbox=INBOX', '?_task=mail&_uid=7', ''])('names none in "%s"', (rest) => {
    expect(at(rest)).toBeNull();
  });
});

describe('Gmail', () => {
  it.each([
    ['https://mail.google.com/mail/u/0/#inbox', '/mail/u/0/'],
    ['https://mail.google.com/mail/u/12/?view=btop', '/mail/u/12/'],
    ['https://mail.google.com/mail/u/0/d/AEoRXRQ/#inbox', '/mail/u/0/d/AEoRXRQ/'],
    ['https://mail.google.com/mail/b/AEoRX/u/0/#inbox', '/mail/b/AEoRX/u/0/'],
    ['https://mail.google.com/mail/', '/mail/u/0/'],
  ])('takes the account of %s', (url, path) => {
    expect(gmailAccountPath(new URL(url))).toBe(path);
  });

  it('gives the same id from either form', () => {
    expect(gmailLegacyId('16862a8c7c2d9350', null)).toBe('16862a8c7c2d9350');
    expect(gmailLegacyId(null, `#msg-f:${0x16862a8c7c2d9350n}`)).toBe('16862a8c7c2d9350');
  });

  it.each([
    [null, '#msg-a:r-8480821811518170896'],
    ['not an id', null],
    ['', ''],
  ])('gives none for %s, %s', (legacy, permanent) => {
    expect(gmailLegacyId(legacy, permanent)).toBe('');
  });

  it('knows what was written here', () => {
    expect(isWrittenHere('#msg-a:r-84808')).toBe(true);
    expect(isWrittenHere('#msg-f:84808')).toBe(false);
    expect(isWrittenHere(null)).toBe(false);
  });

  it.each([
    ['#sent/FMfcgz', 'sent'],
    ['#inbox?compose=new', 'inbox'],
    ['', ''],
  ])('takes the folder of "%s"', (hash, route) => {
    expect(gmailRoute(new URL(hash, 'https://mail.google.com/mail/u/0/'))).toBe(route);
  });
});

describe('Outlook', () => {
  const at = (rest: string) => outlookPlace(new URL(rest, 'https://outlook.office.com/'));

  it.each([
    ['/mail/', { base: '/mail/', folder: '', id: '', composing: false }],
    ['/mail/0/', { base: '/mail/0/', folder: '', id: '', composing: false }],
    ['/mail/inbox/id/AAQk%2Bx%3D', { base: '/mail/', folder: 'inbox', id: 'AAQk+x=', composing: false }],
    ['/mail/1/sentitems/id/AA', { base: '/mail/1/', folder: 'sentitems', id: 'AA', composing: false }],
    ['/mail/id/AA', { base: '/mail/', folder: '', id: 'AA', composing: false }],
    ['/mail/0/deeplink/readconv/AQ%3D?x=1', { base: '/mail/0/', folder: '', id: 'AQ=', composing: false }],
    ['/mail/deeplink/compose?to=x', { base: '/mail/', folder: '', id: '', composing: true }],
    ['/mail/compose/AA', { base: '/mail/', folder: '', id: '', composing: true }],
    ['/mail/inbox/id/%E0%A4%A', { base: '/mail/', folder: 'inbox', id: '%E0%A4%A', composing: false }],
  ])('reads %s', (rest, place) => {
    expect(at(rest)).toEqual(place);
  });

  it('is nowhere else', () => {
    expect(at('/calendar/')).toBeNull();
    expect(outlookPlace(new URL('https://outlook.example/mail/'))).toBeNull();
  });
});
