import { CURRENCY_WORDS, isCurrencySign, MAX_CURRENCY_WORD } from '@/utils/text/currency';
import { BLANK, DIGIT, LETTER, TYPES, typeOf } from '@/utils/text/letters';
import type { Folded } from '@/utils/text/normalise';
import { joinLetters, type Run, readLeet } from '@/utils/text/split-words';
import type { Tokens } from '@/utils/text/tokens';
import {
  KIND_AMOUNT,
  KIND_EMAIL,
  KIND_NUMBER,
  KIND_URL,
  KIND_WALLET,
  UNKNOWN,
  type Vocabulary,
} from '@/utils/text/vocabulary';

/**
 * Cuts folded text into tokens of known classes. One pass, left to right.
 *
 * A token is a run of letters and digits, with these courtesies:
 * - "1.300,50" is one number, "72h" a number and a word, "€ 1.300", "1300 euro"
 *   and "USD 1300" one amount (which still answers to its currency word);
 * - an address or a link is one token, however long;
 * - "b i t c o i n" and "b-i-t-c-o-i-n" are put together (split-words);
 * - "b1tcoin" and "p@ssword" are read as the word they mean, if phrases know it:
 *   the vocabulary decides, so that "h264" or "covid19" stay what they are;
 * - one nonsense word in brackets, and a literal tag such as "</br>", are padding
 *   and make no token, so that they cannot part a phrase.
 */

const AT = 0x40;
const DOT = 0x2e;
const COMMA = 0x2c;
const APOSTROPHE = 0x27;
const LESS = 0x3c;
const SLASH = 0x2f;
const SPACE = 0x20;
const COLON = 0x3a;
const MAX_TAG_CHARS = 8;
const MIN_WALLET_CHARS = 26;
const MAX_WALLET_CHARS = 110;
const MAX_ADDRESS_CHARS = 320;

const isWordUnit = (code: number): boolean => {
  const type = TYPES[code] === 0xff ? typeOf(code) : (TYPES[code] ?? 0);
  return type === LETTER || type === DIGIT;
};

export function tokenise(
  folded: Folded,
  vocabulary: Vocabulary,
  tokens: Tokens,
  from = 0,
  to = folded.length,
): void {
  const { units } = folded;
  const run: Run = { start: 0, count: 0, gap: 0 };
  let i = from;
  while (i < to) {
    const code = units[i] ?? 0;
    const type = TYPES[code] === 0xff ? typeOf(code) : (TYPES[code] ?? 0);
    if (type === LETTER) {
      let end = i + 1;
      let digits = false;
      for (; end < to; end++) {
        const next = units[end] ?? 0;
        const kind = TYPES[next] === 0xff ? typeOf(next) : (TYPES[next] ?? 0);
        if (kind === DIGIT) digits = true;
        else if (kind !== LETTER) break;
      }
      i = word(folded, vocabulary, tokens, run, i, end, digits, to);
    } else if (type === DIGIT) {
      if (run.count > 0) joinLetters(folded, vocabulary, tokens, run);
      i = number(units, vocabulary, tokens, i, to);
    } else if (code === AT && tokens.length > 0 && i + 1 < to) {
      if (run.count > 0) joinLetters(folded, vocabulary, tokens, run);
      i = address(units, vocabulary, tokens, i, from, to);
    } else if (code === LESS) {
      i = tag(units, i, to);
    } else if (code === COLON && units[i + 1] === SLASH && units[i + 2] === SLASH) {
      if (run.count > 0) joinLetters(folded, vocabulary, tokens, run);
      i = link(units, vocabulary, tokens, i, to);
    } else {
      i++;
    }
  }
  joinLetters(folded, vocabulary, tokens, run);
}

