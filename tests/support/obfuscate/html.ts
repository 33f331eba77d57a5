import { neutralWord, sentences } from '@/tests/support/obfuscate/neutral';
import { inHtml, type Random, type Tactic } from '@/tests/support/obfuscate/tactic';

/** Tactics in HTML: the page that the eye sees says the words, its source does not. */

const UNSEEN: Readonly<Record<string, string>> = {
  display: 'display:none',
  visibility: 'visibility:hidden',
  size: 'font-size:0',
  colour: 'color:#ffffff',
  'faint-colour': 'color:#fefefe;background-color:#ffffff',
  position: 'position:absolute;left:-9999px',
  clip: 'position:absolute;clip:rect(0,0,0,0)',
  height: 'display:inline-block;height:0;width:0;overflow:hidden',
  opacity: 'opacity:0',
};

/** Two or three pieces of a word. */
function cut(word: string): string[] {
  const letters = [...word];
  if (letters.length < 3) return [word];
  const third = Math.ceil(letters.length / 3);
  return [letters.slice(0, third), letters.slice(third, 2 * third), letters.slice(2 * third)]
    .map((some) => some.join(''))
    .filter((piece) => piece !== '');
}

function splitOverTags(word: string): string {
  const [first, ...rest] = cut(word).map(inHtml);
  return [first, ...rest.map((piece) => `<span><b></b>${piece}</span>`)].join('');
}

const entities = (word: string): string =>
  [...word]
    .map((letter, at) => {
      const code = letter.codePointAt(0) ?? 0;
      return at % 2 === 0 ? `&#${code};` : `&#x${code.toString(16)};`;
    })
    .join('');

function hiddenInside(word: string, how: string, random: Random): string {
  const [first, ...rest] = cut(word).map(inHtml);
  return [first, ...rest.map((piece) => `<span ${how}>${neutralWord(random)}</span>${piece}`)].join('');
}

const backwards = (word: string): string => inHtml([...word].reverse().join(''));

const turnedByCss = (word: string): string =>
  `<span style="direction:rtl;unicode-bidi:bidi-override">${backwards(word)}</span>`;

/** The pieces stand in the source from last to first. */
const reorderedFlex = (word: string): string =>
  `<span style="display:inline-flex;flex-direction:row-reverse">${cut(word)
    .reverse()
    .map((piece) => `<span>${inHtml(piece)}</span>`)
    .join('')}</span>`;

/** The source has the pieces from last to first, and `order` puts them right. */
const reorderedByOrder = (word: string): string =>
  `<span style="display:inline-flex">${cut(word)
    .map((piece, at) => `<span style="order:${at}">${inHtml(piece)}</span>`)
    .reverse()
    .join('')}</span>`;

const floatedLetters = (word: string): string =>
  `<span style="display:inline-block">${[...word]
    .map((letter) => `<span style="float:left">${inHtml(letter)}</span>`)
    .join('')}</span>`;

const tableOfLetters = (word: string): string =>
  `<table style="display:inline-table" cellspacing="0" cellpadding="0"><tr>${[...word]
    .map((letter) => `<td>${inHtml(letter)}</td>`)
    .join('')}</tr></table>`;

const cellsOfALine = (word: string): string =>
  `${[...word].map((letter) => `<td>${inHtml(letter)}</td>`).join('')}<td>&nbsp;</td>`;

const linesAsRows = (body: string): string =>
  `<table cellspacing="0" cellpadding="0"><tr>${body.replaceAll('<br>', '</tr></table><br><table><tr>')}</tr></table>`;

const nestedTables = (body: string): string =>
  `${'<table><tbody><tr><td>'.repeat(30)}${body}${'</td></tr></tbody></table>'.repeat(30)}`;

export const HTML_TACTICS: readonly Tactic[] = [
  { id: 'plain-html', isDisguise: false, word: inHtml },
  { id: 'split-over-tags', isDisguise: false, word: splitOverTags },
  { id: 'split-by-comments', isDisguise: true, word: (word) => cut(word).map(inHtml).join('<!-- x -->') },
  { id: 'split-by-breaks', isDisguise: false, word: (word) => cut(word).map(inHtml).join('<wbr>') },
  { id: 'entities', isDisguise: false, word: entities },
  { id: 'unseen-entities', isDisguise: true, word: (word) => [...word].map(inHtml).join('&#8203;') },
  ...Object.entries(UNSEEN).map(
    ([way, style]): Tactic => ({
      id: `hidden-in-words-${way}`,
      isDisguise: true,
      word: (word, random) => hiddenInside(word, `style="${style}"`, random),
    }),
  ),
  {
    id: 'hidden-by-class',
    isDisguise: true,
    word: (word, random) => hiddenInside(word, 'class="q7"', random),
    page: (body) => `<style>.q7 { display: none }</style>${body}`,
  },
  ...['display', 'size', 'colour', 'opacity'].map(
    (way): Tactic => ({
      id: `hidden-prose-${way}`,
      isDisguise: true,
      page: (body, random) => `<div style="${UNSEEN[way]}">${sentences(60, random)}</div>${body}`,
    }),
  ),
  { id: 'turned-by-css', isDisguise: true, word: turnedByCss },
  { id: 'turned-by-bdo', isDisguise: true, word: (word) => `<bdo dir="rtl">${backwards(word)}</bdo>` },
  { id: 'reordered-flex', isDisguise: true, word: reorderedFlex },
  { id: 'reordered-by-order', isDisguise: true, word: reorderedByOrder },
  { id: 'floated-letters', isDisguise: false, word: floatedLetters },
  { id: 'table-of-letters', isDisguise: true, word: tableOfLetters },
  { id: 'table-of-letters-a-line', isDisguise: true, word: cellsOfALine, page: linesAsRows },
  { id: 'alt-text', isDisguise: false, word: (word) => `<img src="cid:1" alt="${inHtml(word)}">` },
  { id: 'nested-tables', isDisguise: false, page: nestedTables },
  { id: 'html-padding', isDisguise: false, page: (body) => `${'<br>&nbsp;'.repeat(2_000)}${body}` },
  {
    id: 'literal-breaks-in-html',
    isDisguise: true,
    page: (body) => body.replaceAll('<br>', '&lt;/br&gt;<br>'),
  },
];
