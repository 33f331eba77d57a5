import { type Cells, cellsOf, LETTERS, NUMBER, SIGN, sourceShapes } from '@/utils/text/cells';
import { CURRENCY_WORDS, isCurrencySign, MAX_CURRENCY_WORD } from '@/utils/text/currency';
import { Growing } from '@/utils/text/growing';
import type { Folded } from '@/utils/text/normalise';
import { Tokens } from '@/utils/text/tokens';
import { KIND_AMOUNT, KIND_NUMBER, UNKNOWN, type Vocabulary } from '@/utils/text/vocabulary';

/**
 * The second reading of a text whose words were taken apart or dressed up.
 *
 * It forgets where words begin and end, and asks the vocabulary instead: the text
 * is a row of letters, some of which may be meant as others ("b1tc0in"), may be
 * doubled, may have anything between them, and it is cut into known words and
 * unknown stretches so that the whole is cheapest. Gaps count, but only as hints:
 * a word across a gap costs a little, a word that begins within another costs
 * more. So "fil med", "f i l m e d", "f.1.l.m.e.d" and "youfilmed" all read.
 *
 * Slower than `tokenise` by a factor of some fifty and more trusting, so it is
 * only for texts that show signs of disguise (`utils/detection/disguise.ts`), and
 * of those head and tail. Linear: each place tries a bounded number of letters
 * on a bounded number of ways.
 */

const MAX_WORD = 26;
const MAX_WAYS = 10;
/** Letters at the head and at the tail of a text: the longest scams have 4,000, and stand before what is put behind them, or behind it. */
const HEAD_CELLS = 6_000;
const TAIL_CELLS = 3_000;
const HEAD_UNITS = 30_000;
const TAIL_UNITS = 5_000;

const WORD = 0.8;
const UNKNOWN_STRETCH = 0.3;
const UNKNOWN_LETTER = 0.55;
const UNKNOWN_SIGN = 0.4;
const OTHER_LETTER = 0.06;
/** Between Latin letters: "l" for "i". */
const SWAPPED_LETTER = 0.4;
const SKIPPED = 0.3;
/** What a word may cost beyond itself: gaps and letters read as others. */
const MAX_FUZZ = 2.6;
const REST_LETTER = 0.12;
const MAX_REST = 12;
const RUN_ON_REST = 2;
/** Shorter words must stand apart on both sides, or everything is made of them. */
const SHORT = 3;
const LONG_WORD = 0.004;
const SHORT_WORD = 0.3;
const LONG_FIGURE = 5;
/** Cost of an end of a word in a text without gaps. */
const RUN_ON_EDGE = 0.08;

class Ways {
  /** Places in the vocabulary, with their costs and the letters so far; `count` of them. */
  readonly cells = new Int32Array(MAX_WAYS);
  readonly costs = new Float64Array(MAX_WAYS);
  readonly letters = new Uint8Array(MAX_WAYS);
  count = 0;

  /** One way for each place in the vocabulary, the cheapest; a handful in all. */
  add(cell: number, cost: number, letters: number): void {
    for (let k = 0; k < this.count; k++) {
      if (this.cells[k] !== cell) continue;
      if (cost < (this.costs[k] ?? 0)) this.set(k, cell, cost, letters);
      return;
    }
    if (this.count < MAX_WAYS) this.set(this.count++, cell, cost, letters);
  }

  private set(k: number, cell: number, cost: number, letters: number): void {
    this.cells[k] = cell;
    this.costs[k] = cost;
    this.letters[k] = letters;
  }
}

export function reread(folded: Folded, vocabulary: Vocabulary, lone: boolean): Tokens {
  const tokens = new Tokens();
  const { length } = folded;
  const behind = read(folded, vocabulary, tokens, 0, Math.min(length, HEAD_UNITS), lone, HEAD_CELLS);
  if (behind < length) {
    read(folded, vocabulary, tokens, Math.max(behind, length - TAIL_UNITS), length, lone, TAIL_CELLS);
  }
  return tokens;
}

