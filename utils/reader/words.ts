import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { chooseCountry, chooseLanguage } from '@/utils/i18n/choose';
import { readDesks } from '@/utils/reader/desks';
import { readOnce } from '@/utils/reader/read-once';
import type { Words } from '@/utils/rpc/protocol';
import type { Country } from '@/utils/schema/country';
import type { Language } from '@/utils/schema/language';
import { DEFAULT_SETTINGS } from '@/utils/schema/settings';
import { readSettings } from '@/utils/storage/settings';

const readStrings = readOnce(z.record(z.string(), z.string()));

/** What the browser says of the reader, before any choice of theirs. */
export async function guessReader(): Promise<{ language: Language; country: Country }> {
  const preferred = [browser.i18n.getUILanguage(), ...(await browser.i18n.getAcceptLanguages())];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { language: chooseLanguage(preferred), country: chooseCountry(preferred, zone) };
}

/**
 * The words of the reader's language, and who helps in the reader's country.
 * Settings that cannot be read cost the reader's choice, not the words.
 */
export async function readWords(): Promise<Words> {
  const [guess, chosen] = await Promise.all([guessReader(), readSettings().catch(() => DEFAULT_SETTINGS)]);
  const language = chosen.language ?? guess.language;
  const country = chosen.country ?? guess.country;
  const [strings, desks] = await Promise.all([readStrings(`/locales/${language}.json`), readDesks()]);
  return {
    language,
    country,
    strings,
    desks: desks.filter((desk) => desk.countries.includes(country)),
  };
}
