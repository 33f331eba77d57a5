import { describe, expect, test } from 'vitest';
import { chooseCountry, chooseLanguage } from '@/utils/i18n/choose';

describe('chooseLanguage', () => {
  test.each([
    [['nl-BE', 'en'], 'nl'],
    [['FR'], 'fr'],
    [['es-ES', 'de-AT', 'en'], 'de'],
    [['nds', 'frr'], 'en'],
    [['de_DE'], 'de'],
    [['', '-'], 'en'],
    [[], 'en'],
  ] as const)('%j gives %s', (preferred, language) => {
    expect(chooseLanguage(preferred)).toBe(language);
  });
});

describe('chooseCountry', () => {
  test.each([
    ['the zone before the languages', ['en-US', 'nl-NL'], 'Europe/Brussels', 'BE'],
    ['the Netherlands by zone', ['en-GB'], 'Europe/Amsterdam', 'NL'],
    ['elsewhere by zone, whatever the language', ['nl-BE'], 'America/New_York', 'XX'],
    ['the region where the zone is hidden', ['en-US', 'fr-BE', 'fr-FR'], 'UTC', 'BE'],
    ['the region behind a script', ['de-Latn-DE'], 'Etc/UTC', 'DE'],
    ['the region without a zone', ['nl_NL'], '', 'NL'],
    ['nowhere where nothing tells', ['nl', 'en-US'], 'UTC', 'XX'],
    ['nowhere for a variant that looks like a region', ['de-1996', 'x'], 'UTC', 'XX'],
  ] as const)('gives %s', (_, preferred, zone, country) => {
    expect(chooseCountry(preferred, zone)).toBe(country);
  });
});
