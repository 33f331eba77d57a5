import type { Message } from '@/utils/schema/message';
import type { Verdict } from '@/utils/schema/verdict';

/**
 * What of the reader's own stands in a mail: their address, and a password or
 * telephone number that the blackmailer shows as a proof. The reader is told
 * before a report leaves, and it can be taken out of a text that is quoted.
 *
 * A password is whatever stands where the mail says that one stands, in the eight
 * languages of our patterns. That takes out a harmless word at times ("your
 * password is known"), which costs a report nothing; the other mistake would
 * hand on a secret. A number counts only as *your* number: the blackmailer's own
 * is evidence. What cannot be found word by word is owned up to (`unclear`).
 */

export type OwnKind = 'address' | 'password' | 'phone';

export interface Own {
  readonly kind: OwnKind;
  /** As it stands in the mail. */
  readonly value: string;
}

export interface OwnData {
  readonly found: readonly Own[];
  /** The verdict says that something personal is shown, and nothing of the kind was found: the reader has to look. */
  readonly unclear: boolean;
}

/** Longer texts are scams with filler behind them; what is personal stands in front. */
const MAX_LOOKED_AT_CHARS = 100_000;
const MAX_FOUND = 20;
const MIN_PASSWORD_CHARS = 3;

const PASSWORD =
  'passwords?|passphrase|pass ?word|pass ?code|pin ?code|passw(?:oe|o|ö)rte?r?|kennwort|kennwörter|wachtwoord(?:en)?|paswoord(?:en)?|mots? de passe|mdp|contraseñas?|clave|senhas?|palavra-passe|hasł[oaeu]m?';
const YOUR =
  'your|ur|uw|je|jouw|jou|votre|vos|ton|tes|dein\\w{0,2}|ihr\\w{0,2}|tu|tus|su|sus|tua|tue|tuo|tuoi|sua|teu|seu|twoj\\w{1,3}|twój';
const IS = 'is|was|are|were|luidt|est|était|sont|ist|war|lautet|es|era|fue|è|é|foi|to|jest|brzmi|było';
const PHONE =
  'phone|telephone|mobile|cell(?: ?phone)?|telefoon\\w{0,9}|gsm\\w{0,9}|mobiel\\w{0,8}|nummer|number|téléphone|portable|numéro|telefon\\w{0,9}|handy\\w{0,9}|rufnummer|teléfono|móvil|número|telefono|cellulare|numero|telefone|celular|telemóvel|numer\\w{0,2}';
const QUOTE = '["\'“”„«»‘’`*<>\\[(]';

/** "your password is: X", "password: X". */
const AFTER = new RegExp(
  `(?<!\\p{L})(?:${PASSWORD})(?!\\p{L})(?:[^\\S\\n]{1,3}[^\\s:=]{1,20}){0,5}?[^\\S\\n]{0,3}(?:[:=–—-]|(?<=\\s)(?:${IS}))[\\s:=–—-]{1,4}${QUOTE}{0,2}(\\S{${MIN_PASSWORD_CHARS},64})`,
  'giu',
);
/** "X is (one of) your password(s)". */
const BEFORE = new RegExp(
  `(?<!\\S)(\\S{${MIN_PASSWORD_CHARS},64})[^\\S\\n]{1,3}[-–—,]?[^\\S\\n]{0,3}(?:${IS})[^\\S\\n]{1,3}(?:\\S{1,12}[^\\S\\n]{1,3}){0,4}?(?:${PASSWORD})(?!\\p{L})`,
  'giu',
);
const NUMBER = new RegExp(
  `(?<!\\p{L})(?:${YOUR})(?:[^\\S\\n]{1,3}\\p{L}{1,15}){0,2}?[^\\S\\n]{1,3}(?:${PHONE})(?!\\p{L})[^\\d+\\n]{0,40}((?:\\+|\\()?\\d[\\d ().\\/-]{5,20}\\d)`,
  'giu',
);
const EDGES = /^["'“”„«»‘’`*<>[\](){},;:.!?]+|["'“”„«»‘’`*<>[\](){},;:.!?]+$/gu;
/** Words that stand where a password would, and name none. */
const NO_PASSWORD =
  /^(?:this|that|it|here|what|which|there|your|the|not|still|now|known|one|dit|dat|het|hier|wat|niet|nog|nu|een|ce|cela|ceci|voici|quel|pas|le|la|un|das|dies|dieses|was|nicht|noch|ein|eines|eso|esto|este|esta|questo|questa|isto|esta|isso|oto|tak|to)$/iu;

/** Looks at subject, sender and text; at most 20 things. */
export function findOwnData(
  message: Pick<Message, 'subject' | 'text' | 'from' | 'to'>,
  verdict: Verdict,
): OwnData {
  const text = `${message.subject}\n${message.text.slice(0, MAX_LOOKED_AT_CHARS)}`;
  const folded = text.toLowerCase();
  const found = new Map<string, Own>();
  const add = (kind: OwnKind, value: string) => {
    if (value !== '' && found.size < MAX_FOUND && !found.has(value)) found.set(value, { kind, value });
  };
  const from = message.from?.address.toLowerCase();
  for (const address of message.to) {
    const lower = address.toLowerCase();
    if (address.includes('@') && (folded.includes(lower) || from === lower)) add('address', address);
  }
  for (const form of [AFTER, BEFORE]) for (const value of captured(form, text)) addPassword(value);
  for (const value of captured(NUMBER, text)) add('phone', value.trim());
  const shown = verdict.findings.some(({ signal }) => signal === 'personal-data');
  const named = [...found.values()].some(({ kind }) => kind !== 'address');
  return { found: [...found.values()], unclear: shown && !named };

  function addPassword(raw: string): void {
    const value = raw.replace(EDGES, '');
    if (value.length >= MIN_PASSWORD_CHARS && !NO_PASSWORD.test(value)) add('password', value);
  }
}

function captured(form: RegExp, text: string): string[] {
  return [...text.matchAll(form)].map((match) => match[1] ?? '').slice(0, MAX_FOUND);
}
