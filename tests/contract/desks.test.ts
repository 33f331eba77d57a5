import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import file from '@/assets/desks.json';
import { helpDesks, reportTarget } from '@/utils/report/targets';
import { Country } from '@/utils/schema/country';
import { Desk } from '@/utils/schema/desk';
import { MailFamily } from '@/utils/schema/family';
import { Language } from '@/utils/schema/language';

const desks = z.parse(z.array(Desk), file);
const readers = Country.options.flatMap((country) =>
  Language.options.map((language) => [country, language] as const),
);

test('every desk has an id of its own and a page where it was read', () => {
  expect(new Set(desks.map((desk) => desk.id)).size).toBe(desks.length);
  for (const desk of desks) expect(new URL(desk.source).protocol, desk.id).toBe('https:');
});

test('every desk that helps can be reached, and over https', () => {
  for (const { id, kind, phone, url } of desks) {
    if (url !== undefined) expect(new URL(url).protocol, id).toBe('https:');
    if (kind !== 'report' && kind !== 'police') expect(phone ?? url, id).toBeDefined();
    if (phone !== undefined) expect(phone, id).toMatch(/^[\d -]{3,}$/);
  }
});

test('every desk that takes reports has an address in each language', () => {
  for (const desk of desks.filter(({ kind }) => kind === 'report')) {
    for (const language of Language.options)
      expect(desk.email?.[language], desk.id).toMatch(/^[a-z-]+@[a-z.]+$/);
  }
});

test.each([
  ['nl', 'verdacht@safeonweb.be'],
  ['fr', 'suspect@safeonweb.be'],
  ['de', 'suspekt@safeonweb.be'],
  ['en', 'suspicious@safeonweb.be'],
] as const)('a Belgian reader in %s reports to %s', (language, address) => {
  for (const family of ['bluff', 'summons', 'threat'] as const) {
    expect(reportTarget('BE', language, family, desks)?.address).toBe(address);
    expect(reportTarget('XX', language, family, desks)?.address).toBe(address);
  }
});

test.each([
  'verdaechtig@',
  'cyber-chantage@',
  '070 344 344',
  '078 170 170',
  '33700',
  '17cyber',
  'consumerconnect',
  'actionfraud',
])('nothing that could not be confirmed stands in it: %s', (unconfirmed) => {
  expect(JSON.stringify(file).toLowerCase()).not.toContain(unconfirmed);
});

test.each([
  ['BE', 'child-focus', '116 000'],
  ['BE', 'stopncii', undefined],
  ['BE', 'take-it-down', undefined],
  ['BE', 'police-be', undefined],
  ['NL', 'helpwanted', '020-2615275'],
  ['NL', 'helpwanted-adults', '020-2615275'],
  ['FR', 'e-enfance-3018', '3018'],
  ['XX', 'stopncii', undefined],
  ['XX', 'take-it-down', undefined],
] as const)('real pictures in %s lead to %s', (country, id, phone) => {
  const desk = helpDesks(country, 'en', 'real-images', desks).find((one) => one.id === id);
  expect(desk).toBeDefined();
  expect(desk?.phone).toBe(phone);
});

test.each([
  ['FR', ['signal-spam', 'pharos']],
  ['XX', ['apwg']],
  ['BE', []],
] as const)(
  'readers in %s are also told where to report on the web: %j; real pictures go nowhere',
  (country, ids) => {
    const web = (family: MailFamily) =>
      helpDesks(country, 'fr', family, desks)
        .filter(({ kind }) => kind === 'web')
        .map(({ id }) => id);
    for (const family of ['bluff', 'summons', 'threat'] as const) expect(web(family)).toEqual(ids);
    expect(web('real-images')).toEqual([]);
  },
);

test('Dutch and German readers report to a desk of their own country', () => {
  expect(reportTarget('NL', 'nl', 'bluff', desks)?.desk.id).toBe('fraudehelpdesk');
  expect(reportTarget('DE', 'de', 'bluff', desks)?.desk.id).toBe('verbraucherzentrale-nrw');
});

describe.each(readers)('in %s, reading %s', (country, language) => {
  test('nobody is asked to send real pictures to a mailbox', () => {
    expect(reportTarget(country, language, 'real-images', desks)).toBeNull();
  });

  test('every other mail can be reported', () => {
    for (const family of MailFamily.options.filter((one) => one !== 'real-images')) {
      expect(reportTarget(country, language, family, desks)).not.toBeNull();
    }
  });

  test('one or two crisis lines answer, in the reader’s language where there is one', () => {
    for (const family of MailFamily.options) {
      const lines = helpDesks(country, language, family, desks).filter(({ kind }) => kind === 'crisis');
      expect([1, 2]).toContain(lines.length);
      const speaking = desks.some(
        (desk) =>
          desk.kind === 'crisis' && desk.countries.includes(country) && desk.languages.includes(language),
      );
      if (speaking) for (const line of lines) expect(line.languages).toContain(language);
    }
  });

  test('real pictures find help for minors and for adults', () => {
    const kinds = helpDesks(country, language, 'real-images', desks).map(({ kind }) => kind);
    expect(kinds).toContain('minors');
    expect(kinds).toContain('images');
    if (country !== 'XX') expect(kinds).toContain('police');
  });

  test('helpers never include a mailbox for reports', () => {
    for (const family of MailFamily.options) {
      for (const desk of helpDesks(country, language, family, desks)) expect(desk.kind).not.toBe('report');
    }
  });
});
