/** A colour as the browser computes it: 0–255 each, alpha 0–1. */
export interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly alpha: number;
}

export const WHITE: Colour = { r: 255, g: 255, b: 255, alpha: 1 };
/** Chromium's canvas in a dark colour scheme; Firefox's is within the tolerance below. */
export const DARK_CANVAS: Colour = { r: 18, g: 18, b: 18, alpha: 1 };

/** Channels may differ this much and still look the same: #fff on #f3f3f3 is 12, #eee (17) can just be seen. */
const SAME_WITHIN = 16;
/** Below this a glyph leaves no trace on the screen. */
const FAINTEST_ALPHA = 0.06;

const parsed = new Map<string, Colour | null>();
/** A mail of ten thousand colours must not fill the memory of a long-lived tab. */
const MAX_PARSED = 500;

/** Reads `rgb()` and `rgba()`; null for what is not sRGB (`oklch()`, `color()`), which then counts as visible. */
export function parseColour(css: string): Colour | null {
  const known = parsed.get(css);
  if (known !== undefined) return known;
  if (parsed.size >= MAX_PARSED) parsed.clear();
  const colour = parse(css);
  parsed.set(css, colour);
  return colour;
}

function parse(css: string): Colour | null {
  if (!css.startsWith('rgb')) return null;
  const parts = css.slice(css.indexOf('(') + 1, -1).split(/[ ,/]+/);
  const [r, g, b] = parts.map(Number);
  const alpha = parts[3] === undefined ? 1 : Number(parts[3]);
  if (r === undefined || g === undefined || b === undefined) return null;
  return [r, g, b, alpha].every(Number.isFinite) ? { r, g, b, alpha } : null;
}

/** Paints `top` over an opaque `below`. */
export function over(top: Colour, below: Colour): Colour {
  const mix = (a: number, b: number) => a * top.alpha + b * (1 - top.alpha);
  return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), alpha: 1 };
}

/** Whether text of this colour cannot be told from what it stands on. */
export function isUnseen(ink: Colour, paper: Colour): boolean {
  if (ink.alpha < FAINTEST_ALPHA) return true;
  const seen = over(ink, paper);
  return (
    Math.abs(seen.r - paper.r) <= SAME_WITHIN &&
    Math.abs(seen.g - paper.g) <= SAME_WITHIN &&
    Math.abs(seen.b - paper.b) <= SAME_WITHIN
  );
}
