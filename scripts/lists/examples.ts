import { readPart } from '@/utils/detection/match';
import type { PatternSource } from '@/utils/schema/pattern';
import { Phrases } from '@/utils/text/phrases';

/** Where a pattern does not keep what its author promises, by the very text layer of the extension. */
export interface Broken {
  /** Examples that it does not find. */
  readonly missed: readonly string[];
  /** Counter-examples that it finds. */
  readonly caught: readonly string[];
}

export function tryExamples({ phrases: notations, examples, counterExamples }: PatternSource): Broken {
  const phrases = new Phrases();
  for (const notation of notations) phrases.add(notation, 0);
  phrases.freeze();
  const finds = (text: string): boolean => {
    let found = false;
    phrases.find(readPart(text, phrases).tokens, () => {
      found = true;
    });
    return found;
  };
  return {
    missed: examples.filter((text) => !finds(text)),
    caught: counterExamples.filter((text) => finds(text)),
  };
}
