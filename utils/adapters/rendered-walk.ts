import {
  BLOCK,
  CELL,
  oneLine,
  type Tally,
  TURN,
  TURN_BACK,
  unmarked,
} from '@/utils/adapters/rendered-compose';
import { arrange, columnsOf, type Mark, readAcross } from '@/utils/adapters/rendered-order';
import { type Look, lookInside, rootLook, styleOf, whyUnseen } from '@/utils/adapters/rendered-style';
import {
  all,
  attribute,
  boxOf,
  firstChild,
  hasAttributes,
  lastChild,
  localName,
  matches,
  nextSibling,
  nodeType,
  previousSibling,
  rawText,
  shadowRoot,
} from '@/utils/adapters/safe-dom';

export interface WalkLimits {
  readonly characters: number;
  readonly nodes: number;
}

/** Where a walk stopped: the first node it did not finish, and how much of it was taken. */
export interface Stop {
  readonly node: Node;
  readonly offset: number;
}

interface Frame {
  /** Children still to come, by pointer; slotted ones come from a list. */
  next: Node | null;
  readonly listed: Node[] | null;
  readonly element: Element;
  readonly look: Look;
  readonly root: Element;
  /** Needed by text only, so asked once a text comes. */
  style: CSSStyleDeclaration | null;
  readonly after: string;
  readonly display: string;
  /** Where each child begins in the pieces, walking forwards. */
  readonly marks: Mark[];
  /** A child stands elsewhere than in the source. */
  isMoved: boolean;
}

const TEXT = 3;
const ELEMENT = 1;
/** Shown by no browser, so nothing is kept from the eye by not showing them. */
const NEVER_TEXT = new Set([
  'style',
  'script',
  'template',
  'noscript',
  'head',
  'title',
  'meta',
  'link',
  'object',
]);
/** A whole letter can stand in a description. */
const MAX_ALT_CHARS = 10_000;
/** A hidden character counts as this part of one that is seen: it is looked at and not kept. */
const HIDDEN_COSTS = 16;
const MAX_LINKS_SEEN = 400;
/** Smaller pictures are counters and spacers. */
const SMALLEST_PICTURE_PX = 16;

/**
 * One walk over the body, a node a step, in reading order or from the end
 * back. It keeps its own stack: mails nest tables deeper than a call stack goes,
 * and a walk must be able to pause.
 */
export class Walk {
  readonly pieces: string[] = [];
  /** Set when a limit ended the walk. */
  stop: Stop | null = null;
  private readonly stack: Frame[] = [];
  private readonly roots: Element[];
  private characters = 0;
  private nodes = 0;

  private readonly limits: WalkLimits;
  private readonly tally: Tally;
  private readonly folded: string;
  private readonly backTo: Stop | null;

  /** With `backTo` it walks from the end back to there, and its pieces come in that order. */
  constructor(
    roots: readonly Element[],
    limits: WalkLimits,
    tally: Tally,
    folded: string,
    backTo: Stop | null,
  ) {
    this.limits = limits;
    this.tally = tally;
    this.folded = folded;
    this.backTo = backTo;
    // The stack pops from its end.
    this.roots = backTo ? [...roots] : [...roots].reverse();
  }

  /** Handles one node; false at the end. */
  step(): boolean {
    const frame = this.stack.at(-1);
    if (!frame) {
      const root = this.roots.pop();
      if (!root) return false;
      this.enterRoot(root);
      return true;
    }
    const node = this.take(frame);
    if (!node) {
      this.stack.pop();
      this.close(frame);
      return true;
    }
    this.nodes += 1;
    const last = this.backTo?.node === node;
    if (!last && (this.nodes > this.limits.nodes || this.characters >= this.limits.characters)) {
      this.stop = { node, offset: 0 };
      return false;
    }
    if (last) this.finishWith(frame);
    const kind = nodeType(node);
    if (kind === TEXT && !this.backTo) frame.marks.push({ at: this.pieces.length, place: null });
    if (kind === TEXT) return this.readText(node as Text, frame);
    if (kind === ELEMENT) this.enter(node as Element, frame);
    return true;
  }

