import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@/utils/schema/language';

const FOLDER = join(import.meta.dirname, '../../assets/locales');

/** The strings of a language as the reader meets them, with `{name}` places filled. @throws on a key that is not there. */
export function wordsOf(language: Language): (key: string, places?: Record<string, string>) => string {
  const strings = JSON.parse(readFileSync(join(FOLDER, `${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
  return (key, places = {}) => {
    const string = strings[key];
    if (string === undefined) throw new Error(`no string ${key} in ${language}`);
    return string.replace(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
  };
}
