import { type Colour, DARK_CANVAS, isUnseen, over, parseColour, WHITE } from '@/utils/adapters/colour';
import { boxOf, nodeType, parentElement, rootOf, viewOf } from '@/utils/adapters/safe-dom';
import type { HiddenWay } from '@/utils/schema/message';

/**
 * Whether the eye can see an element and the text in it, from its computed
 * style and, only where the style gives cause, its box.
 *
 * Asking for a box is what costs: it may force the page's layout. So boxes are
 * asked only of what is positioned, transformed, pulled by a large negative
 * margin or indent, or clips its content. Ordinary flow inside a seen parent is
 * seen. What lies *outside* the mail's own root (a pane fading in, scrolled or
 * covered by a dialog) is the site's doing and never counts as the sender's.
 *
 * Left out on purpose: one element painted over another, letters from
 * `::before`, and text turned by fonts or filters. Webmails strip the CSS that
 * these need, and telling them apart means painting.
 */

export interface Look {
  /** Hidden with all that it holds. */
  readonly gone: HiddenWay | null;
  readonly opacity: number;
  /** What text stands on; null under a picture, where nobody can say. */
  readonly paper: Colour | null;
  /** The element outside whose box nothing shows. Its box is asked when needed: the reader may scroll meanwhile. */
  readonly window: Element | null;
  /** Content overflows its window: each text must be measured. */
  readonly measure: boolean;
}

const SMALLEST_FONT_PX = 1;
const FAINTEST = 0.05;
/** Boxes this thin are used to cut text away, not to show it. */
const THINNEST_PX = 2;
/** Negative margins up to this are ordinary design. */
const LARGE_PULL_PX = -100;
/** How far beside the mail still counts as reachable by scrolling. */
const REACH_PX = 2_000;

/** The style of an element in its own window: it may stand in a frame. */
export function styleOf(element: Element): CSSStyleDeclaration {
  return (viewOf(element) ?? window).getComputedStyle(element);
}

/** How the mail's root looks before its own content is considered. */
export function rootLook(root: Element): Look {
  return { gone: null, opacity: 1, paper: paperUnder(root), window: null, measure: false };
}

function paperUnder(root: Element): Colour | null {
  const layers: Colour[] = [];
  for (let at: Element | null = root; at; at = parentAcross(at)) {
    const style = styleOf(at);
    if (style.backgroundImage !== 'none') return null;
    const colour = parseColour(style.backgroundColor);
    if (!colour) return null;
    layers.push(colour);
    if (colour.alpha >= 1) break;
  }
  const last = layers.at(-1);
  const base = last && last.alpha >= 1 ? last : canvas(root);
  return layers.reduceRight((below, layer) => over(layer, below), base);
}

function parentAcross(element: Element): Element | null {
  const above = parentElement(element);
  if (above) return above;
  const top = element.getRootNode();
  const isShadow = nodeType(top) === 11;
  return isShadow ? (top as ShadowRoot).host : (viewOf(element)?.frameElement ?? null);
}

/** No element tells the colour of the bare canvas, but the default ink does: it is light on dark. */
function canvas(inside: Element): Colour {
  const page = viewOf(inside)?.document;
  const html = page && rootOf(page);
  const ink = html ? parseColour(styleOf(html).color) : null;
  return ink && ink.r + ink.g + ink.b > 600 ? DARK_CANVAS : WHITE;
}

/** The look of an element inside a parent that is seen. */
export function lookInside(element: Element, style: CSSStyleDeclaration, parent: Look, root: Element): Look {
  if (style.display === 'none' || style.contentVisibility === 'hidden') return { ...parent, gone: 'display' };

  let { opacity, paper, window: box, measure } = parent;
  if (style.opacity !== '1') {
    opacity *= Number.parseFloat(style.opacity);
    if (opacity < FAINTEST) return { ...parent, gone: 'opacity' };
  }

  if (style.backgroundImage !== 'none') paper = null;
  else if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') {
    const colour = parseColour(style.backgroundColor);
    if (!colour) paper = null;
    else if (colour.alpha >= 1) paper = colour;
    else if (paper) paper = over(colour, paper);
  }

  const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  if (clips || isMoved(style)) {
    const own = boxOf(element);
    const way = whyCut(style, own, clips) ?? whyAway(style, own, boxOf(root), box);
    if (way) return { ...parent, gone: way };
    if (clips && overflowsForGood(element, style)) {
      box = element;
      measure = true;
    }
  }
  if (paper === parent.paper && opacity === parent.opacity && box === parent.window) return parent;
  return { gone: null, opacity, paper, window: box, measure };
}