/** Reads a stretch as far as `most` cells go; answers where it stopped. */
function read(
  folded: Folded,
  vocabulary: Vocabulary,
  tokens: Tokens,
  from: number,
  to: number,
  lone: boolean,
  most: number,
): number {
  const cells = cellsOf(folded, from, to, lone, most);
  const n = cells.length;
  if (n === 0) return cells.end;
  const cutting = new Cutting(n);
  const crossing = costsOfGaps(cells);
  const { kinds } = cells;
  const words = new Words(folded, vocabulary, cells, crossing);
  for (let i = 0; i < n; i++) {
    cutting.skip(i, kinds[i] === SIGN);
    if (kinds[i] === NUMBER) {
      cutting.take(i, i + 1, 0.5, UNKNOWN);
      continue;
    }
    words.from(i, cutting);
  }
  emit(folded, vocabulary, cells, cutting, tokens);
  return cells.end;
}

/** The cheapest way to cut the cells, filled in from left to right. */
class Cutting {
  private readonly cost: Float64Array;
  /** Where the piece that ends here began, and its class; -1 for an unknown letter. */
  readonly from: Int32Array;
  readonly classes: Int32Array;

  constructor(n: number) {
    this.cost = new Float64Array(n + 1).fill(Infinity);
    this.cost[0] = 0;
    this.from = new Int32Array(n + 1);
    this.classes = new Int32Array(n + 1).fill(-1);
  }

  skip(i: number, isSign: boolean): void {
    const fresh = i === 0 || this.classes[i] !== -1;
    this.take(i, i + 1, (isSign ? UNKNOWN_SIGN : UNKNOWN_LETTER) + (fresh ? UNKNOWN_STRETCH : 0), -1);
  }

  take(from: number, to: number, cost: number, cls: number): void {
    const whole = (this.cost[from] ?? 0) + cost;
    if (whole >= (this.cost[to] ?? Infinity)) return;
    this.cost[to] = whole;
    this.from[to] = from;
    this.classes[to] = cls;
  }
}

interface Crossing {
  /** Cost of a gap of each width inside a word. */
  readonly gap: Float64Array;
  /** Cost of a word's end where there is no gap. */
  readonly edge: number;
}

/** Where nearly every letter stands alone, a gap says little; where words run together, no gap does not either. */
function costsOfGaps({ length, gaps }: Cells): Crossing {
  const counts = new Int32Array(16);
  for (let i = 1; i < length; i++) counts[gaps[i] ?? 0] = (counts[gaps[i] ?? 0] ?? 0) + 1;
  let usual = 0;
  for (let width = 1; width < counts.length; width++)
    if ((counts[width] ?? 0) > (counts[usual] ?? 0)) usual = width;
  // Letters that stand together in most places: a gap is a gap. Letters that stand alone: it is nothing.
  const share = (counts[0] ?? 0) / length;
  const usualGap = share > 0.6 ? 0.3 : 0.03 + share / 3;
  const gap = new Float64Array(16);
  for (let width = 1; width < 16; width++) {
    gap[width] = width <= usual ? usualGap : usualGap + 0.1 + 0.05 * (width - usual);
  }
  // One sign and no blank: hardly ever between two words.
  gap[1] = Math.min(usualGap, 0.15);
  return { gap, edge: share > 0.9 ? RUN_ON_EDGE : 0.5 };
}

/** Ways through the vocabulary from one cell on; used again for the next. */
class Words {
  private readonly vocabulary: Vocabulary;
  private readonly cells: Cells;
  private readonly crossing: Crossing;
  private ways = new Ways();
  private next = new Ways();
  /** Ways that took two cells at once ("rn" for "m") and wait for the next place. */
  private later = new Ways();
  /** Of each cell, the number of its own letter (0: none), of the letter that it looks like with the next (0: none), and of those that it may be meant as: from `shapesFrom` on. */
  private readonly letters: Uint16Array;
  private readonly pairs: Uint16Array;
  private readonly shapes: Growing;
  private readonly shapesFrom: Int32Array;