  /** Nothing before the meeting point is read a second time. */
  private finishWith(frame: Frame): void {
    this.stack.length = 0;
    this.stack.push({ ...frame, next: null, listed: null });
    this.roots.length = 0;
  }

  private take(frame: Frame): Node | null {
    if (frame.listed) return frame.listed.pop() ?? null;
    const node = frame.next;
    if (node) frame.next = this.backTo ? previousSibling(node) : nextSibling(node);
    return node;
  }

  private enterRoot(root: Element): void {
    const style = styleOf(root);
    // A root that is not shown at all is not being read by anyone.
    if (style.display === 'none') return;
    this.push(root, rootLook(root), root, BLOCK, null, '');
  }

  private push(
    element: Element,
    look: Look,
    root: Element,
    edge: string,
    style: CSSStyleDeclaration | null,
    display: string,
    after = edge,
  ): void {
    this.pieces.push(edge);
    const within: Node = shadowRoot(element) ?? element;
    const next = this.backTo ? lastChild(within) : firstChild(within);
    const slotted = localName(element) === 'slot' ? (element as HTMLSlotElement).assignedNodes() : [];
    const listed = slotted.length > 0 ? (this.backTo ? [...slotted] : [...slotted].reverse()) : null;
    this.stack.push({ next, listed, element, look, root, style, after, display, marks: [], isMoved: false });
  }

  private enter(element: Element, frame: Frame): void {
    const tag = localName(element);
    if (tag === 'br') {
      this.pieces.push('\n');
      return;
    }
    if (NEVER_TEXT.has(tag)) return;
    const style = styleOf(element);
    const look = lookInside(element, style, frame.look);
    const closed =
      localName(frame.element) === 'details' &&
      tag !== 'summary' &&
      attribute(frame.element, 'open') === null;
    if (look.gone || closed) {
      // What the site itself folds away (a quote behind "…") is not the sender's trick.
      if (!this.folded || !matches(element, this.folded))
        this.tally.hide(textIn(element), look.gone ?? 'display');
      return;
    }
    if (tag === 'img') this.readPicture(element as HTMLImageElement, style);
    else if (tag === 'iframe' || tag === 'frame') this.enterFrame(element as HTMLIFrameElement);
    else {
      if (tag === 'a' || tag === 'area') this.readLink(element);
      const { display } = style;
      this.mark(frame, element, style, display);
      const edge = edgeOf(style, display);
      const isTurned = this.backTo === null && turns(element, style);
      if (isTurned) this.push(element, look, frame.root, edge + TURN, style, display, TURN_BACK + edge);
      else this.push(element, look, frame.root, edge, style, display);
    }
  }

  /** Notes where a child begins and, if style moves it, where it stands. */
  private mark(frame: Frame, element: Element, style: CSSStyleDeclaration, display: string): void {
    if (this.backTo) return;
    const isMoved = moves(frame, style, display);
    if (isMoved) frame.isMoved = true;
    frame.marks.push({ at: this.pieces.length, place: isMoved ? boxOf(element) : null });
  }

  private close({ display, marks, isMoved, after }: Frame): void {
    const { pieces } = this;
    if (display === 'table-row') readAcross(pieces, marks);
    else if (isMoved) arrange(pieces, marks, this.tally);
    if (display === 'table-row-group') pieces.push(...columnsOf(pieces, marks));
    pieces.push(after);
  }

  private enterFrame(element: HTMLIFrameElement): void {
    // Null for a frame of another origin: not ours to read.
    const inside = element.contentDocument?.body;
    if (inside) this.push(inside, rootLook(inside), inside, BLOCK, null, '');
  }

