import type { CompiledList } from '@/utils/detection/compile';
import type { Evidence } from '@/utils/detection/evidence';
import { MAX_PHRASE_CHARS } from '@/utils/schema/verdict';
import { type Folded, normalise, quote } from '@/utils/text/normalise';
import type { Phrases } from '@/utils/text/phrases';
import { tokenise } from '@/utils/text/tokenise';
import { Tokens } from '@/utils/text/tokens';

/** One part of a message (subject, text, names), folded and cut. */
export interface Part {
  readonly folded: Folded;
  readonly tokens: Tokens;
}

export function readPart(source: string, phrases: Phrases): Part {
  const folded = normalise(source);
  const tokens = new Tokens();
  tokenise(folded, phrases.vocabulary, tokens);
  return { folded, tokens };
}

/** Evidence of every pattern found in the parts, each pattern once, quoted where it was found first. */
export function matchPatterns(list: CompiledList, parts: readonly Part[]): Evidence[] {
  const found = new Map<number, Evidence>();
  for (const { folded, tokens } of parts) {
    list.phrases.find(tokens, (place, first, last) => {
      const pattern = list.patterns[place];
      if (!pattern || found.has(place)) return;
      const { family, signal, weight, id } = pattern;
      const phrase = clip(quote(folded, tokens.starts[first] ?? 0, tokens.ends[last] ?? 0));
      found.set(place, { family, signal, weight, phrase, source: id });
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
