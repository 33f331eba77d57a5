import { htmlToText } from '@/scripts/support/html-to-text';
import { textToMessage } from '@/scripts/support/mail-to-message';
import { HTML_TACTICS } from '@/tests/support/obfuscate/html';
import { LAYOUT_TACTICS } from '@/tests/support/obfuscate/layout';
import { LETTER_TACTICS } from '@/tests/support/obfuscate/letters';
import { createRandom } from '@/tests/support/obfuscate/random';
import { inHtml, isCopied, pieces, type Random, type Tactic } from '@/tests/support/obfuscate/tactic';
import type { Message } from '@/utils/schema/message';

export const TACTICS: readonly Tactic[] = [...LETTER_TACTICS, ...LAYOUT_TACTICS, ...HTML_TACTICS];

/** The message as a sender would disguise it by these tactics, and as the reader would then get it. Same seed, same message. */
export function obfuscate(message: Message, tactics: readonly Tactic[], seed: string): Message {
  const random = createRandom(`${seed} ${tactics.map(({ id }) => id).join(' ')}`);
  let text = message.text;
  for (const tactic of tactics) if (tactic.text) text = tactic.text(text, random);
  const dressed = tactics.filter(({ word, page }) => word || page);
  const { links, images, hidden, truncated, ...read } = dressed.length
    ? htmlToText(toHtml(text, dressed, random))
    : textToMessage(text);
  return {
    ...message,
    text: read.text,
    truncated: message.truncated || truncated,
    links: [...message.links, ...links],
    images: message.images + images,
    hidden: {
      characters: message.hidden.characters + hidden.characters,
      ways: [...new Set([...message.hidden.ways, ...hidden.ways])],
    },
  };
}

/** Two tactics on words take turns. */
function toHtml(text: string, tactics: readonly Tactic[], random: Random): string {
  const onWords = tactics.flatMap(({ word }) => word ?? []);
  let turn = 0;
  const dress = (piece: string) => {
    const tactic = onWords[turn++ % Math.max(1, onWords.length)];
    return !tactic || piece === '' || isCopied(piece) ? inHtml(piece) : tactic(piece, random);
  };
  let body = pieces(text)
    .map((piece, at) => (at % 2 === 1 ? inHtml(piece).replaceAll('\n', '<br>') : dress(piece)))
    .join('');
  for (const { page } of tactics) if (page) body = page(body, random);
  return `<!doctype html><html><body>${body}</body></html>`;
}
