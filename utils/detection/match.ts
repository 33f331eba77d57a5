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
