import {
  all,
  attribute,
  firstChild,
  localName,
  matches,
  nextSibling,
  nodeType,
  one,
  rawText,
} from '@/utils/adapters/safe-dom';
import type { Mailbox } from '@/utils/schema/message';

/**
 * Small readings that adapters share. All take what the site wrote (headers,
 * labels), never the mail's body.
 */

const TEXT = 3;
const ELEMENT = 1;
const BLANKS = /\s+/g;
/** An address between angle brackets at the end is the real one: a display name may hold another. */
const BRACKETED = /<\s*([^\s<>"',;]{1,256}@[^\s<>"',;]{1,256})\s*>/g;
const ADDRESS = /[^\s<>()[\]"',;:]{1,256}@[^\s<>()[\]"',;:]{1,256}/;
const SIZE = /(\d{1,6}(?:[.,]\d{1,3})?)\s?(b|bytes|o|octets|[kmg]i?b|[kmg]o)(?![\p{L}\d])/iu;
/** Headers are short; a hostile one must not make a pattern slow. */
const MAX_LABEL_CHARS = 2_000;

export function oneSpace(text: string): string {
  return text.replace(BLANKS, ' ').trim();
}

/** The text of a site's own element; emoji that are pictures count by their description. */
export function labelOf(element: Element | null): string {
  if (!element) return '';
  const emoji = all(element, 'img[data-emoji], img[alt]').map((image) => attribute(image, 'alt') ?? '');
  if (emoji.length === 0) return oneSpace(rawText(element));
  return oneSpace(textWithPictures(element));
}

function textWithPictures(element: Element): string {
  let text = '';
  for (let at: Node | null = firstChild(element); at; at = nextSibling(at)) {
    if (nodeType(at) === TEXT) text += rawText(at);
    else if (nodeType(at) === ELEMENT) {
      const child = at as Element;
      text += localName(child) === 'img' ? (attribute(child, 'alt') ?? '') : textWithPictures(child);
    }
  }
  return text;
}

/** The text of a site's own element without parts that are no text of it: hidden captions, buttons. */
export function textWithout(element: Element, parts: string): string {
  return oneSpace(gather(element));

  function gather(inside: Element): string {
    let text = '';
    for (let at: Node | null = firstChild(inside); at; at = nextSibling(at)) {
      if (nodeType(at) === TEXT) text += rawText(at);
      else if (nodeType(at) === ELEMENT && !matches(at as Element, parts)) text += gather(at as Element);
    }
    return text;
  }
}

/** The first of the selectors that finds something, in their order of trust. */
export function firstOf(
  root: Document | Element,
  selectors: readonly string[],
  fits: (element: Element) => boolean = () => true,
): Element | null {
  for (const selector of selectors) {
    const found = all(root, selector).find(fits);
    if (found) return found;
  }
  return null;
}

/** The mail address in a label such as `Von: x@y.example` or `Name <x@y.example>`; empty when there is none. */
export function addressIn(label: string): string {
  const text = label.slice(0, MAX_LABEL_CHARS);
  const bracketed = [...text.matchAll(BRACKETED)].at(-1)?.[1];
  return bracketed ?? ADDRESS.exec(text)?.[0] ?? '';
}

export function mailbox(address: string, name: string): Mailbox | undefined {
  const clean = oneSpace(name).slice(0, 320);
  const bare = address.trim().slice(0, 320);
  if (!bare && !clean) return undefined;
  return { address: bare, name: clean === bare ? '' : clean };
}

const UNITS: Record<string, number> = { k: 1e3, m: 1e6, g: 1e9 };

/** Bytes of a size as shown (`~1,5 MB`, `12 Ko`); the figure is rounded by the site. */
export function sizeIn(label: string): number | undefined {
  const found = SIZE.exec(label.slice(0, MAX_LABEL_CHARS));
  const [, figure, unit] = found ?? [];
  if (!figure || !unit) return undefined;
  const factor = UNITS[unit.charAt(0).toLowerCase()] ?? 1;
  return Math.round(Number(figure.replace(',', '.')) * factor);
}

/** Each address once, in order, compared without case. */
export function distinct(addresses: readonly string[]): string[] {
  const seen = new Map<string, string>();
  for (const address of addresses) {
    const key = address.toLowerCase();
    if (address && !seen.has(key)) seen.set(key, address);
  }
  return [...seen.values()];
}

/** A string that the page's inline `set_env({…})` script gives to a name: page variables are out of a content script's reach. */
export function envString(page: Document, name: string): string {
  const mark = `"${name}":"`;
  for (const script of all(page, 'script:not([src])')) {
    const source = rawText(script);
    const at = source.indexOf(mark);
    if (at < 0) continue;
    const start = at + mark.length;
    let end = start;
    while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1;
    try {
      const value: unknown = JSON.parse(`"${source.slice(start, end)}"`);
      if (typeof value === 'string') return value;
    } catch {
      // Not JSON after all: as if the name were not there.
    }
  }
  return '';
}

export function has(page: Document | Element, selector: string): boolean {
  return one(page, selector) !== null;
}
