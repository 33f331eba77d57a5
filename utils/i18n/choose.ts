import type { Country } from '@/utils/schema/country';
import type { Language } from '@/utils/schema/language';

const SPOKEN: ReadonlySet<string> = new Set<Language>(['nl', 'fr', 'de', 'en']);
const KNOWN: ReadonlySet<string> = new Set<Country>(['BE', 'NL', 'FR', 'DE']);

const ZONES: Readonly<Record<string, Country>> = {
  'Europe/Brussels': 'BE',
  'Europe/Amsterdam': 'NL',
  'Europe/Paris': 'FR',
  'Europe/Berlin': 'DE',
  'Europe/Busingen': 'DE',
};

/** The first of the reader's languages (BCP 47, most wanted first) that we speak; English where there is none. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_]/)[0] ?? '';
    if (SPOKEN.has(language)) return language as Language;
  }
  return 'en';
}

function region(tag: string): string | undefined {
  const parts = tag.split(/[-_]/).slice(1);
  return parts.find((part) => /^([a-z]{2}|\d{3})$/i.test(part))?.toUpperCase();
}

/**
 * Where the reader most likely is. The time zone goes first: it says where the
 * device stands, while "en-US" or "nl-NL" is often only how the browser came.
 * Some browsers hide the zone as UTC; then the first known region of the
 * languages counts. `XX` where nothing tells: its advice is right anywhere.
 */
export function chooseCountry(preferred: readonly string[], timeZone: string): Country {
  const zoned = ZONES[timeZone];
  if (zoned !== undefined) return zoned;
  if (timeZone !== '' && timeZone !== 'UTC' && !timeZone.startsWith('Etc/')) return 'XX';
  for (const tag of preferred) {
    const code = region(tag);
    if (code !== undefined && KNOWN.has(code)) return code as Country;
  }
  return 'XX';
}
