import { HIDDEN_WAYS } from '@/utils/schema/limits';
import type { HiddenWay } from '@/utils/schema/message';

/** A block begins or ends here. Control characters, which {@link tidy} removes from what a mail says. */
export const BLOCK = '\u0001';
/** A table cell ends here: apart for the eye, on the same line. */
export const CELL = '\u0002';

/** Around text that CSS turns around: the characters that do the same in a text, so that one reading of them serves both. */
export const TURN = '\u202e';
export const TURN_BACK = '\u202c';

/** What a reading has gathered so far. */
export class Tally {
  readonly links = new Set<string>();
  readonly ways = new Set<HiddenWay>();
  images = 0;
  hiddenCharacters = 0;

  /** Counts letters kept from the eye; blanks hide nothing. */
  hide(text: string, way: HiddenWay): void {
    const letters = countLetters(text);
    if (letters === 0) return;
    this.hiddenCharacters += letters;
    this.ways.add(way);
  }

  /** In the schema's order, so that equal readings are equal. */
  get hidden(): { characters: number; ways: HiddenWay[] } {
    return {
      characters: this.hiddenCharacters,
      ways: HIDDEN_WAYS.filter((way) => this.ways.has(way)),
    };
  }
}

/** Beyond this the exact figure says nothing more, and counting would block. */
const COUNTED_CHARS = 100_000;

function countLetters(text: string): number {
  let letters = 0;
  const counted = Math.min(text.length, COUNTED_CHARS);
  for (let i = 0; i < counted; i += 1) if (!isBlank(text.charCodeAt(i))) letters += 1;
  return letters + text.length - counted;
}

function isBlank(code: number): boolean {
  return (
    code <= 32 || code === 0xa0 || code === 0x200b || code === 0x200c || code === 0xfeff || code === 0x34f
  );
}

/**
 * Joins pieces as a browser lays them out: runs of blanks are one blank, blocks
 * start lines, at most one empty line. One pass, so that a megabyte of blanks
 * costs no more than a megabyte of letters.
 */
export function tidy(pieces: readonly string[]): string {
  const text = pieces.join('');
  const out: string[] = [];
  let blank = false;
  let lines = 0;
  let block = false;
  let from = -1;
  for (let i = 0; i <= text.length; i += 1) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (code > 32) {
      if (from < 0) {
        if (out.length > 0) out.push(lines > 1 ? '\n\n' : lines === 1 || block ? '\n' : blank ? ' ' : '');
        blank = block = false;
        lines = 0;
        from = i;
      }
      continue;
    }
    if (from >= 0) out.push(text.slice(from, i));
    from = -1;
    if (code === 10) lines += 1;
    else if (code === 1) block = true;
    else blank = true;
  }
  return out.join('');
}

export function oneLine(text: string): string {
  return text.includes('\n') || text.includes('\r') ? text.replaceAll('\n', ' ').replaceAll('\r', ' ') : text;
}

/** Our own marks are ours alone: a mail may hold any control character. */
export function unmarked(text: string): string {
  return text.includes(BLOCK) || text.includes(CELL) ? text.replaceAll(BLOCK, '').replaceAll(CELL, '') : text;
}