function isMoved(style: CSSStyleDeclaration): boolean {
  return (
    style.position !== 'static' ||
    style.transform !== 'none' ||
    style.clipPath !== 'none' ||
    style.scale !== 'none' ||
    style.translate !== 'none' ||
    Number.parseFloat(style.marginLeft) < LARGE_PULL_PX ||
    Number.parseFloat(style.marginTop) < LARGE_PULL_PX
  );
}

function whyCut(style: CSSStyleDeclaration, own: DOMRect, clips: boolean): HiddenWay | null {
  if (clips && style.display !== 'inline' && (own.width < THINNEST_PX || own.height < THINNEST_PX))
    return 'clip';
  if (style.clipPath !== 'none' && cutsAll(style.clipPath)) return 'clip';
  const out = style.position === 'absolute' || style.position === 'fixed';
  if (out && style.clip !== 'auto' && clipsAll(style.clip)) return 'clip';
  if ((style.transform !== 'none' || style.scale !== 'none') && own.width < 1 && own.height < 1)
    return 'size';
  return null;
}

function whyAway(
  style: CSSStyleDeclaration,
  own: DOMRect,
  root: DOMRect,
  box: Element | null,
): HiddenWay | null {
  // An inline wrapper or an anchor of a positioned child has no box of its own; its children are asked in turn.
  if (own.width === 0 || own.height === 0) return null;
  if (own.right <= root.left || own.bottom <= root.top) return 'off-screen';
  if (own.left >= root.right + REACH_PX) return 'off-screen';
  if (style.position === 'fixed') return null;
  return box && !meets(own, boxOf(box)) ? 'clip' : null;
}

/** `clip: rect(top, right, bottom, left)` that leaves nothing. */
function clipsAll(clip: string): boolean {
  const [top, right, bottom, left] = clip
    .slice(clip.indexOf('(') + 1)
    .split(/[ ,)]+/)
    .map(Number.parseFloat);
  if (top === undefined || right === undefined || bottom === undefined || left === undefined) return false;
  return right - left < THINNEST_PX || bottom - top < THINNEST_PX;
}

/** The forms in use to cut everything: half of each side, or a circle of nothing. */
function cutsAll(path: string): boolean {
  if (path.startsWith('circle(0') || path.startsWith('ellipse(0')) return true;
  if (!path.startsWith('inset(')) return false;
  const sides = path.slice('inset('.length).split(/[ )]+/).map(Number.parseFloat);
  const [top, right = top, bottom = top, left = right] = sides.filter(Number.isFinite);
  if (top === undefined || right === undefined || bottom === undefined || left === undefined) return false;
  return path.includes('%') && (top + bottom >= 100 || left + right >= 100);
}

/** A box with a scrollbar hides nothing for good; `hidden` and `clip` do. */
function overflowsForGood(element: Element, style: CSSStyleDeclaration): boolean {
  const down = style.overflowY === 'hidden' || style.overflowY === 'clip';
  const across = style.overflowX === 'hidden' || style.overflowX === 'clip';
  const slack = 4;
  return (
    (down && element.scrollHeight > element.clientHeight + slack) ||
    (across && element.scrollWidth > element.clientWidth + slack)
  );
}

/** Why text right inside an element with this style is not seen, where the element itself is. */
export function whyUnseen(
  text: Text,
  style: CSSStyleDeclaration,
  look: Look,
  root: Element,
): HiddenWay | null {
  if (style.visibility !== 'visible') return 'visibility';
  if (Number.parseFloat(style.fontSize) <= SMALLEST_FONT_PX) return 'size';
  if (look.paper) {
    const ink = parseColour(style.webkitTextFillColor || style.color);
    if (ink && isUnseen(ink, look.paper)) return 'colour';
  }
  const indented = Number.parseFloat(style.textIndent) < LARGE_PULL_PX;
  if (!indented && !look.measure) return null;
  const range = new Range();
  range.selectNodeContents(text);
  const own = range.getBoundingClientRect();
  if (own.width === 0 || own.height === 0) return null;
  if (indented && own.right <= boxOf(root).left) return 'off-screen';
  return look.window && !meets(own, boxOf(look.window)) ? 'clip' : null;
}

function meets(a: DOMRect, b: DOMRect): boolean {
  const least = 1;
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) >= least &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) >= least
  );
}
