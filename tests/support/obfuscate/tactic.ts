/** Chance in [0, 1), the same at every run. */
export type Random = () => number;

/**
 * One way of writing a text so that a machine reads something else than the eye.
 *
 * `text` changes the characters. `word` and `page` write it as HTML: `word`
 * dresses one word (the text comes escaped through `inHtml`), `page` stands
 * around all of it.
 */
export interface Tactic {
  readonly id: string;
  /** It cannot be an accident: finding it is evidence by itself. A wrapper (a bounce, a long thread) is none. */
  readonly isDisguise: boolean;
  readonly text?: (text: string, random: Random) => string;
  readonly word?: (word: string, random: Random) => string;
  readonly page?: (body: string, random: Random) => string;
}

/** Blanks and words in turn, so that joining them gives the text again. */
export const pieces = (text: string): string[] => text.split(/(\s+)/);

/** A sender leaves alone what the victim must copy: wallets, links, addresses. */
export const isCopied = (word: string): boolean => word.length > 24 || /[@/\\]|\d{3}/.test(word);

/** Applies `change` to each word that may be changed, with this chance. */
export function eachWord(
  text: string,
  random: Random,
  chance: number,
  change: (word: string) => string,
): string {
  return pieces(text)
    .map((piece, at) =>
      at % 2 === 1 || piece.length < 3 || isCopied(piece) || random() >= chance ? piece : change(piece),
    )
    .join('');
}

export const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
