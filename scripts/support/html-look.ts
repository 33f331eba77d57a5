import type { Declarations } from '@/scripts/support/css';
import { colourOf, fontSizeOf, pixelsOf, ROOT_PX } from '@/scripts/support/css-values';
import { type Colour, isUnseen, over, WHITE } from '@/utils/adapters/colour';
import type { HiddenWay } from '@/utils/schema/message';

/**
 * Whether the eye would see text, told from the style alone: there is no layout
 * here. The answers are those of `utils/adapters/rendered-style.ts` where style
 * decides; what only a painted page can tell (text cut off by its neighbours, a
 * picture behind it) counts as seen.
 */
export type Flow = 'plain' | 'flex' | 'flex-reverse';

export interface Look {
  /** Hidden with all that it holds. */
  readonly gone: HiddenWay | null;
  readonly display: string;
  readonly float: 'left' | 'right' | null;
  /** Out of the flow: `absolute` or `fixed`. */
  readonly isOut: boolean;
  readonly isRightToLeft: boolean;
  /** Letters go against their own direction. */
  readonly isTurned: boolean;
  /** How its children follow each other. */
  readonly flow: Flow;
  readonly order: number;
  readonly left: number | null;
  readonly top: number | null;
  readonly keepsLines: boolean;
  readonly isVisible: boolean;
  readonly opacity: number;
  readonly fontPx: number;
  readonly ink: Colour | null;
  /** What text stands on; null when it cannot be told. */
  readonly paper: Colour | null;
}

export const PLAIN_LOOK: Look = {
  gone: null,
  display: 'block',
  float: null,
  isOut: false,
  isRightToLeft: false,
  isTurned: false,
  flow: 'plain',
  order: 0,
  left: null,
  top: null,
  keepsLines: false,
  isVisible: true,
  opacity: 1,
  fontPx: ROOT_PX,
  ink: { r: 0, g: 0, b: 0, alpha: 1 },
  paper: WHITE,
};

const SMALLEST_FONT_PX = 1;
const FAINTEST = 0.05;
const THINNEST_PX = 2;
/** A letter moved this far left or up is off any page. */
const AWAY_PX = -500;
/** To the right and down, a page can be scrolled. */
const FAR_PX = 4_000;

/** `display` is what the tag has by itself. */
export function lookInside(parent: Look, style: Declarations, display: string): Look {
  const value = style.get('display') ?? display;
  const own = { gone: display === 'none' ? ('display' as const) : null, display: value, ...UNPLACED };
  if (style.size === 0) return { ...parent, ...own };
  const fontPx = fontSizeIn(style, parent.fontPx);
  const opacity = parent.opacity * opacityOf(style.get('opacity'));
  const visibility = style.get('visibility');
  const look: Look = {
    ...own,
    ...placeOf(style, value, parent.isRightToLeft, fontPx),
    keepsLines: keepsLines(style.get('white-space'), parent.keepsLines),
    isVisible:
      visibility === undefined || visibility === 'inherit' ? parent.isVisible : visibility === 'visible',
    opacity,
    fontPx,
    ink: inkOf(style, parent.ink),
    paper: paperOf(style, parent.paper),
  };
  return { ...look, gone: whyGone(style, look) };
}

const UNPLACED = {
  float: null,
  isOut: false,
  isTurned: false,
  flow: 'plain',
  order: 0,
  left: null,
  top: null,
} as const;

function placeOf(style: Declarations, display: string, parentRightToLeft: boolean, em: number) {
  const float = style.get('float');
  const direction = style.get('direction');
  const isRightToLeft = direction === 'rtl' || (direction !== 'ltr' && parentRightToLeft);
  const way = `${style.get('flex-direction') ?? ''} ${style.get('flex-flow') ?? ''}`;
  const isFlex = /^(inline-)?(flex|grid)$/.test(display);
  const flow: Flow = !isFlex ? 'plain' : way.includes('reverse') !== isRightToLeft ? 'flex-reverse' : 'flex';
  return {
    float: float === 'left' || float === 'right' ? float : null,
    isOut: /^(absolute|fixed)$/.test(style.get('position') ?? ''),
    isRightToLeft,
    isTurned: isRightToLeft && /override/.test(style.get('unicode-bidi') ?? ''),
    flow,
    order: Number.parseInt(style.get('order') ?? '0', 10) || 0,
    left: pixelsOf(style.get('left') ?? '', em, null),
    top: pixelsOf(style.get('top') ?? '', em, null),
  } as const;
}

/** Why text right inside an element with this look is not seen. */
export function whyUnseen(look: Look): HiddenWay | null {
  if (!look.isVisible) return 'visibility';
  if (look.fontPx <= SMALLEST_FONT_PX) return 'size';
  return look.ink && look.paper && isUnseen(look.ink, look.paper) ? 'colour' : null;
}