function word(
  folded: Folded,
  vocabulary: Vocabulary,
  tokens: Tokens,
  run: Run,
  start: number,
  end: number,
  digits: boolean,
  to: number,
): number {
  const { units } = folded;
  if (end - start === 1) {
    // A lone letter may belong to a spaced word; runs are judged when they end.
    if (run.count > 0 && (start - run.start !== run.count * (run.gap + 1) || tokens.length === 0)) {
      if (run.count === 1 && start - run.start <= 3) {
        run.gap = start - run.start - 1;
      } else {
        joinLetters(folded, vocabulary, tokens, run);
      }
    }
    if (run.count === 0) {
      run.start = start;
      run.gap = 1;
    }
    run.count++;
    tokens.push(vocabulary.classOf(units, start, end), start, end);
    return end;
  }
  if (run.count > 0) joinLetters(folded, vocabulary, tokens, run);
  const length = end - start;
  if (digits && length >= MIN_WALLET_CHARS && length <= MAX_WALLET_CHARS) {
    tokens.push(vocabulary.withKinds(UNKNOWN, KIND_WALLET), start, end);
    return end;
  }
  let cls = vocabulary.classOf(units, start, end);
  if (digits && !vocabulary.knows(units, start, end)) {
    const meant = readLeet(vocabulary, units, start, end);
    if (meant >= 0) {
      cls = meant;
      tokens.leet++;
      if (tokens.firstLeet < 0) tokens.firstLeet = start;
    }
  } else if (cls === UNKNOWN && isBracketed(units, start, end, to)) {
    tokens.padding++;
    return end + 1;
  }
  if (
    length <= MAX_CURRENCY_WORD &&
    tokens.length > 0 &&
    mergeCurrency(units, vocabulary, tokens, start, end, cls)
  ) {
    return end;
  }
  tokens.push(cls, start, end);
  return end;
}

/** "(mksuiem)": one unknown word, alone in round or square brackets. */
function isBracketed(units: Uint16Array, start: number, end: number, to: number): boolean {
  if (start === 0 || end >= to) return false;
  const before = units[start - 1];
  const after = units[end];
  return (before === 0x28 && after === 0x29) || (before === 0x5b && after === 0x5d);
}

/** Lets a currency word join the number before it. */
function mergeCurrency(
  units: Uint16Array,
  vocabulary: Vocabulary,
  tokens: Tokens,
  start: number,
  end: number,
  cls: number,
): boolean {
  const last = tokens.length - 1;
  const lastEnd = tokens.ends[last] ?? 0;
  const first = units[tokens.starts[last] ?? 0] ?? 0;
  if (TYPES[first] !== DIGIT || start - lastEnd > 2 || !isGapOf(units, lastEnd, start)) return false;
  if (!CURRENCY_WORDS.has(String.fromCharCode(...units.subarray(start, end)))) return false;
  tokens.classes[last] = vocabulary.withKinds(cls, KIND_AMOUNT | KIND_NUMBER);
  tokens.ends[last] = end;
  return true;
}

function isGapOf(units: Uint16Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (units[i] !== SPACE && units[i] !== 0x2d) return false;
  return true;
}

function number(
  units: Uint16Array,
  vocabulary: Vocabulary,
  tokens: Tokens,
  start: number,
  to: number,
): number {
  let end = start;
  let letters = -1;
  for (; end < to; end++) {
    const code = units[end] ?? 0;
    const type = TYPES[code] === 0xff ? typeOf(code) : (TYPES[code] ?? 0);
    if (type === DIGIT) continue;
    if (type === LETTER) {
      if (letters < 0) letters = end;
      continue;
    }
    if (
      letters < 0 &&
      (code === DOT || code === COMMA || code === APOSTROPHE) &&
      TYPES[units[end + 1] ?? 0] === DIGIT
    ) {
      continue;
    }
    break;
  }
  if (letters >= 0) {
    if (end - start >= MIN_WALLET_CHARS && end - start <= MAX_WALLET_CHARS) {
      tokens.push(vocabulary.withKinds(UNKNOWN, KIND_WALLET), start, end);
      return end;
    }
    const meant = readLeet(vocabulary, units, start, end);
    if (meant >= 0) {
      tokens.leet++;
      if (tokens.firstLeet < 0) tokens.firstLeet = start;
      tokens.push(meant, start, end);
      return end;
    }
    // "72h", "1300eur": the letters are read as the next word.
    end = letters;
  }
  let kinds = KIND_NUMBER;
  let base = vocabulary.classOf(units, start, end);
  let first = start;
  let before = start - 1;
  if (before >= 0 && units[before] === SPACE) before--;
  // A sign that the amount before took is not this one's too.
  const free = tokens.length > 0 ? (tokens.ends[tokens.length - 1] ?? 0) : 0;
  if (before >= free && isCurrencySign(units[before] ?? 0)) {
    kinds |= KIND_AMOUNT;
    first = before;
  } else if (tokens.length > 0) {
    const last = tokens.length - 1;
    const wordStart = tokens.starts[last] ?? 0;
    const wordEnd = tokens.ends[last] ?? 0;
    if (
      start - wordEnd <= 2 &&
      wordEnd - wordStart <= MAX_CURRENCY_WORD &&
      TYPES[units[wordStart] ?? 0] === LETTER &&
      isGapOf(units, wordEnd, start) &&
      CURRENCY_WORDS.has(String.fromCharCode(...units.subarray(wordStart, wordEnd)))
    ) {
      kinds |= KIND_AMOUNT;
      base = tokens.classes[last] ?? UNKNOWN;
      first = wordStart;
      tokens.length--;
    }
  }
  let after = end;
  if (after < to && units[after] === SPACE) after++;
  if (after < to && isCurrencySign(units[after] ?? 0)) {
    kinds |= KIND_AMOUNT;
    end = after + 1;
  }
  tokens.push(vocabulary.withKinds(base, kinds), first, end);
  return end;
}

