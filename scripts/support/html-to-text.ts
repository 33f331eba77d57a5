import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { Sheet, type Subject } from '@/scripts/support/css';
import { type Look, lookInside, PLAIN_LOOK, whyUnseen } from '@/scripts/support/html-look';
import { presentation } from '@/scripts/support/html-presentation';
import {
  BLOCK,
  CELL,
  oneLine,
  Tally,
  TURN,
  TURN_BACK,
  tidy,
  unmarked,
} from '@/utils/adapters/rendered-compose';
import { arrange, columnsOf, type Mark, type Place, readAcross } from '@/utils/adapters/rendered-order';
import type { Rendered } from '@/utils/adapters/rendered-text';
import { MAX_LINKS } from '@/utils/schema/limits';

/**
 * The text of an HTML mail as the eye would see it, without a browser: the
 * command line's counterpart of `utils/adapters/rendered-text.ts`, with the same
 * composing and the same words for what was hidden. It parses as a browser does
 * (parse5), knows the styles that mails hide text with, and has no layout.
 *
 * Whole, whatever its length: `mail-to-message.ts` cuts to the limits of a call.
 */

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Beyond this only head and tail are parsed, each as a document of its own. A mailbox takes no mail so large. */
const MAX_HTML_CHARS = 8_000_000;
const MAX_LINK_CHARS = 2_000;
const MAX_ALT_CHARS = 10_000;
/** Smaller pictures are counters and spacers. */
const SMALLEST_PICTURE_PX = 16;

const NEVER_TEXT = new Set(
  'style script template noscript head title meta link object textarea select iframe noembed noframes'.split(
    ' ',
  ),
);

export function htmlToText(html: string): Rendered {
  const truncated = html.length > MAX_HTML_CHARS;
  const parts = truncated
    ? [html.slice(0, MAX_HTML_CHARS * 0.75), html.slice(-MAX_HTML_CHARS * 0.25)]
    : [html];
  const tally = new Tally();
  const pieces = parts.flatMap((part) => read(part, tally));
  const links = [...tally.links].map((link) => link.slice(0, MAX_LINK_CHARS)).slice(0, MAX_LINKS);
  return { text: tidy(pieces), truncated, links, images: tally.images, hidden: tally.hidden };
}

/** A place in the tree: a stack of our own, because mails nest tables deeper than a call stack goes. */
interface Frame {
  readonly children: readonly Node[];
  next: number;
  readonly look: Look;
  readonly after: string;
  readonly tag: string;
  /** Of `details`. */
  readonly isOpen: boolean;
  /** Where each child begins. */
  readonly marks: Mark[];
}

function read(html: string, tally: Tally): string[] {
  const page = parse(html);
  const sheet = new Sheet();
  for (const css of styleTexts(page.childNodes)) sheet.add(css);
  const pieces: string[] = [];
  const stack: Frame[] = [
    { children: page.childNodes, next: 0, look: PLAIN_LOOK, after: '', tag: '', isOpen: true, marks: [] },
  ];
  for (;;) {
    const frame = stack.at(-1);
    if (!frame) return pieces;
    const node = frame.children[frame.next++];
    if (!node) {
      close(frame, pieces, tally);
      stack.pop();
    } else if (node.nodeName === '#text' && 'value' in node) {
      frame.marks.push({ at: pieces.length, place: null });
      readText(node.value, frame.look, pieces, tally);
    } else if ('tagName' in node) {
      const inner = enter(node, frame, sheet, pieces, tally);
      if (inner) stack.push(inner);
    }
  }
}

function readText(value: string, look: Look, pieces: string[], tally: Tally): void {
  const way = value.trim() === '' ? null : whyUnseen(look);
  if (way) tally.hide(value, way);
  else pieces.push(unmarked(look.keepsLines ? value : oneLine(value)));
}