function whyGone(style: Declarations, { display, opacity, fontPx, isOut }: Look): HiddenWay | null {
  if (display === 'none' || style.get('content-visibility') === 'hidden') return 'display';
  if (opacity < FAINTEST || /opacity\(0?\.?0*%?\)/.test(style.get('filter') ?? '')) return 'opacity';
  const transform = style.get('transform') ?? '';
  if (/scale[xy]?\(0*\.?0*[,)]/.test(transform)) return 'size';
  const moved = /translate(?:x|y|3d)?\(\s*(-?[\d.]+)px/.exec(transform)?.[1];
  if (moved !== undefined && (Number(moved) <= AWAY_PX || Number(moved) >= FAR_PX)) return 'off-screen';
  const px = (name: string) => pixelsOf(style.get(name) ?? '', fontPx, null);
  const isThin = (name: string) => {
    const value = px(name);
    return value !== null && value < THINNEST_PX;
  };
  const cuts = /hidden|clip/.test(`${style.get('overflow') ?? ''} ${style.get('overflow-x') ?? ''}`);
  if (cuts && ['height', 'max-height', 'width', 'max-width'].some(isThin)) return 'clip';
  if (isOut && clipsAll(style.get('clip') ?? '', fontPx)) return 'clip';
  if (cutsAll(style.get('clip-path') ?? '')) return 'clip';
  const isMoved = isOut || style.get('position') === 'relative';
  const moves = ['text-indent', 'margin-left', 'margin-top', ...(isMoved ? ['left', 'top'] : [])];
  if (moves.some((name) => (px(name) ?? 0) <= AWAY_PX)) return 'off-screen';
  return isOut && ((px('left') ?? 0) >= FAR_PX || (px('right') ?? 0) >= FAR_PX) ? 'off-screen' : null;
}

function opacityOf(value: string | undefined): number {
  if (value === undefined) return 1;
  const number = Number.parseFloat(value) / (value.endsWith('%') ? 100 : 1);
  return Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 1;
}

function keepsLines(value: string | undefined, parent: boolean): boolean {
  return value === undefined || value === 'inherit'
    ? parent
    : value.startsWith('pre') || value === 'break-spaces';
}

function fontSizeIn(style: Declarations, parent: number): number {
  const own = style.get('font-size');
  if (own !== undefined) return fontSizeOf(own, parent);
  const short = /(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%))(?:\/|\s)/.exec(`${style.get('font') ?? ''} `)?.[1];
  return short === undefined ? parent : fontSizeOf(short, parent);
}

function inkOf(style: Declarations, parent: Colour | null): Colour | null {
  const value = style.get('-webkit-text-fill-color') ?? style.get('color');
  if (value === undefined || /^(inherit|currentcolor|unset)$/.test(value)) return parent;
  return colourOf(value);
}

function paperOf(style: Declarations, parent: Colour | null): Colour | null {
  const short = style.get('background') ?? '';
  if (/url\(|gradient/.test(`${short} ${style.get('background-image') ?? ''}`)) return null;
  const value = style.get('background-color') ?? colourIn(short);
  if (value === undefined || /^(inherit|initial|unset|none)$/.test(value)) return parent;
  const colour = colourOf(value);
  if (!colour || colour.alpha >= 1) return colour;
  return parent && over(colour, parent);
}

/** The colour in `background: #fff no-repeat`. */
function colourIn(short: string): string | undefined {
  if (short === '') return undefined;
  const rgb = /rgba?\([^)]*\)/.exec(short)?.[0];
  return rgb ?? short.split(/\s+/).find((part) => colourOf(part) !== null) ?? 'inherit';
}

function clipsAll(clip: string, em: number): boolean {
  const sides = /^rect\(([^)]*)\)/
    .exec(clip)?.[1]
    ?.split(/[ ,]+/)
    .map((side) => pixelsOf(side.trim(), em, null));
  const [top, right, bottom, left] = sides ?? [];
  if (top == null || right == null || bottom == null || left == null) return false;
  return right - left < THINNEST_PX || bottom - top < THINNEST_PX;
}

function cutsAll(path: string): boolean {
  if (/^(circle|ellipse)\(0/.test(path)) return true;
  const sides = /^inset\(([^)]*)\)/.exec(path)?.[1]?.trim().split(/\s+/).map(Number.parseFloat);
  const [top, right = top, bottom = top, left = right] = sides ?? [];
  if (top === undefined || right === undefined || bottom === undefined || left === undefined) return false;
  return path.includes('%') && (top + bottom >= 100 || left + right >= 100);
}
