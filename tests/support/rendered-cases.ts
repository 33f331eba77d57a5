import type { HiddenWay } from '@/utils/schema/message';

/**
 * What the eye sees of a piece of HTML, for both readers: the page's
 * (`utils/adapters/rendered-text.ts`), which asks the browser, and the command
 * line's (`scripts/support/html-to-text.ts`), which works it out.
 */
export interface RenderedCase {
  readonly name: string;
  readonly html: string;
  readonly text: string;
  /** Letters that are left out, and how they were hidden. */
  readonly hidden?: number;
  readonly ways?: readonly HiddenWay[];
  /** Whether what is hidden still ends a line differs: the one knows its box, the other does not look. */
  readonly isLoose?: true;
}

/** The text as far as both readers can agree on it. */
export const comparable = (text: string, { isLoose }: RenderedCase) =>
  isLoose ? text.replace(/\s+/g, ' ') : text.replace(/ *\n */g, '\n').trim();

const inside = (how: string) => `seen <span style="${how}">filler words</span> too`;
const hides = (way: HiddenWay, how: string): RenderedCase => ({
  name: `${way}: ${how}`,
  html: inside(how),
  text: 'seen too',
  hidden: 11,
  ways: [way],
  isLoose: true,
});
const shows = (how: string): RenderedCase => ({
  name: `seen: ${how}`,
  html: `<div style="${how}">words</div>`,
  text: 'words',
});
const letters = (word: string, style: (place: number) => string, tag = 'span') =>
  [...word].map((letter, place) => `<${tag} style="${style(place)}">${letter}</${tag}>`).join('');
const backwards = (word: string) => [...word].reverse().join('');
const moved = (name: string, html: string, text = 'bitcoin'): RenderedCase => ({
  name,
  html,
  text,
  hidden: 0,
  ways: ['order'],
});