function enter(element: Element, frame: Frame, sheet: Sheet, pieces: string[], tally: Tally): Frame | null {
  const parent = frame.look;
  const tag = element.tagName;
  if (tag === 'br') pieces.push('\n');
  if (tag === 'br' || NEVER_TEXT.has(tag)) return null;
  const { display, style: attributes } = presentation(tag, (name) => attribute(element, name));
  const own = attribute(element, 'style') ?? '';
  const look = lookInside(parent, sheet.of(subjectOf(element), own, attributes), display);
  const isFolded = frame.tag === 'details' && tag !== 'summary' && !frame.isOpen;
  const gone = isFolded ? 'display' : look.gone;
  if (gone) {
    tally.hide(textIn(element), gone);
    return null;
  }
  if (tag === 'img') {
    readPicture(element, look, pieces, tally);
    return null;
  }
  if (tag === 'a' || tag === 'area') readLink(attribute(element, 'href') ?? '', tally);
  frame.marks.push({ at: pieces.length, place: placeIn(frame, look) });
  const edge = edgeOf(look);
  pieces.push(look.isTurned ? edge + TURN : edge);
  const isOpen = attribute(element, 'open') !== undefined;
  const after = look.isTurned ? TURN_BACK + edge : edge;
  return { children: element.childNodes, next: 0, look, after, tag, isOpen, marks: [] };
}

function close({ look, after, tag, marks }: Frame, pieces: string[], tally: Tally): void {
  if (tag === 'tr') readAcross(pieces, marks);
  else if (marks.some(({ place }) => place !== null)) arrange(pieces, marks, tally);
  if (look.display === 'table-row-group') pieces.push(...columnsOf(pieces, marks));
  pieces.push(after);
}

/** Where a child stands among its neighbours, told from style alone; only what is set into place can leave gaps, and letters are taken to be this wide. */
const LETTER_PX = 8;
const LINE_PX = 16;

function placeIn({ look: parent, marks }: Frame, look: Look): Place | null {
  const at = (left: number, top = 0, width = Infinity): Place => ({ left, top, width, height: LINE_PX });
  const behind = marks.length;
  if (look.isOut)
    return look.left === null && look.top === null ? null : at(look.left ?? 0, look.top ?? 0, LETTER_PX);
  if (parent.flow !== 'plain') {
    const place = look.order * 1e6 + behind;
    return at(parent.flow === 'flex' ? place : -place);
  }
  if (look.float === 'right') return at(-behind);
  const isBox = look.display.startsWith('inline-');
  return parent.isRightToLeft && isBox ? at(-behind) : null;
}

function edgeOf({ display, float }: Look): string {
  if (display.startsWith('inline') || display === 'contents') return '';
  if (display === 'table-cell') return CELL;
  // Floated letters are blocks to CSS and one word to the eye.
  return float ? '' : BLOCK;
}

function readPicture(image: Element, look: Look, pieces: string[], tally: Tally): void {
  if (!look.isVisible) return;
  pieces.push(unmarked(oneLine((attribute(image, 'alt') ?? '').slice(0, MAX_ALT_CHARS))));
  const isSmall = (name: string) => {
    const size = Number.parseFloat(attribute(image, name) ?? '');
    return size < SMALLEST_PICTURE_PX;
  };
  if (!isSmall('width') && !isSmall('height')) tally.images += 1;
}

function readLink(target: string, tally: Tally): void {
  const address = target.trim();
  if (address === '' || address.startsWith('#') || address.toLowerCase().startsWith('javascript:')) return;
  if (tally.links.size < 2 * MAX_LINKS) tally.links.add(address);
}

function subjectOf(element: Element): Subject {
  const classes = attribute(element, 'class') ?? '';
  return {
    tag: element.tagName,
    id: attribute(element, 'id') ?? '',
    classes: classes === '' ? [] : classes.trim().split(/\s+/),
  };
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}

function* below(roots: readonly Node[]): Generator<Node> {
  const stack = [...roots].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    yield node;
    if ('childNodes' in node) for (const child of [...node.childNodes].reverse()) stack.push(child);
  }
}

function* styleTexts(roots: readonly Node[]): Generator<string> {
  for (const node of below(roots)) if (node.nodeName === 'style') yield textIn(node as Element, true);
}

/** Code is never text, so it is not hidden text either. */
function textIn(element: Element, isCode = false): string {
  let text = '';
  for (const node of below(element.childNodes)) {
    const parent = 'parentNode' in node ? node.parentNode : null;
    const inCode = parent !== null && /^(style|script)$/.test(parent?.nodeName ?? '');
    if (node.nodeName === '#text' && 'value' in node && (isCode || !inCode)) text += node.value;
  }
  return text;
}
