import { chance } from '@/scripts/bench/chance';
import type { Message } from '@/utils/schema/message';

/**
 * Texts that nobody would write and a program may meet: any Unicode, halves of
 * pairs, words of the list in every disguise, signs that begin something and never
 * end it, one character for ever. The same for the same seed.
 */
const TRICKS = [
  '\u200b', '\u00ad', '\u0301', '\u202e', '\u202d', '\u202c', '\u2028', '\ufe0f', '\ufeff', '\ud835', '\udc00', '\ufdfa', '㎶',
  '\n', '\r\n', '\t', ' ', '.', ',', '-', '(', ')', '[', ']', '<', '>', '</br>', '<!--', '&#98;', '&amp;amp;', '&', '%62', '=62',
  '=\n', '://', 'www.', '@', '€', '$ ', '1', '0', '72h', '1.300,50', "'", '„', '"', '»', '>', 'bc1q', '1A1zP1', '0x', 'BE68', 'б', 'о',
  'ε', 'Ａ', '𝐛', 'Ⅷ', 'ﬁ', '🇧', '👩‍👩‍👧', '\u0000', '\uffff',
]; // biome-ignore format: a table

export interface Inputs {
  /** The next text. Most are short; a few long. */
  text(): string;
  message(): Message;
}

export function inputs(seed: number, words: readonly string[]): Inputs {
  const next = chance(seed);
  const below = (most: number) => Math.floor(next() * most);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const anyCharacter = () => {
    const kind = next();
    if (kind < 0.4) return String.fromCharCode(32 + below(95));
    if (kind < 0.6) return String.fromCharCode(below(0x600));
    return kind < 0.8 ? String.fromCharCode(below(0x10000)) : String.fromCodePoint(below(0x110000));
  };
  const dressed = (word: string) => {
    const kind = next();
    if (kind < 0.5) return word;
    if (kind < 0.6) return word.toUpperCase();
    if (kind < 0.75) return [...word].join(oneOf(TRICKS));
    return [...word].map((letter) => (next() < 0.3 ? oneOf(TRICKS) : letter)).join('');
  };
  const piece = () => {
    const kind = next();
    if (kind < 0.45) return `${dressed(oneOf(words))} `;
    return kind < 0.75 ? oneOf(TRICKS) : anyCharacter();
  };
  const text = () => {
    const kind = next();
    if (kind < 0.02) return piece().repeat(1 + below(3_000));
    let made = '';
    const pieces = kind < 0.9 ? below(16) : below(200);
    for (let k = 0; k < pieces; k++) made += piece();
    return made;
  };
  const message = (): Message => ({
    channel: oneOf(['mail', 'mail', 'mail', 'telegram']),
    subject: next() < 0.3 ? text().slice(0, 200) : '',
    text: text(),
    truncated: next() < 0.1,
    ...(next() < 0.3 ? { from: { name: text().slice(0, 60), address: `${piece()}@${piece()}` } } : {}),
    to: next() < 0.2 ? [`${piece()}@${piece()}`] : [],
    attachments: next() < 0.1 ? [{ name: `${text().slice(0, 80)}.pdf` }] : [],
    links: [],
    images: below(2),
    hidden: { characters: 0, ways: [] },
  });
  return { text, message };
}