/** An address around "@": takes back the tokens that were its first half. Else "p@ssword". */
function address(
  units: Uint16Array,
  vocabulary: Vocabulary,
  tokens: Tokens,
  at: number,
  from: number,
  to: number,
): number {
  if (at === from || !isWordUnit(units[at - 1] ?? 0) || !isWordUnit(units[at + 1] ?? 0)) return at + 1;
  let end = at + 1;
  let dot = false;
  for (; end < to && end - at < MAX_ADDRESS_CHARS; end++) {
    const code = units[end] ?? 0;
    if (code === DOT && isWordUnit(units[end + 1] ?? 0)) dot = true;
    else if (code !== 0x2d && code !== 0x5f && !isWordUnit(code)) break;
  }
  let start = at;
  if (!dot) {
    // Not an address: read the whole as a word with a sign for a letter.
    while (start > from && at - start < 24 && isWordUnit(units[start - 1] ?? 0)) start--;
    const meant = readLeet(vocabulary, units, start, end);
    if (meant < 0) return at + 1;
    while (tokens.length > 0 && (tokens.starts[tokens.length - 1] ?? 0) >= start) tokens.length--;
    tokens.leet++;
    if (tokens.firstLeet < 0) tokens.firstLeet = start;
    tokens.push(meant, start, end);
    return end;
  }
  while (start > from && at - start < MAX_ADDRESS_CHARS) {
    const code = units[start - 1] ?? 0;
    if (!isWordUnit(code) && code !== DOT && code !== 0x2d && code !== 0x5f && code !== 0x2b) break;
    start--;
  }
  while (tokens.length > 0 && (tokens.starts[tokens.length - 1] ?? 0) >= start) tokens.length--;
  tokens.push(vocabulary.withKinds(UNKNOWN, KIND_EMAIL), start, end);
  return end;
}

/** A literal tag in the text makes no token. */
function tag(units: Uint16Array, start: number, to: number): number {
  for (let i = start + 1; i < to && i - start <= MAX_TAG_CHARS; i++) {
    const code = units[i] ?? 0;
    if (code === 0x3e) return i + 1;
    if (code !== SLASH && code !== SPACE && TYPES[code] !== LETTER) return start + 1;
  }
  return start + 1;
}

function link(units: Uint16Array, vocabulary: Vocabulary, tokens: Tokens, colon: number, to: number): number {
  let end = colon + 3;
  for (; end < to; end++) {
    const code = units[end] ?? 0;
    if (
      code <= SPACE ||
      code === LESS ||
      code === 0x3e ||
      code === 0x22 ||
      code === 0x29 ||
      typeOf(code) === BLANK
    )
      break;
  }
  let start = colon;
  const last = tokens.length - 1;
  if (last >= 0 && tokens.ends[last] === colon) {
    start = tokens.starts[last] ?? colon;
    tokens.length--;
  }
  tokens.push(vocabulary.withKinds(UNKNOWN, KIND_URL), start, end);
  return end;
}
