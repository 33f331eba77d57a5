import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { readPackaged } from '@/utils/feed/packaged';
import { chooseCountry, chooseLanguage } from '@/utils/i18n/choose';
import { readDesks } from '@/utils/reader/desks';
import type { Words } from '@/utils/rpc/protocol';
import type { Country } from '@/utils/schema/country';
import type { Language } from '@/utils/schema/language';
import { DEFAULT_SETTINGS } from '@/utils/schema/settings';
import { readSettings } from '@/utils/storage/settings';

const Strings = z.record(z.string(), z.string());

const loaded = new Map<Language, Promise<Record<string, string>>>();

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
  const [spoken, desks] = await Promise.all([strings(language), readDesks()]);
  return {
    language,
    country,
    strings: spoken,
    desks: desks.filter((desk) => desk.countries.includes(country)),
  };
}

function strings(language: Language): Promise<Record<string, string>> {
  let promise = loaded.get(language);
  if (!promise) {
    promise = readPackaged(`/locales/${language}.json`).then((raw) => Strings.parse(raw));
    promise.catch(() => loaded.delete(language));
    loaded.set(language, promise);
  }
  return promise;
}
