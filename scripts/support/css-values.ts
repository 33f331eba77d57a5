import { type Colour, parseColour } from '@/utils/adapters/colour';

/** Values of CSS as mails write them. */

/** The names in use in mails; a name that is not known here counts as a colour that can be seen. */
const NAMES: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  lightgray: '#d3d3d3',
  lightgrey: '#d3d3d3',
  whitesmoke: '#f5f5f5',
  snow: '#fffafa',
  ivory: '#fffff0',
  ghostwhite: '#f8f8ff',
  floralwhite: '#fffaf0',
  mintcream: '#f5fffa',
  azure: '#f0ffff',
  navy: '#000080',
  orange: '#ffa500',
  windowtext: '#000000',
};

/** A colour, or null where it cannot be told. */
export function colourOf(value: string): Colour | null {
  const text = NAMES[value] ?? value;
  if (text === 'transparent') return { r: 0, g: 0, b: 0, alpha: 0 };
  const hex = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/.exec(text)?.[1];
  if (hex === undefined) return text.startsWith('hsl') ? hslColour(text) : parseColour(text);
  const wide = hex.length === 6 ? hex : hex.replace(/./g, '$&$&');
  const channel = (at: number) => Number.parseInt(wide.slice(at, at + 2), 16);
  return { r: channel(0), g: channel(2), b: channel(4), alpha: 1 };
}

/** `hsl(0, 0%, 99%)`, by the formula of CSS Color 4. */
function hslColour(text: string): Colour | null {
  const [hue, saturation, light, alpha = 1] = (text.match(/-?[\d.]+%?/g) ?? []).map(
    (part) => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1),
  );
  if (hue === undefined || saturation === undefined || light === undefined) return null;
  const channel = (n: number) => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    const reach = saturation * Math.min(light, 1 - light);
    return Math.round(255 * (light - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return { r: channel(0), g: channel(8), b: channel(4), alpha };
}

/** Letters where nothing says otherwise. */
export const ROOT_PX = 16;
const UNITS: Readonly<Record<string, number>> = { px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 37.8, mm: 3.78 };
const SIZES: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: ROOT_PX,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
};

/** A length in pixels; null where it cannot be told. `em` in pixels, and what 100 % are. */
export function pixelsOf(value: string, em: number, whole: number | null): number | null {
  const [, figure, unit = ''] = /^(-?\d*\.?\d+)([a-z%]*)$/.exec(value) ?? [];
  if (figure === undefined) return null;
  const number = Number(figure);
  if (number === 0) return 0;
  if (unit === 'em') return number * em;
  if (unit === 'rem') return number * ROOT_PX;
  if (unit === '%') return whole === null ? null : (number / 100) * whole;
  const factor = unit === '' ? 1 : UNITS[unit];
  return factor === undefined ? null : number * factor;
}

/** The size of letters in pixels inside a parent whose letters have `parent` pixels. */
export function fontSizeOf(value: string, parent: number): number {
  if (value === 'smaller') return parent / 1.2;
  if (value === 'larger') return parent * 1.2;
  return SIZES[value] ?? pixelsOf(value, parent, parent) ?? parent;
}