  private readText(node: Text, frame: Frame): boolean {
    const { backTo } = this;
    const length = node.length;
    const from = backTo?.node === node ? backTo.offset : 0;
    const room = this.limits.characters - this.characters;
    const taken = Math.min(length - from, room);
    // substringData copies only what is wanted: a mail may be one text of 5 MB.
    const part = backTo ? node.substringData(length - taken, taken) : node.substringData(from, taken);
    if (!hasLetters(part)) {
      this.pieces.push(part === '' ? '' : this.blanks(part, frame));
    } else {
      frame.style ??= styleOf(frame.element);
      const way = whyUnseen(node, frame.element, frame.style, frame.look, frame.root);
      if (way) {
        this.tally.hide(part, way);
        // Hidden filler uses up the limits too, or it could keep us busy for ever; but slowly, or it would push out what is seen.
        this.characters += Math.ceil(part.length / HIDDEN_COSTS);
        return true;
      }
      this.pieces.push(unmarked(part.includes('\n') && keepsLines(frame.style) ? part : oneLine(part)));
    }
    this.characters += part.length;
    if (taken < length - from) {
      this.stop = { node, offset: from + taken };
      return false;
    }
    return true;
  }

  private blanks(part: string, frame: Frame): string {
    if (!part.includes('\n')) return ' ';
    frame.style ??= styleOf(frame.element);
    return keepsLines(frame.style) ? part : ' ';
  }

  private readPicture(image: HTMLImageElement, style: CSSStyleDeclaration): void {
    if (style.visibility !== 'visible') return;
    const alt = image.alt.slice(0, MAX_ALT_CHARS);
    if (alt) this.pieces.push(oneLine(alt));
    this.characters += alt.length;
    const box = boxOf(image);
    if (box.width >= SMALLEST_PICTURE_PX && box.height >= SMALLEST_PICTURE_PX) this.tally.images += 1;
  }

  private readLink(element: Element): void {
    if (this.tally.links.size >= MAX_LINKS_SEEN) return;
    // Outlook's Safe Links keep the sender's own target in `originalsrc`.
    const target = attribute(element, 'originalsrc') ?? attribute(element, 'href') ?? '';
    if (!target || target.startsWith('#') || target.startsWith('javascript:')) return;
    this.tally.links.add(target.trim());
  }
}

/** Whether style may put this child elsewhere than the source does. */
function moves({ display: parent, element }: Frame, style: CSSStyleDeclaration, display: string): boolean {
  if (parent.endsWith('flex') || parent.endsWith('grid')) return true;
  if (style.float === 'right') return true;
  // Both are asked of every element anyway, but by other names: the browser has them at hand.
  if (style.position === 'absolute') return true;
  return display.startsWith('inline-') && styleOf(element).direction === 'rtl';
}

/** Letters against their own direction: the words in the source are written backwards. */
function turns(element: Element, style: CSSStyleDeclaration): boolean {
  return hasAttributes(element) && style.unicodeBidi.includes('override') && style.direction === 'rtl';
}

function edgeOf(style: CSSStyleDeclaration, display: string): string {
  if (display.startsWith('inline') || display === 'contents' || display.startsWith('ruby')) return '';
  if (display === 'table-cell') return CELL;
  // Floated letters are blocks to CSS and one word to the eye.
  return style.float === 'none' ? BLOCK : '';
}

function keepsLines(style: CSSStyleDeclaration): boolean {
  return style.whiteSpace !== 'normal' && style.whiteSpace !== 'nowrap';
}

/** Whether there is anything but blanks. Starts with the cheap, common answer. */
function hasLetters(text: string): boolean {
  return text.trim() !== '';
}

function textIn(element: Element): string {
  const whole = rawText(element);
  let code = 0;
  for (const part of all(element, 'style, script')) code += rawText(part).length;
  return code === 0 ? whole : whole.slice(0, Math.max(0, whole.length - code));
}
