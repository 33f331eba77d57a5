import { pick } from '@/tests/support/obfuscate/random';
import { eachWord, isCopied, type Random, type Tactic } from '@/tests/support/obfuscate/tactic';

/** Tactics on letters: what stands there is another character, or one more. */

const CYRILLIC = table('aа eе oо pр cс xх yу iі sѕ jј AА BВ CС EЕ HН KК MМ OО PР TТ XХ');
const GREEK = table('oο vν aα iι uυ pρ AΑ BΒ EΕ HΗ IΙ KΚ MΜ NΝ OΟ PΡ TΤ XΧ YΥ ZΖ');
const ARMENIAN = table('oօ uս nո hհ qգ gց lӏ sѕ fք');
const ROMAN = table('iⅰ vⅴ xⅹ lⅼ cⅽ dⅾ mⅿ IⅠ VⅤ XⅩ LⅬ CⅭ DⅮ MⅯ');
const LEET = table('a4 e3 i1 o0 s5 t7 A4 E3 I1 O0 S5 T7');
const LEET_SIGNS = table('a@ e3 i! o0 s$ A@ E3 I! O0 S$');
const MARKS = ['\u0301', '\u0300', '\u0308', '\u0302', '\u030a', '\u0323', '\u0330'];
const UNSEEN = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];
const ODD_UNSEEN = ['\u180e', '\u034f', '\u115f', '\ufe0e', '\u{e0061}', '\u2063'];
const DIRECTIONS = ['\u200e', '\u200f', '\u2066\u2069', '\u202a\u202c'];

export const LETTER_TACTICS: readonly Tactic[] = [
  { id: 'zero-width', isDisguise: true, text: (text, random) => between(text, random, 0.5, UNSEEN) },
  { id: 'bidi-marks', isDisguise: true, text: (text, random) => between(text, random, 0.5, DIRECTIONS) },
  { id: 'soft-hyphens', isDisguise: false, text: (text, random) => between(text, random, 0.5, ['\u00ad']) },
  swap('cyrillic', CYRILLIC, 0.6, 0.6),
  swap('greek', GREEK, 0.6, 0.6),
  swap('armenian', ARMENIAN, 0.6, 0.6),
  swap('roman-numerals', ROMAN, 0.6, 0.6),
  swap('mixed-scripts', new Map([...ROMAN, ...ARMENIAN, ...GREEK, ...CYRILLIC]), 0.8, 0.6),
  swap('leet', LEET, 0.35, 0.7),
  swap('leet-signs', LEET_SIGNS, 0.35, 0.7),
  { id: 'accents', isDisguise: true, text: (text, random) => marked(text, random, 0.35) },
  { id: 'accents-throughout', isDisguise: true, text: (text, random) => marked(text, random, 1) },
  { id: 'bold-letters', isDisguise: true, text: (text, random) => eachWord(text, random, 0.5, bold) },
  { id: 'full-width', isDisguise: true, text: (text, random) => eachWord(text, random, 0.5, fullWidth) },
  { id: 'spaced-words', isDisguise: true, text: (text, random) => apart(text, random, ' ') },
  { id: 'dotted-words', isDisguise: true, text: (text, random) => apart(text, random, '.') },
  { id: 'dashed-words', isDisguise: true, text: (text, random) => apart(text, random, '-') },
  { id: 'spaced-throughout', isDisguise: true, text: spacedThroughout },
  { id: 'right-to-left', isDisguise: true, text: (text, random) => eachWord(text, random, 0.5, turned) },
  { id: 'right-to-left-lines', isDisguise: true, text: (text, random) => turnedLines(text, random) },
  { id: 'odd-invisibles', isDisguise: true, text: (text, random) => between(text, random, 0.5, ODD_UNSEEN) },
  { id: 'capitals', isDisguise: false, text: (text, random) => randomCase(text, random) },
];

function table(pairs: string): Map<string, string> {
  return new Map(pairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)]));
}

function swap(id: string, letters: ReadonlyMap<string, string>, words: number, share: number): Tactic {
  return {
    id,
    isDisguise: true,
    text: (text, random) =>
      eachWord(text, random, words, (word) =>
        [...word].map((letter) => (random() < share ? (letters.get(letter) ?? letter) : letter)).join(''),
      ),
  };
}

function between(text: string, random: Random, chance: number, signs: readonly string[]): string {
  return eachWord(text, random, chance, (word) =>
    [...word]
      .map((letter, at) => (at > 0 && random() < 0.6 ? `${pick(random, signs)}${letter}` : letter))
      .join(''),
  );
}

function marked(text: string, random: Random, share: number): string {
  return eachWord(text, random, 1, (word) =>
    word.replace(/[a-z]/gi, (letter) => (random() < share ? `${letter}${pick(random, MARKS)}` : letter)),
  ).normalize('NFC');
}

function bold(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => {
    const at = letter.charCodeAt(0);
    return String.fromCodePoint(at < 0x61 ? 0x1d400 + at - 0x41 : 0x1d41a + at - 0x61);
  });
}

function fullWidth(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

/** Single words, never two in a row: the eye must see where a word ends. */
function apart(text: string, random: Random, sign: string): string {
  let before = false;
  return eachWord(text, random, 1, (word) => {
    const letters = /^[\p{L}]{5,}$/u.test(word);
    const change = letters && !before && random() < 0.4;
    before = change;
    return change ? [...word].join(sign) : word;
  });
}

/** One blank between letters, three between words. */
function spacedThroughout(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/\s+/)
        .map((word) => (/^[\p{L}\p{P}]+$/u.test(word) && !isCopied(word) ? [...word].join(' ') : word))
        .join('   '),
    )
    .join('\n');
}

function turned(word: string): string {
  return `\u202e${[...word].reverse().join('')}\u202c`;
}

function turnedLines(text: string, random: Random): string {
  return text
    .split('\n')
    .map((line) =>
      line.length > 1 && random() < 0.7 && !line.split(' ').some(isCopied) ? turned(line) : line,
    )
    .join('\n');
}

function randomCase(text: string, random: Random): string {
  return eachWord(text, random, 1, (word) =>
    [...word].map((letter) => (random() < 0.5 ? letter.toUpperCase() : letter.toLowerCase())).join(''),
  );
}
