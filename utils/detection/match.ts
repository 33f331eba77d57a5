import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { MAX_PHRASE_CHARS } from '@/utils/schema/verdict';
import { unfold } from '@/utils/text/decode';
import { type Folded, FoldSpace, quote } from '@/utils/text/normalise';
import type { Phrases } from '@/utils/text/phrases';
import { reread } from '@/utils/text/reread';
import { tokenise } from '@/utils/text/tokenise';
import { Tokens } from '@/utils/text/tokens';

/** A text that writes so many of its words with digits means letters by lone digits too. */
const LEET_SHARE = 0.15;

/** One part of a message (subject, text, names), folded and cut. */
export interface Part {
  readonly folded: Folded;
  readonly tokens: Tokens;
  /** Letters that stood there as codes ("&#98;"), and where the first was. */
  readonly coded: { readonly count: number; readonly first: number };
}

/**
 * What a part is read into. Buffers for a mail cost more to make than its text
 * costs to read, so an engine keeps those of one message for the next.
 */
export class PartSpace {
  readonly fold = new FoldSpace();
  readonly tokens = new Tokens();
}

/** The part is good until the next is read into the same space. */
export function readPart(source: string, phrases: Phrases, space: PartSpace = new PartSpace()): Part {
  space.fold.shrink();
  space.tokens.clear();
  const { folded, coded } = unfold(source, space.fold);
  const { tokens } = space;
  tokenise(folded, phrases.vocabulary, tokens);
  return { folded, tokens, coded };
}

/** The same part, read by the vocabulary instead of by its gaps: for texts that show signs of disguise. */
export function readAgain(part: Part, phrases: Phrases): Part {
  return { ...part, tokens: reread(part.folded, phrases.vocabulary, isLeet(part)) };
}

function isLeet({ folded: { units }, tokens }: Part): boolean {
  let mixed = tokens.leet;
  for (let k = 1; k < tokens.length; k++) {
    const start = tokens.starts[k] ?? 0;
    // "1f" is cut in two, a number and a word; "f1" is one.
    if (
      start === tokens.ends[k - 1] ||
      isDigit(units[(tokens.ends[k] ?? 0) - 1] ?? 0) !== isDigit(units[start] ?? 0)
    )
      mixed++;
  }
  return mixed > tokens.length * LEET_SHARE;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** Evidence of every pattern found in the parts, each pattern once, quoted where it was found first. The first part is the text: evidence there knows all its places. */
export function matchPatterns(list: CompiledList, parts: readonly Part[]): Evidence[] {
  const found = new Map<number, Evidence & { at?: number[] }>();
  for (const [k, { folded, tokens }] of parts.entries()) {
    const { map } = folded;
    list.phrases.find(tokens, (place, first, last) => {
      const pattern = list.patterns[place];
      if (!pattern) return;
      const start = tokens.starts[first] ?? 0;
      const end = tokens.ends[last] ?? 0;
      const before = found.get(place);
      if (before) {
        if (k === 0) before.at?.push(map[start] ?? 0, map[end - 1] ?? 0);
        return;
      }
      const { family, signal, weight, id } = pattern;
      const phrase = clip(quote(folded, start, end));
      const evidence = { family, signal, weight, phrase, source: id };
      found.set(place, k === 0 ? { ...evidence, at: [map[start] ?? 0, map[end - 1] ?? 0] } : evidence);
    });
  }
  return [...found.values()];
}

/** A quote for a finding: one line, at most `MAX_PHRASE_CHARS`, no half surrogate at its end. */
export function clip(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_PHRASE_CHARS) return line;
  const cut = line.slice(0, MAX_PHRASE_CHARS - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut}…`;
}
