import type { Evidence } from '@/utils/detection/evidence';

/**
 * Words that the writer took from somebody else: lines marked with ">" below an
 * answer, and long passages between quotation marks in a text of one's own.
 * Marks on every line, as scammers put them, are no answer, and a text that is
 * nothing but a quotation is no article.
 */

/** Fewer words than this around a quote are an attribution, not an answer. */
const MIN_OWN_CHARS = 60;
/** Shorter quotations stand in any text. */
const MIN_QUOTATION_CHARS = 120;
/** "…," it reads, "…": an article breaks what it quotes; pieces of this share of a quotation count together. */
const PIECE_SHARE = 0.5;
const MAX_QUOTATION_CHARS = 6_000;
const MARKED = /^[ \t]*>/;
/** What closes a quotation, by what opens it. Plain marks are the same on both sides: those end with their line; others with their paragraph, lest a mark that nobody closed takes in what follows. */
const CLOSING: ReadonlyMap<number, readonly [number, number]> = new Map(
  ['„“”', '“””', '«»»', '»««', '‘’’', '""\n'].map((signs) => {
    const [open = 0, close = 0, other = 0] = Array.from(signs, (sign) => sign.charCodeAt(0));
    return [open, [close, other]];
  }),
);
const LINE_END = 0x0a;
const APOSTROPHE = 0x2019;
const isLetter = (text: string, at: number) => /\p{L}/u.test(text.charAt(at));

/** `stretch`: how much longer the text is than its letters, where something was put between them. */
export function quotedEvidence(text: string, stretch = 1): Evidence[] {
  return [...answered(text), ...quotations(text, MIN_QUOTATION_CHARS * stretch)];
}

function answered(text: string): Evidence[] {
  const at: number[] = [];
  let own = 0;
  if (!text.includes('>')) return [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end);
    if (MARKED.test(line)) at.push(start, start);
    else own += line.trim().length;
    start = end + 1;
  }
  if (at.length === 0 || own < MIN_OWN_CHARS) return [];
  return [
    { family: 'benign', signal: 'conversation', weight: 5, phrase: '', source: 'indicator.quoted', at },
  ];
}

/** As heavy as a text that talks at length: only a strong case is called in spite of it. */
const QUOTATION_WEIGHT = 7;

function quotations(text: string, least: number): Evidence[] {
  const at: number[] = [];
  let quoted = 0;
  let open = -1;
  let close = 0;
  let other = 0;
  for (let k = 0; k < text.length; k++) {
    const sign = text.charCodeAt(k);
    if (open < 0) {
      // Asked of every character: of plain ones, one sign alone opens anything.
      const closing = sign < 128 && sign !== 0x22 ? undefined : CLOSING.get(sign);
      if (closing === undefined) continue;
      open = k;
      [close, other] = closing;
    } else if (k - open > MAX_QUOTATION_CHARS) open = -1;
    else if (sign === LINE_END && text.charCodeAt(k + 1) === LINE_END) open = -1;
    // An apostrophe looks like a closing mark.
    else if ((sign === close || sign === other) && !(sign === APOSTROPHE && isLetter(text, k + 1))) {
      if (sign !== LINE_END && k - open >= least * PIECE_SHARE) {
        for (let place = open + 1; place < k; place += least) at.push(place, place);
        quoted += k - open;
      }
      open = -1;
    }
  }
  if (quoted < least || text.length - quoted < MIN_OWN_CHARS) return [];
  const source = 'indicator.quotation';
  return [{ family: 'benign', signal: 'talks-about', weight: QUOTATION_WEIGHT, phrase: '', source, at }];
}
