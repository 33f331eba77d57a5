import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import desks from '@/assets/desks.json';
import { readPackaged } from '@/utils/feed/packaged';
import { chooseCountry, chooseLanguage } from '@/utils/i18n/choose';
import type { Words } from '@/utils/rpc/protocol';
import { Desk } from '@/utils/schema/desk';
import type { Language } from '@/utils/schema/language';
import { readSettings } from '@/utils/storage/settings';

const Strings = z.record(z.string(), z.string());
const DESKS = z.array(Desk).parse(desks);

const loaded = new Map<Language, Promise<Record<string, string>>>();

/** The words of the reader's language, and who helps in the reader's country. */
export async function words(): Promise<Words> {
  const settings = await readSettings();
  const preferred = [browser.i18n.getUILanguage(), ...(await browser.i18n.getAcceptLanguages())];
  const language = settings.language ?? chooseLanguage(preferred);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const country = settings.country ?? chooseCountry(preferred, zone);
  return {
    language,
    country,
    strings: await strings(language),
    desks: DESKS.filter((desk) => desk.countries.includes(country)),
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