  constructor(folded: Folded, vocabulary: Vocabulary, cells: Cells, crossing: Crossing) {
    this.vocabulary = vocabulary;
    this.cells = cells;
    this.crossing = crossing;
    const { length, units, kinds, gaps, starts } = cells;
    this.letters = new Uint16Array(length);
    this.pairs = new Uint16Array(length);
    this.shapes = new Growing();
    this.shapesFrom = new Int32Array(length + 1);
    for (let i = 0; i < length; i++) {
      const unit = units[i] ?? 0;
      if (kinds[i] === LETTERS) this.letters[i] = vocabulary.numberOf(unit);
      const pair = i + 1 < length && gaps[i + 1] === 0 ? pairOf(unit, units[i + 1] ?? 0) : 0;
      if (pair !== 0) this.pairs[i] = vocabulary.numberOf(pair);
      const meant = sourceShapes(folded, starts[i] ?? 0);
      for (let s = 0; s < meant.length; s++) this.shapes.push(vocabulary.numberOf(meant[s] ?? 0));
      this.shapesFrom[i + 1] = this.shapes.length;
    }
  }

  /** Offers all known words that begin at cell `start`. */
  from(start: number, cutting: Cutting): void {
    const { length, kinds, noise, gaps } = this.cells;
    const startEdge = gaps[start] === 0 ? this.crossing.edge : 0;
    this.ways.count = 0;
    this.later.count = 0;
    this.ways.add(0, 0, 0);
    for (let i = start; i < length && i - start < MAX_WORD; i++) {
      if (kinds[i] === NUMBER || (noise[i] === 1 && noise[start] === 0)) return;
      this.advance(i, start);
      if (this.ways.count + this.later.count === 0) return;
      if (this.ways.count > 0) this.offer(i, start, startEdge, cutting);
    }
  }

  private advance(i: number, start: number): void {
    const { units, kinds, gaps } = this.cells;
    const { ways, next, later, vocabulary } = this;
    const shapes = this.shapes.items;
    const firstShape = this.shapesFrom[i] ?? 0;
    const lastShape = this.shapesFrom[i + 1] ?? 0;
    const letter = this.letters[i] ?? 0;
    const pair = this.pairs[i] ?? 0;
    const unit = units[i] ?? 0;
    const isLetter = kinds[i] === LETTERS;
    const gap = i === start ? 0 : (this.crossing.gap[gaps[i] ?? 0] ?? 0);
    const mayVanish = i > start && (kinds[i] === SIGN || (isLetter && unit === units[i - 1]));
    const other = isLetter && unit < 128 && lastShape - firstShape < 2 ? SWAPPED_LETTER : OTHER_LETTER;
    next.count = 0;
    for (let k = 0; k < ways.count; k++) {
      const cell = ways.cells[k] ?? 0;
      const cost = (ways.costs[k] ?? 0) + gap;
      const letters = ways.letters[k] ?? 0;
      if (cost > MAX_FUZZ) continue;
      if (letter !== 0) {
        const child = vocabulary.child(cell, letter);
        if (child >= 0) next.add(child, cost, letters + 1);
      }
      for (let s = firstShape; s < lastShape; s++) {
        const child = vocabulary.child(cell, shapes[s] ?? 0);
        if (child >= 0) next.add(child, cost + other, letters + 1);
      }
      if (mayVanish) next.add(cell, cost + SKIPPED, letters);
    }
    for (let k = 0; k < later.count; k++) {
      next.add(later.cells[k] ?? 0, later.costs[k] ?? 0, later.letters[k] ?? 0);
    }
    later.count = 0;
    for (let k = 0; pair !== 0 && k < ways.count; k++) {
      const child = vocabulary.child(ways.cells[k] ?? 0, pair);
      if (child >= 0)
        later.add(child, (ways.costs[k] ?? 0) + gap + SWAPPED_LETTER, (ways.letters[k] ?? 0) + 1);
    }
    this.ways = next;
    this.next = ways;
  }