export const RENDERED_CASES: readonly RenderedCase[] = [
  hides('display', 'display:none'),
  hides('display', 'content-visibility:hidden;display:block'),
  hides('visibility', 'visibility:hidden'),
  hides('visibility', 'visibility:collapse'),
  hides('opacity', 'opacity:0'),
  hides('opacity', 'opacity:0%'),
  hides('opacity', 'filter:opacity(0)'),
  hides('size', 'font-size:0'),
  hides('size', 'font-size:1px'),
  hides('size', 'display:block;transform:scale(0)'),
  hides('colour', 'color:#fff'),
  hides('colour', 'color:#fdfdfd'),
  hides('colour', 'color:rgba(0,0,0,0.01)'),
  hides('colour', 'color:transparent'),
  hides('colour', 'color:hsl(0, 0%, 99%)'),
  hides('colour', 'background:#123456;color:#123457'),
  hides('colour', '-webkit-text-fill-color:#fff'),
  hides('off-screen', 'position:absolute;left:-9999px'),
  hides('off-screen', 'position:absolute;top:-9999px'),
  hides('off-screen', 'position:absolute;left:9999px'),
  hides('off-screen', 'display:block;margin-left:-9999px;width:500px'),
  hides('off-screen', 'display:block;text-indent:-9999px'),
  hides('off-screen', 'display:block;transform:translateX(-5000px)'),
  hides('clip', 'position:absolute;clip:rect(0,0,0,0)'),
  hides('clip', 'position:absolute;clip:rect(1px,1px,1px,1px)'),
  hides('clip', 'display:block;clip-path:inset(50%)'),
  hides('clip', 'display:block;clip-path:inset(0 100% 0 0)'),
  hides('clip', 'display:block;clip-path:circle(0)'),
  hides('clip', 'display:block;max-height:0;overflow:hidden'),
  hides('clip', 'display:inline-block;width:1px;height:1px;overflow:hidden'),
  {
    name: 'the attribute hidden',
    html: 'seen <p hidden>filler words</p> too',
    text: 'seen too',
    hidden: 11,
    ways: ['display'],
  },
  { name: 'hidden, and shown again', html: '<p hidden style="display:block">words</p>', text: 'words' },
  {
    name: 'closed details',
    html: '<details><summary>more</summary><p>filler words</p></details>',
    text: 'more',
    hidden: 11,
    ways: ['display'],
  },
  {
    name: 'open details',
    html: '<details open><summary>more</summary><p>words</p></details>',
    text: 'more\nwords',
  },
  {
    name: 'the sheet over bgcolor',
    html: '<style>.a{background-color:#fff}</style><table><tr><td bgcolor="#000000" class="a" style="color:#000">words</td></tr></table>',
    text: 'words',
  },
  {
    name: 'an own background over the sheet’s',
    html: '<style>.b{background-color:#000}</style><p class="b" style="background:#fff;color:#000">words</p>',
    text: 'words',
  },
  {
    name: 'bgcolor alone',
    html: '<table><tr><td bgcolor="#000000" style="color:#000">filler</td><td>words</td></tr></table>',
    text: 'words',
    hidden: 6,
    ways: ['colour'],
  },
  {
    name: 'a preheader',
    html: '<div style="display:none;font-size:1px;color:#fff;max-height:0;overflow:hidden">filler words</div><p>words</p>',
    text: 'words',
    hidden: 11,
    ways: ['display'],
  },
  shows('color:#aaa'),
  shows('text-indent:-20px'),
  shows('position:relative;left:20px'),
  shows('background:#000;color:#fff'),
  shows('overflow:auto;height:5px'),
  shows('opacity:.5'),
  { name: 'tags in words', html: 'b<b></b>it<span><i>co</i></span>in', text: 'bitcoin' },
  { name: 'comments and entities in words', html: 'bi<!-- x -->t&#99;&#x6f;in', text: 'bitcoin' },
  { name: 'floated letters', html: `<div>${letters('bitcoin', () => 'float:left')}</div>`, text: 'bitcoin' },
  moved(
    'letters floated right',
    `<div style="width:300px">${letters(backwards('bitcoin'), () => 'float:right')}</div>`,
  ),
  {
    name: 'flexed letters',
    html: `<div style="display:flex">${letters('bitcoin', () => '')}</div>`,
    text: 'bitcoin',
  },
  moved(
    'a flexed row in reverse',
    `<div style="display:flex;flex-direction:row-reverse">${letters(backwards('bitcoin'), () => '')}</div>`,
  ),
  moved(
    'letters with an order',
    `<div style="display:inline-flex">${letters(backwards('bitcoin'), (place) => `order:${7 - place}`)}</div>`,
  ),
  moved(
    'boxes from right to left',
    `<div style="direction:rtl">${letters(backwards('bitcoin'), () => 'display:inline-block')}</div>`,
  ),
  moved(
    'letters set into place',
    `<div style="position:relative;height:30px;font-family:monospace;font-size:14px">${letters(backwards('bitcoin'), (place) => `position:absolute;top:0;left:${(6 - place) * 9}px`)}</div>`,
  ),
  {
    name: 'an override',
    html: `<bdo dir="rtl">${backwards('bitcoin')}</bdo>`,
    text: `\u202e${backwards('bitcoin')}\u202c`,
  },
  {
    name: 'an override by style',
    html: `<span style="direction:rtl;unicode-bidi:bidi-override">${backwards('bitcoin')}</span>`,
    text: `\u202e${backwards('bitcoin')}\u202c`,
  },
  {
    name: 'a letter a cell',
    html: `<table><tr>${[...'bitcoin'].map((one) => `<td>${one}</td>`).join('')}</tr></table>`,
    text: 'b i t c o i n',
  },
  {
    name: 'a column a cell',
    html: '<table><tr><td>p<br>n</td><td>a<br>o</td><td>y<br>w</td></tr></table>',
    text: 'p a y\nn o w',
  },
  {
    name: 'a word down a column',
    html: '<table><tr><td>p</td><td>n</td></tr><tr><td>a</td><td>o</td></tr><tr><td>y</td><td>w</td></tr></table>',
    text: 'p n\na o\ny w\npay\nnow',
  },
  { name: 'text of a picture', html: 'Pay <img alt="1300 euro"> now', text: 'Pay 1300 euro now' },
];
