import { BLOCK, CELL, type Tally } from '@/utils/adapters/rendered-compose';

/**
 * Neighbours that stand elsewhere for the eye than in the source: letters that
 * are floated, flexed, turned or set into place one by one, and tables that are
 * read downwards. Works on the pieces of one parent, when all of them are there.
 *
 * Only rows of short pieces, a word at most: columns of a newsletter change places
 * too, and nobody reads them as one line. Where it is letters that changed
 * places, it is a trick, and told as one.
 */

/** Where a child stands, in pixels or in any other measure of the same order. */
export interface Place {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A child begins at this piece; without a place it stands where the source has it. */
export interface Mark {
  readonly at: number;
  readonly place: Place | null;
}

/** Fewer neighbours are a pair of columns. */
const MIN_RUN = 3;
/** Parents with more pieces are the mail itself; bounds the work as well. */
const MAX_PIECES = 600;
const MAX_WORD_CHARS = 16;
const MAX_LETTERS = 4;
/** A gap this wide, by the height of the letters, parts words. */
const WORD_GAP = 0.22;

interface Item {
  readonly text: string;
  readonly place: Place;
}

/** Puts the pieces from the first mark on into the order of the eye. */
export function arrange(pieces: string[], marks: readonly Mark[], tally: Tally): void {
  const [first] = marks;
  if (!first || marks.length < MIN_RUN || pieces.length - first.at > MAX_PIECES) return;
  const out: string[] = [];
  let run: Item[] = [];
  const flush = () => {
    if (run.length > 0) out.push(...line(run, tally));
    run = [];
  };
  for (const [k, { at, place }] of marks.entries()) {
    const part = pieces.slice(at, marks[k + 1]?.at ?? pieces.length);
    if (place) run.push({ text: part.join(''), place });
    else if (run.length === 0 || part.join('').trim() !== '') {
      flush();
      out.push(...part);
    }
  }
  flush();
  pieces.length = first.at;
  for (const piece of out) pieces.push(piece);
}

const bare = (text: string) => text.replaceAll(BLOCK, ' ').replaceAll(CELL, ' ').trim();

function line(run: readonly Item[], tally: Tally): string[] {
  const letters = run.reduce((sum, { text }) => sum + bare(text).length, 0) / run.length;
  if (run.length < MIN_RUN || letters > MAX_WORD_CHARS || letters === 0) return run.map(({ text }) => text);
  const seen = inLines(run);
  if (letters <= MAX_LETTERS && seen.some((item, k) => item !== run[k])) tally.ways.add('order');
  const out: string[] = [BLOCK];
  let before: Place | null = null;
  for (const { text, place } of seen) {
    if (before) {
      if (place.top > before.top + before.height / 2) out.push('\n');
      else if (place.left - before.left - before.width > WORD_GAP * place.height) out.push(' ');
    }
    // A blank of its own, inside, is the sender's word gap.
    out.push(bare(text) === '' ? ' ' : bare(text));
    before = place;
  }
  out.push(BLOCK);
  return out;
}

function inLines(run: readonly Item[]): Item[] {
  const byTop = [...run].sort((a, b) => a.place.top - b.place.top);
  const lineOf = new Map<Item, number>();
  let line = 0;
  let top = byTop[0]?.place.top ?? 0;
  for (const item of byTop) {
    if (item.place.top > top + item.place.height / 2) {
      line += 1;
      top = item.place.top;
    }
    lineOf.set(item, line);
  }
  return [...run].sort((a, b) => (lineOf.get(a) ?? 0) - (lineOf.get(b) ?? 0) || a.place.left - b.place.left);
}

/** Cells of a row that each hold a column of letters: read across. */
export function readAcross(pieces: string[], marks: readonly Mark[]): void {
  const [first] = marks;
  if (!first || marks.length < MIN_RUN || pieces.length - first.at > MAX_PIECES) return;
  const columns = marks.map(({ at }, k) =>
    pieces
      .slice(at, marks[k + 1]?.at ?? pieces.length)
      .join('')
      .replaceAll('\n', BLOCK)
      .split(BLOCK)
      .map(bare)
      .filter((text) => text !== ''),
  );
  const lines = Math.max(...columns.map(({ length }) => length));
  if (lines < 2 || columns.some((column) => column.some((text) => text.length > MAX_LETTERS))) return;
  pieces.length = first.at;
  for (let k = 0; k < lines; k += 1) pieces.push(columns.map((column) => column[k] ?? '').join(CELL), BLOCK);
}

/** Rows of a table with a letter a cell: its columns, to be read as well, because nobody can say which way the eye goes. */
export function columnsOf(pieces: readonly string[], marks: readonly Mark[]): string[] {
  const [first] = marks;
  if (!first || marks.length < MIN_RUN || pieces.length - first.at > MAX_PIECES) return [];
  const rows = marks.map(({ at }, k) =>
    pieces
      .slice(at, marks[k + 1]?.at ?? pieces.length)
      .join('')
      .replaceAll(BLOCK, '')
      .replaceAll(CELL + CELL, CELL)
      .split(CELL)
      .filter((text, place, all) => text !== '' || (place > 0 && place < all.length - 1)),
  );
  const cells = rows.flat().map((text) => text.trim());
  const wide = Math.max(...rows.map(({ length }) => length));
  const isLetters = cells.every((text) => text.length <= 1 || text.length > MAX_WORD_CHARS * 4);
  if (wide < 2 || !isLetters || !(cells.filter((text) => /^\p{L}$/u.test(text)).length * 2 > cells.length))
    return [];
  const out: string[] = [BLOCK];
  for (let k = 0; k < wide; k += 1) out.push(rows.map((row) => row[k]?.trim() || ' ').join(''), BLOCK);
  return out;
}
