import type { TextLanguage } from '@/utils/schema/language';

/**
 * Which languages a text is written in, by the small words that no sentence does
 * without. Only words that are rare in the others: "de" is Dutch, French, Spanish
 * and Portuguese, and says nothing.
 *
 * It serves one purpose: a wide phrase of one language can meet another language
 * by accident ("te" is a word of three). It is no judge of a text's language, and
 * where it is not sure it says that all are there.
 */
const SMALL_WORDS: Readonly<Record<TextLanguage, string>> = {
  nl: 'het een niet dat zijn van ik je uw voor met aan maar ook als er naar wordt heb hebben deze dit bent wij zal jouw jij of om bij nog',
  fr: 'les des vous votre vos est une pour dans pas qui avec sur nous cette mais ou sont je au aux ne ses leur etre ete avez tout plus',
  de: 'und der die das nicht ist sie ich ein eine mit auf fur zu den von dem auch wenn werden haben ihre ihr wir habe sind dass oder bei nach',
  en: 'the and you your of is that it for have this with are not will be my we has was from they can all an if been or as at',
  es: 'el los las que por con para su usted es del lo una mi este esta pero como sus ha he si todo tus nosotros',
  it: 'il che non per una con sono della suo tuo gli questo questa ho hai mio di alla nel dei delle anche ma sei tutti',
  pt: 'nao uma para com os seu voce do da em no na que meu sua eu isso mas por sao foi tem seus voces',
  pl: 'nie jest sie na ze twoje twoj mam to jak do jestem oraz dla ale pan pani przez tego moj masz lub bedzie',
};

const WORD = /[a-z]{1,12}/g;
/** Enough to know; a letter says who it is in its first page. */
const MAX_CHARS = 8_000;
/** Small words below which nothing is said. */
const ENOUGH = 12;
/** A language with less than this share of the strongest one's words is not there. */
const LEAST_SHARE = 0.2;

const owners = new Map<string, TextLanguage[]>();
for (const [language, words] of Object.entries(SMALL_WORDS)) {
  for (const word of words.split(' '))
    owners.set(word, [...(owners.get(word) ?? []), language as TextLanguage]);
}

/** The languages that a folded text (lower case, no accents) may be written in; null: it does not tell. */
export function languagesOf(folded: string): ReadonlySet<TextLanguage> | null {
  const counts = new Map<TextLanguage, number>();
  for (const [word] of folded.slice(0, MAX_CHARS).matchAll(WORD)) {
    const found = owners.get(word);
    for (const language of found ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1 / (found?.length ?? 1));
  }
  const most = Math.max(0, ...counts.values());
  if (most < ENOUGH) return null;
  return new Set(
    [...counts].filter(([, count]) => count >= most * LEAST_SHARE).map(([language]) => language),
  );
}
