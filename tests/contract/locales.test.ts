import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import desks from '@/assets/desks.json';
import de from '@/assets/locales/de.json';
import en from '@/assets/locales/en.json';
import notes from '@/assets/locales/en.notes.json';
import fr from '@/assets/locales/fr.json';
import nl from '@/assets/locales/nl.json';
import { stepKeys } from '@/components/Steps';
import { Trouble } from '@/utils/rpc/protocol';
import { Country } from '@/utils/schema/country';
import { DeskKind } from '@/utils/schema/desk';
import { Family, MailFamily } from '@/utils/schema/family';
import { Language } from '@/utils/schema/language';
import { Level } from '@/utils/schema/level';
import { Rank } from '@/utils/schema/report';
import { AGAINST, Signal } from '@/utils/schema/signal';

const locales: Record<Language, Record<string, string>> = { nl, fr, de, en };
const keys = Object.keys(en);
const places = (words: string) =>
  [...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort((a, b) => a.localeCompare(b));

test('a locale stands for each language, and no other', () => {
  const files = readdirSync('assets/locales').filter((name) => !name.includes('.notes.'));
  expect(files.sort()).toEqual(Language.options.map((language) => `${language}.json`).sort());
});

test('every English string has a short note for translators', () => {
  expect(Object.keys(notes)).toEqual(keys);
  for (const note of Object.values(notes)) expect(note.length).toBeLessThan(120);
});

describe.each(Language.options)('%s', (language) => {
  const strings = locales[language];

  test('has the keys of English, in their order', () => {
    expect(Object.keys(strings)).toEqual(keys);
  });

  test('fills the same places', () => {
    for (const [key, words] of Object.entries(en))
      expect(places(strings[key] ?? ''), key).toEqual(places(words));
  });

  test('is calm: nothing empty, no exclamation, no shouting, no stray spaces', () => {
    for (const [key, words] of Object.entries(strings)) {
      expect(words.trim(), key).toBe(words);
      expect(words, key).not.toBe('');
      expect(words, key).not.toMatch(/[!¡]/);
      expect(words, key).not.toMatch(/\b\p{Lu}{5,}\b/u);
      expect(words, key).not.toMatch(/ {2}/);
    }
  });

  test('keeps within the room that there is', () => {
    expect(strings.extName).toBe('Unbluff');
    expect(strings.extDescription?.length).toBeLessThanOrEqual(132);
    for (const [key, words] of Object.entries(strings)) {
      const room = key.startsWith('verdict.') ? 90 : key.startsWith('do.') ? 130 : 200;
      expect(words.length, `${key}: ${words}`).toBeLessThanOrEqual(room);
    }
  });

  test('has words for every member of the vocabulary', () => {
    const needed = [
      ...Family.options.map((family) => `family.${family}`),
      ...Level.options.map((level) => `level.${level}`),
      ...MailFamily.options.flatMap((family) => [
        `verdict.${family}.notice`,
        `verdict.${family}.warning`,
        `calm.${family}`,
      ]),
      ...Signal.options.filter((signal) => !AGAINST.has(signal)).map((signal) => `why.${signal}`),
      ...Trouble.options.map((trouble) => `trouble.${trouble}`),
      ...Language.options.map((one) => `language.${one}`),
      ...Country.options.map((country) => `country.${country}`),
      ...Rank.options.map((rank) => `report.what.${rank}`),
      ...desks.filter((desk) => desk.kind === 'report').map((desk) => `achieves.${desk.id}`),
      ...DeskKind.options
        .filter((kind) => kind !== 'report' && kind !== 'crisis')
        .map((kind) => `help.${kind}`),
    ];
    expect(needed.filter((key) => !(key in strings))).toEqual([]);
  });

  test('has no reason for a signal that speaks against a scam', () => {
    for (const signal of AGAINST) expect(strings).not.toHaveProperty(`why.${signal}`);
  });

  test('says of a notice that it looks like, never that it is', () => {
    const hedge = { nl: 'lijkt', fr: 'ressemble', de: 'sieht nach', en: 'looks like' }[language];
    for (const family of MailFamily.options) {
      expect(strings[`verdict.${family}.notice`], family).toContain(hedge);
      expect(strings[`verdict.${family}.warning`], family).not.toContain(hedge);
    }
  });

  test('never tells a reader with real pictures to delete or to send on', () => {
    const harm = /delete|forward|verwijder|doorstu|wis\b|supprim|effac|transf|lösch|weiterleit/i;
    for (const level of ['notice', 'warning'] as const) {
      for (const key of stepKeys('real-images', level, false, true))
        expect(strings[key], key).not.toMatch(harm);
    }
  });
});