  /** The words that end with cell `i`. */
  private offer(i: number, start: number, startEdge: number, cutting: Cutting): void {
    const { ways, vocabulary } = this;
    const { length, gaps, kinds } = this.cells;
    const isInside = i + 1 < length && gaps[i + 1] === 0 && kinds[i + 1] !== SIGN;
    const edges = startEdge + (isInside ? this.crossing.edge : 0);
    for (let k = 0; k < ways.count; k++) {
      const cell = ways.cells[k] ?? 0;
      const letters = ways.letters[k] ?? 0;
      // "to your" rather than "toy our".
      const cost = WORD + (ways.costs[k] ?? 0) - LONG_WORD * Math.min(letters, 10) ** 2;
      const isShort = letters < SHORT && edges > 0;
      if (vocabulary.isWritten(cell) && !(isShort && this.crossing.edge > RUN_ON_EDGE)) {
        cutting.take(start, i + 1, cost + edges + (isShort ? SHORT_WORD : 0), vocabulary.classAt(cell));
      }
      const beyond = vocabulary.classBeyond(cell);
      if (beyond === UNKNOWN || letters < SHORT) continue;
      // The rest of a word that is known by its beginning, up to the next gap.
      let end = i + 1;
      const rest = this.crossing.edge === RUN_ON_EDGE ? RUN_ON_REST : MAX_REST;
      while (end < length && gaps[end] === 0 && end - i <= rest) end++;
      if (end > i + 1) cutting.take(start, end, cost + startEdge + REST_LETTER * (end - i - 1), beyond);
    }
  }
}

/** The letter that two look like. */
function pairOf(first: number, second: number): number {
  if (first === 0x72 && second === 0x6e) return 0x6d;
  if (first === 0x76 && second === 0x76) return 0x77;
  return first === 0x63 && second === 0x6c ? 0x64 : 0;
}

function emit(folded: Folded, vocabulary: Vocabulary, cells: Cells, cutting: Cutting, tokens: Tokens): void {
  const cuts: number[] = [];
  for (let at = cells.length; at > 0; at = cutting.from[at] ?? 0) cuts.push(at);
  let begin = -1;
  let from = 0;
  const flush = (to: number) => {
    if (begin >= 0) unknown(cells, tokens, begin, to);
    begin = -1;
  };
  for (let k = cuts.length - 1; k >= 0; k--) {
    const to = cuts[k] ?? 0;
    const cls = cutting.classes[to] ?? -1;
    if (cls === -1) {
      if (begin < 0) begin = from;
    } else {
      flush(from);
      if (cells.kinds[from] === NUMBER) number(folded, vocabulary, cells, tokens, from);
      else word(vocabulary, cells, tokens, from, to, cls);
    }
    from = to;
  }
  flush(from);
}

/** An unknown stretch is as many tokens as it has parts; noise is none. */
function unknown({ starts, ends, gaps, noise }: Cells, tokens: Tokens, from: number, to: number): void {
  for (let i = from; i < to; ) {
    let end = i + 1;
    while (end < to && (gaps[end] ?? 0) < 2) end++;
    if (end - i > 1 && noise[i] !== 1) tokens.push(UNKNOWN, starts[i] ?? 0, ends[end - 1] ?? 0);
    i = end;
  }
}

function number(
  { units }: Folded,
  vocabulary: Vocabulary,
  { starts, ends, noise }: Cells,
  tokens: Tokens,
  at: number,
): void {
  if (noise[at] === 1) return;
  const start = starts[at] ?? 0;
  const end = ends[at] ?? 0;
  const near = (k: number, step: number) =>
    isCurrencySign(units[k] ?? 0) || (units[k] === 0x20 && isCurrencySign(units[k + step] ?? 0));
  const isAmount = near(start - 1, -1) || near(end, 1);
  // A long figure without money is there to part words, or a code: no phrase asks for it.
  if (!isAmount && end - start >= LONG_FIGURE) return;
  const kinds = KIND_NUMBER | (isAmount ? KIND_AMOUNT : 0);
  tokens.push(vocabulary.withKinds(vocabulary.classOf(units, start, end), kinds), start, end);
}

function word(
  vocabulary: Vocabulary,
  cells: Cells,
  tokens: Tokens,
  from: number,
  to: number,
  cls: number,
): void {
  const start = cells.starts[from] ?? 0;
  const end = cells.ends[to - 1] ?? 0;
  const last = tokens.length - 1;
  if (from > 0 && cells.kinds[from - 1] === NUMBER && last >= 0 && to - from <= MAX_CURRENCY_WORD) {
    const letters = String.fromCharCode(...cells.units.subarray(from, to));
    if (CURRENCY_WORDS.has(letters) && tokens.ends[last] === cells.ends[from - 1]) {
      tokens.classes[last] = vocabulary.withKinds(cls, KIND_AMOUNT | KIND_NUMBER);
      tokens.ends[last] = end;
      return;
    }
  }
  tokens.push(cls, start, end);
}
