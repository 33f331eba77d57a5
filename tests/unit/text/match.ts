import { normalise } from '@/utils/text/normalise';
import { Phrases } from '@/utils/text/phrases';
import { tokenise } from '@/utils/text/tokenise';
import { Tokens } from '@/utils/text/tokens';

/** Whether one phrase is found in a text. */
export function matches(phrase: string, text: string): boolean {
  const phrases = new Phrases();
  phrases.add(phrase, 0);
  phrases.freeze();
  const tokens = new Tokens();
  tokenise(normalise(text), phrases.vocabulary, tokens);
  let found = false;
  phrases.find(tokens, () => {
    found = true;
  });
  return found;
}
