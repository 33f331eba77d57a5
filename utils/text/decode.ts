import { type Folded, FoldSpace, normalise } from '@/utils/text/normalise';

/**
 * Writing that a program should have taken away and that stands in the text as it
 * is: entities ("&#98;itcoin", also doubly escaped), tags and comments inside
 * words, percent and quoted-printable codes. Read as what they stand for, with a
 * map back to the source.
 */
export interface Decoded {
  readonly text: string;
  /** Source offset of each unit; null where nothing was decoded. */
  readonly map: Int32Array | null;
  /** Letters, or unseen characters, that stood there as codes, and tags within words. */
  readonly coded: number;
  /** Source offset of the first of them, -1 where none. */
  readonly first: number;
}

const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", shy: '\u00ad', zwj: '\u200d', zwnj: '\u200c',
  lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', sbquo: '‚', bdquo: '„', laquo: '«', raquo: '»', ndash: '–',
  mdash: '—', hellip: '…', euro: '€', pound: '£', middot: '·', bull: '•', ensp: ' ', emsp: ' ', thinsp: ' ',
  szlig: 'ß', aelig: 'æ', oelig: 'œ', aring: 'å', oslash: 'ø', ccedil: 'ç', ntilde: 'ñ', lrm: '\u200e', rlm: '\u200f',
}; // biome-ignore format: a table
/** `&eacute;` and its like: a letter, and what is put on it. */
const WITH_MARK = /^([a-z])(?:acute|grave|circ|uml|tilde|cedil|caron|ring|slash)$/i;
/** One thing to decode. Bounded on every side, so that a text of nothing but beginnings costs no more than another. */
const CODE =
  /&(?:amp;){0,3}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});?|<!--[^>]{0,200}-->|<\/?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,200})?\/?>|%[0-9A-Fa-f]{2}|=[0-9A-F]{2}|=\r?\n/g;
const WORD_END = /[\p{L}\p{N}]$/u;
const WORD_START = /^[\p{L}\p{N}<&%=]/u;
/** Fewer codes than these are a link or an equation, not a way of writing. */
const MIN_PERCENT = 8;
const MAX_CODES = 100_000;
const INLINE = /^<\/?(?:a|abbr|b|big|em|font|i|o:p|s|small|span|strong|sub|sup|tt|u|wbr|br|x)\b|^<!--/i;

export function decode(source: string): Decoded {
  const nothing: Decoded = { text: source, map: null, coded: 0, first: -1 };
  if (!/&(?:#|amp;|[a-zA-Z]{2,8};)|<[!/a-zA-Z]|%[0-9A-Fa-f]{2}|=(?:[0-9A-F]{2}|\r?\n)/.test(source))
    return nothing;
  const percents =
    (source.match(/%[0-9A-Fa-f]{2}/g) ?? []).length >= MIN_PERCENT && !/\w%20\w+=/.test(source);
  const equals = (source.match(/=(?:[0-9A-F]{2}|\r?\n)/g) ?? []).length >= MIN_PERCENT;
  const out: string[] = [];
  const places: number[] = [];
  const lengths: number[] = [];
  let at = 0;
  let coded = 0;
  let first = -1;
  let found = 0;
  const push = (text: string, place: number, isCopy: boolean) => {
    if (text === '') return;
    out.push(text);
    places.push(place);
    lengths.push(isCopy ? text.length : -text.length);
  };
  for (const match of source.matchAll(CODE)) {
    const [whole] = match;
    const place = match.index;
    const meant = meaning(whole, percents, equals);
    if (meant === null || place < at) continue;
    if (found++ > MAX_CODES) break;
    push(source.slice(at, place), at, true);
    at = place + whole.length;
    const inWord =
      WORD_END.test(source.slice(Math.max(0, place - 1), place)) && WORD_START.test(source.slice(at, at + 1));
    const isTag = whole.startsWith('<');
    // A tag between words parts them; one within a word never did.
    push(isTag && !inWord ? ' ' : meant, place, false);
    if (isTag ? inWord : /[\p{L}\p{Cf}]/u.test(meant) && !WITH_MARK.test(whole.slice(1, -1))) {
      coded += 1;
      if (first < 0) first = place;
    }
  }
  if (found === 0) return nothing;
  push(source.slice(at), at, true);
  return { text: out.join(''), map: mapOf(places, lengths), coded, first };
}

/** Folds a text after decoding it; the map leads to the source, codes and all. */
export function unfold(
  source: string,
  space?: FoldSpace,
): { folded: Folded; coded: { count: number; first: number } } {
  const { text, map, coded, first } = decode(source);
  const folded = normalise(text, space ?? new FoldSpace());
  if (map === null) return { folded, coded: { count: 0, first: -1 } };
  for (let i = 0; i < folded.length; i++) folded.map[i] = map[folded.map[i] ?? 0] ?? 0;
  const { disguises } = folded;
  const back = (at: number) => (at < 0 ? at : (map[at] ?? 0));
  for (const kind of ['styled', 'lookalike', 'invisible', 'reversed'] as const) {
    disguises.first[kind] = back(disguises.first[kind]);
  }
  return { folded: { ...folded, source }, coded: { count: coded, first } };
}

function mapOf(places: readonly number[], lengths: readonly number[]): Int32Array {
  const total = lengths.reduce((sum, length) => sum + Math.abs(length), 0);
  const map = new Int32Array(total);
  let at = 0;
  for (const [k, length] of lengths.entries()) {
    const place = places[k] ?? 0;
    for (let i = 0; i < Math.abs(length); i++) map[at++] = length > 0 ? place + i : place;
  }
  return map;
}

/** What a code stands for; null where it is none. */
function meaning(code: string, percents: boolean, equals: boolean): string | null {
  if (code.startsWith('<')) return INLINE.test(code) ? (/^<\/?br/i.test(code) ? '' : '') : ' ';
  if (code.startsWith('%')) return percents ? byte(code.slice(1)) : null;
  if (code.startsWith('='))
    return equals ? (code.length === 3 && code[1] !== '\r' ? byte(code.slice(1)) : '') : null;
  const name = code.replace(/^&(?:amp;)*/, '').replace(/;$/, '');
  if (name.startsWith('#')) {
    const number = /^#x/i.test(name)
      ? Number.parseInt(name.slice(2), 16)
      : Number.parseInt(name.slice(1), 10);
    return number > 0 && number <= 0x10ffff && !(number >= 0xd800 && number <= 0xdfff)
      ? String.fromCodePoint(number)
      : null;
  }
  if (!code.endsWith(';')) return null;
  return NAMED[name] ?? WITH_MARK.exec(name)?.[1] ?? null;
}

/** Bytes above ASCII would need their neighbours; they are letters with marks, and blanks do for them. */
const byte = (hex: string): string => {
  const code = Number.parseInt(hex, 16);
  return code < 128 ? String.fromCharCode(code) : '';
};
