import { describe, expect, it } from 'vitest';
import { riskOf } from '@/utils/detection/risky-file';

describe('a file', () => {
  it.each([
    ['setup.exe', 'program'],
    ['Telegram.APK', 'program'],
    ['invoice.pdf.exe', 'program'],
    ['photo.jpg.scr ', 'program'],
    ['run.bat', 'script'],
    ['start.ps1', 'script'],
    ['letter.hta', 'script'],
    ['drive.iso', 'disk-image'],
    ['app.dmg', 'disk-image'],
    ['Photos.lnk', 'shortcut'],
    ['read.url', 'shortcut'],
    ['invoice\u202Efdp.docx', 'program'],
  ])('%s is %s', (name, risk) => {
    expect(riskOf(name)).toBe(risk);
  });

  it.each(['letter.pdf', 'photo.jpg', 'song.mp3', 'table.xlsx', 'exe', 'README', 'a.zip', ''])(
    '%j is none to warn of',
    (name) => {
      expect(riskOf(name)).toBeNull();
    },
  );

  it.each([
    'Wachtwoord: 1234',
    'the password is hunter',
    'mot de passe : abc',
    'Passwort = x',
    'PW:1',
    'pass 123',
  ])('an archive is risky when its password stands beside it: %s', (text) => {
    expect(riskOf('photos.zip', `Here they are. ${text}`)).toBe('archive');
    expect(riskOf('photos.jpg', text)).toBeNull();
  });

  it.each(['Here are the photos', 'compass north', 'passed the exam'])(
    'an archive without one is not: %s',
    (text) => {
      expect(riskOf('photos.zip', text)).toBeNull();
    },
  );
});
