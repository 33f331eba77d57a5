import { type Colour, DARK_CANVAS, isUnseen, over, parseColour, WHITE } from '@/utils/adapters/colour';
import { boxOf, hasAttributes, nodeType, parentElement, rootOf, viewOf } from '@/utils/adapters/safe-dom';
import type { HiddenWay } from '@/utils/schema/message';

/**
 * Whether the eye can see an element and the text in it, from computed style and
 * boxes.
 *
 * Each property asked of `getComputedStyle` costs 1 to 5 µs, and a mail has
 * thousands of elements, so few are asked: of every element what hides all that
 * it holds, of an element with letters what hides letters. Where text was moved
 * to is not read from the dozen properties that move things but from where it
 * stands, one box a text. Pictures behind text are looked for only when its
 * colour would make it vanish.
 *
 * What lies *outside* the mail's own root (a pane fading in, scrolled or covered
 * by a dialog) is the site's doing and never counts as the sender's.
 *
 * Left out on purpose: one element painted over another, letters from
 * `::before`, and text turned by fonts or filters. Webmails strip the CSS that
 * these need, and telling them apart means painting. `clip-path` and
 * `content-visibility` are asked only of elements with attributes: set by a bare
 * tag selector they go unseen.
 */

export interface Look {
  /** Hidden with all that it holds. */
  readonly gone: HiddenWay | null;
  readonly opacity: number;
  /** The colour that text stands on, pictures not counted; null when it cannot be told. */
  readonly paper: Colour | null;
  /** The element outside whose box nothing shows, if it cuts something off. Its box is asked when needed: the reader may scroll meanwhile. */
  readonly window: Element | null;
}

const SMALLEST_FONT_PX = 1;
const FADED = /opacity\(0?\.?0*%?\)/;
const FAINTEST = 0.05;
/** Boxes this thin are used to cut text away, not to show it. */
const THINNEST_PX = 2;
/** How far beside the mail still counts as reachable by scrolling. */
const REACH_PX = 2_000;
/** Measuring a text costs by its lines; a longer one is taken to stand where its element does. */
const MEASURED_CHARS = 5_000;

/** The style of an element in its own window: it may stand in a frame. */
export function styleOf(element: Element): CSSStyleDeclaration {
  return (viewOf(element) ?? window).getComputedStyle(element);
}

/** How the mail's root looks before its own content is considered. */
export function rootLook(root: Element): Look {
  return { gone: null, opacity: 1, paper: paperUnder(root), window: null };
}

function paperUnder(root: Element): Colour | null {
  const layers: Colour[] = [];
  for (let at: Element | null = root; at; at = parentAcross(at)) {
    const style = styleOf(at);
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
export function lookInside(element: Element, style: CSSStyleDeclaration, parent: Look): Look {
  const { display, position, overflowX } = style;
  if (display === 'none') return { ...parent, gone: 'display' };
  if (hasAttributes(element)) {
    if (FADED.test(style.filter)) return { ...parent, gone: 'opacity' };
    if (style.contentVisibility === 'hidden') return { ...parent, gone: 'display' };
    if (style.clipPath !== 'none' && cutsAll(style.clipPath)) return { ...parent, gone: 'clip' };
  }
  const isOut = position === 'absolute' || position === 'fixed';
  if (isOut && style.clip !== 'auto' && clipsAll(style.clip)) return { ...parent, gone: 'clip' };

  let { opacity, paper, window: box } = parent;
  const own = style.opacity;
  if (own !== '1') {
    opacity *= Number.parseFloat(own);
    if (opacity < FAINTEST) return { ...parent, gone: 'opacity' };
  }
  const background = style.backgroundColor;
  if (background !== 'rgba(0, 0, 0, 0)') {
    const colour = parseColour(background);
    if (!colour) paper = null;
    else if (colour.alpha >= 1) paper = colour;
    else if (paper) paper = over(colour, paper);
  }
  // The two overflows are only ever `visible` together (or with `clip`, which nobody writes alone).
  if (overflowX !== 'visible' && display !== 'inline') {
    const { width, height } = boxOf(element);
    if (width < THINNEST_PX || height < THINNEST_PX) return { ...parent, gone: 'clip' };
    if (overflowsForGood(element, style)) box = element;
  }
  if (paper === parent.paper && opacity === parent.opacity && box === parent.window) return parent;
  return { gone: null, opacity, paper, window: box };
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
  element: Element,
  style: CSSStyleDeclaration,
  look: Look,
  root: Element,
): HiddenWay | null {
  if (style.visibility !== 'visible') return 'visibility';
  if (Number.parseFloat(style.fontSize) <= SMALLEST_FONT_PX) return 'size';
  if (look.paper) {
    const ink = parseColour(style.webkitTextFillColor);
    if (ink && isUnseen(ink, look.paper) && !isOnPicture(element, root)) return 'colour';
  }
  return whyElsewhere(text, element, look, root);
}

/** A picture behind the text: nobody can say what colour it stands on there. */
function isOnPicture(element: Element, root: Element): boolean {
  for (let at: Element | null = element; at; at = parentAcross(at)) {
    if (styleOf(at).backgroundImage !== 'none') return true;
    if (at === root) return false;
  }
  return false;
}

const range = { of: null as Range | null };

function boxOfText(text: Text): DOMRect {
  range.of ??= new Range();
  range.of.selectNodeContents(text);
  const box = range.of.getBoundingClientRect();
  // A live range is kept up to date by the page at every change, so it must not stay on the mail.
  range.of.setStart(document, 0);
  range.of.collapse(true);
  return box;
}

function whyElsewhere(text: Text, element: Element, look: Look, root: Element): HiddenWay | null {
  const all = boxOf(root);
  // Nothing is laid out: the pane is closed, and boxes say nothing.
  if (all.width === 0) return null;
  const own = text.length > MEASURED_CHARS ? boxOf(element) : boxOfText(text);
  if (own.width < 1 || own.height < 1) return 'size';
  if (own.right <= all.left || own.bottom <= all.top) return 'off-screen';
  if (own.left >= all.right + REACH_PX) return 'off-screen';
  return look.window && !meets(own, boxOf(look.window)) ? 'clip' : null;
}

/** A box of glyphs is taller than its line, so neighbours overlap by a pixel or two; a third of it must show. */
function meets(own: DOMRect, box: DOMRect): boolean {
  const leastPx = 8;
  const across = Math.min(own.right, box.right) - Math.max(own.left, box.left);
  const down = Math.min(own.bottom, box.bottom) - Math.max(own.top, box.top);
  return across >= Math.min(leastPx, own.width / 3) && down >= Math.min(leastPx, own.height / 3);
}
