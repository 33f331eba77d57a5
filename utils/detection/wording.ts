import type { Evidence } from '@/utils/detection/evidence';
import { wordsOfThings } from '@/utils/detection/topics';
import type { Weighed } from '@/utils/detection/weigh';
import type { Level } from '@/utils/schema/level';
import type { FamilyRule } from '@/utils/schema/list';
import { AGAINST, type Signal } from '@/utils/schema/signal';
import type { Topic } from '@/utils/schema/topic';
import { STEM_LETTERS, type Wording } from '@/utils/schema/wording';
import type { Folded } from '@/utils/text/normalise';
import { addValue, WordTable } from '@/utils/text/word-table';

/**
 * The second judge. Rules know what such a text must say and ask for the phrases;
 * who says it in words that no phrase knows is told by all of them together.
 *
 * - Evidence beside it helps: a notice asks for one kind, a warning for two, and
 *   the words alone must say as much more for each that is missing.
 * - What talks about scams stays what it is: the doubt of the rules holds here too.
 * - It raises what the rules found, and makes a notice of a weak warning where the
 *   words are clearly of another kind: a bill, an article, a friend who asks.
 * - Its finding is one sentence; the words themselves are no reason that a reader
 *   could check, so none is quoted.
 *
 * Asked only of texts in which phrases were found: this is slower than they are.
 */
export interface SecondJudge {
  /** What the rules found, or what the words make of it. Each reading is of subject and text; the one that says most is believed. */
  heard(
    weighed: Weighed,
    rules: readonly FamilyRule[],
    readings: readonly (readonly Folded[])[],
    evidence: readonly Evidence[],
  ): Weighed;
  /** For each wording, how much the pages in a row that are most like it are of its kind. */
  sums(readings: readonly (readonly Folded[])[], evidence: readonly Evidence[]): Heard[];
}

export interface Heard {
  /** Above 0: more likely than not, on the texts that it was learned from. Of too few known words, none. */
  readonly sum: number;
  /** Whether so many words are known that they may speak against. */
  readonly isLong: boolean;
}

/** Words of a page. */
export const PAGE = 100;
export const MOST_PAGES = 80;
/** A scam says what it is about on some pages in a row; what stands around them must not drown it. */
const ROWS = [1, 2, 3, 6];
/** Fewer known words say less than their number, and still fewer say nothing. */
export const MIN_KNOWN = 10;
export const LEAST_KNOWN = 6;
const MANY_KNOWN = 20;
/** A warning of fewer points is one of a passage, with talk around it. */
const WEAK_POINTS = 8;
/** A thing that is named twice is named; in a text of so many words it fills it. */
export const NAMED = 2;
export const FILLED_WORDS = 60;
const FULL_WEIGHT = 3;
const KINDS: Readonly<Record<Exclude<Level, 'none'>, number>> = { notice: 1, warning: 2 };
/** Says nothing of its own: it is weighed here already. */
const NO_KINDS: ReadonlySet<Signal> = new Set<Signal>(['topic', 'disguise', 'foreign', 'cover', 'deadline']);
/** How a text is built is no matter of wording. */
const NO_FEATURE: ReadonlySet<Signal> = new Set<Signal>(['disguise', 'foreign', 'cover', 'sender']);
const ORDER: readonly Level[] = ['none', 'notice', 'warning'];

export function createSecondJudge(wordings: readonly Wording[], topics: readonly Topic[]): SecondJudge {
  const judges = wordings.length;
  const numbers = new Map<string, number>();
  for (const { words } of wordings)
    for (const word of Object.keys(words)) if (!numbers.has(word)) numbers.set(word, numbers.size);
  const words = numbers.size;
  // NaN where a judge does not know the word.
  const weights = new Float64Array(words * judges).fill(NaN);
  for (const [judge, one] of wordings.entries())
    for (const word of Object.keys(one.words))
      weights[(numbers.get(word) ?? 0) * judges + judge] = one.words[word] ?? NaN;
  const things = [...wordsOfThings(topics)];
  const table = new WordTable(keysOf(numbers, things));
  const thingWeights = things.map(([name]) =>
    wordings.map((one) => (Object.hasOwn(one.things, name) ? one.things[name] : undefined)),
  );
  const last = new Int32Array(words);
  const pages = new Pages(judges, things.length);

  let filledPages = 0;

  const read = (texts: readonly Folded[]): number => {
    pages.clear(filledPages);
    last.fill(-1);
    let word = 0;
    for (const text of texts) {
      word = table.read(text, word, PAGE * MOST_PAGES, (value, number) => {
        const page = Math.floor(number / PAGE);
        if (value >= words) return pages.name(page, value - words);
        if (last[value] === page) return;
        last[value] = page;
        for (let judge = 0; judge < judges; judge++) {
          const weight = weights[value * judges + judge] ?? NaN;
          if (!Number.isNaN(weight)) pages.add(page, judge, weight);
        }
      });
    }
    filledPages = Math.ceil(word / PAGE);
    pages.addUp(filledPages);
    return word;
  };

  const sumsOf = (texts: readonly Folded[], evidence: readonly Evidence[]): Heard[] => {
    const count = read(texts);
    const signals = signalsOf(evidence);
    const all = Math.max(1, Math.ceil(count / PAGE));
    const namedThings = pages.namedUpTo(all);
    return wordings.map((wording, judge) => {
      let said = wording.bias;
      for (const [name, share] of signals)
        if (Object.hasOwn(wording.signals, name)) said += share * (wording.signals[name] ?? 0);
      let sum = Number.NEGATIVE_INFINITY;
      let isLong = false;
      // The last row of each length ends with the text; of a shorter text there is one.
      for (const length of ROWS) {
        for (let from = 0; from === 0 || from + length <= all; from++) {
          const to = Math.min(all, from + length);
          const known = pages.known(from, to, judge);
          if (known < LEAST_KNOWN) continue;
          if (known >= MANY_KNOWN) isLong = true;
          let total = said + pages.sum(from, to, judge) / Math.sqrt(Math.max(MIN_KNOWN, known));
          const size = Math.min(count, to * PAGE) - from * PAGE;
          for (const thing of namedThings) {
            const times = pages.named(from, to, thing);
            const own = times > 0 ? thingWeights[thing]?.[judge] : undefined;
            if (own) total += own[0] * named(times) + own[1] * filled(times, size);
          }
          if (total > sum) sum = total;
        }
        if (length >= all) break;
      }
      return { sum, isLong };
    });
  };

  const sums: SecondJudge['sums'] = (readings, evidence) => {
    const [first = [], ...others] = readings.map((texts) => sumsOf(texts, evidence));
    return first.map((one, at) =>
      others.reduce((best, other) => {
        const next = other[at];
        return next && next.sum > best.sum ? next : best;
      }, one),
    );
  };

  const heard: SecondJudge['heard'] = (weighed, rules, readings, evidence) => {
    if (judges === 0) return weighed;
    const found = sums(readings, evidence);
    const own = wordings.findIndex(({ family }) => family === weighed.family);
    if (weighed.level === 'warning') {
      // Never less than a notice: a scam may stand between words that speak against it.
      const isWeak = weighed.points < WEAK_POINTS;
      const isOther = isWeak && found[own]?.isLong && found[own].sum < (wordings[own]?.low ?? 0);
      return isOther ? { ...weighed, level: 'notice' } : weighed;
    }
    let best = weighed;
    let bestOver = Number.NEGATIVE_INFINITY;
    for (const [judge, wording] of wordings.entries()) {
      const sum = found[judge]?.sum ?? Number.NEGATIVE_INFINITY;
      const level = levelOf(sum, wording, evidence);
      if (level === 'none' || talk(evidence) >= doubtOf(wording, rules)) continue;
      const own = wording.family === weighed.family;
      if (own && ORDER.indexOf(level) <= ORDER.indexOf(weighed.level)) return weighed;
      const above = ORDER.indexOf(level) > ORDER.indexOf(best.level);
      const over = sum - wording.warning;
      if (!above && !(level === best.level && best !== weighed && over > bestOver)) continue;
      best = {
        ...weighed,
        family: wording.family,
        level,
        evidence: reasons(wording, evidence),
        heldBack: null,
      };
      bestOver = over;
    }
    return best;
  };
  return { heard, sums };
}

/** Words of wordings by their numbers, and words of things by the numbers after those. */
function keysOf(
  numbers: ReadonlyMap<string, number>,
  things: readonly (readonly [string, readonly string[]])[],
): Map<string, number[]> {
  const keys = new Map<string, number[]>();
  for (const [word, at] of numbers) keys.set(word.length < STEM_LETTERS ? word : `${word}*`, [at]);
  for (const [thing, [, names]] of things.entries())
    for (const name of names) addValue(keys, name, numbers.size + thing);
  return keys;
}

/** How much a thing that stands there so often is named, and how much of so many words is it. */
export const named = (count: number) => Math.min(1, count / NAMED);
export const filled = (count: number, words: number) =>
  Math.min(1, (count * FILLED_WORDS) / Math.max(FILLED_WORDS, words));

/** The strongest evidence of each `family/signal`, 1 for weight 3 and more. */
export function signalsOf(evidence: readonly Evidence[]): Map<string, number> {
  const signals = new Map<string, number>();
  for (const { family, signal, weight } of evidence) {
    if (NO_FEATURE.has(signal)) continue;
    const name = `${family}/${signal}`;
    const share = Math.min(1, weight / FULL_WEIGHT);
    if (share > (signals.get(name) ?? 0)) signals.set(name, share);
  }
  return signals;
}

/** Kinds of evidence that a level asks for beside the words, and that are not there. */
export function missingKinds(level: Exclude<Level, 'none'>, evidence: readonly Evidence[]): number {
  const kinds = new Set(
    evidence.flatMap(({ signal }) => (AGAINST.has(signal) || NO_KINDS.has(signal) ? [] : [signal])),
  );
  return Math.max(0, KINDS[level] - kinds.size);
}

/** What pages add up to, for each judge: a word counts once a page. Kept as sums from the first page on, so that a row is a difference. */
class Pages {
  private readonly judges: number;
  private readonly things: number;
  private readonly counted: Int32Array;
  private readonly summed: Float64Array;
  private readonly times: Int32Array;

  constructor(judges: number, things: number) {
    this.judges = judges;
    this.things = things;
    this.counted = new Int32Array((MOST_PAGES + 1) * judges);
    this.summed = new Float64Array((MOST_PAGES + 1) * judges);
    this.times = new Int32Array((MOST_PAGES + 1) * things);
  }

  /** Forgets the first pages, as many as the text before had. */
  clear(pages: number): void {
    this.counted.fill(0, 0, (pages + 1) * this.judges);
    this.summed.fill(0, 0, (pages + 1) * this.judges);
    this.times.fill(0, 0, (pages + 1) * this.things);
  }

  add(page: number, judge: number, weight: number): void {
    const cell = (page + 1) * this.judges + judge;
    this.counted[cell] = (this.counted[cell] ?? 0) + 1;
    this.summed[cell] = (this.summed[cell] ?? 0) + weight;
  }

  name(page: number, thing: number): void {
    const cell = (page + 1) * this.things + thing;
    this.times[cell] = (this.times[cell] ?? 0) + 1;
  }

  /** After the last page. */
  addUp(pages: number): void {
    const { judges, things, counted, summed, times } = this;
    for (let cell = judges; cell < (pages + 1) * judges; cell++) {
      counted[cell] = (counted[cell] ?? 0) + (counted[cell - judges] ?? 0);
      summed[cell] = (summed[cell] ?? 0) + (summed[cell - judges] ?? 0);
    }
    for (let cell = things; cell < (pages + 1) * things; cell++)
      times[cell] = (times[cell] ?? 0) + (times[cell - things] ?? 0);
  }

  known(from: number, to: number, judge: number): number {
    return (this.counted[to * this.judges + judge] ?? 0) - (this.counted[from * this.judges + judge] ?? 0);
  }

  sum(from: number, to: number, judge: number): number {
    return (this.summed[to * this.judges + judge] ?? 0) - (this.summed[from * this.judges + judge] ?? 0);
  }

  /** The things that these first pages name. */
  namedUpTo(to: number): number[] {
    const named: number[] = [];
    for (let thing = 0; thing < this.things; thing++) if (this.named(0, to, thing) > 0) named.push(thing);
    return named;
  }

  named(from: number, to: number, thing: number): number {
    return (this.times[to * this.things + thing] ?? 0) - (this.times[from * this.things + thing] ?? 0);
  }
}

function levelOf(sum: number, wording: Wording, evidence: readonly Evidence[]): Level {
  const reaches = (level: Exclude<Level, 'none'>) =>
    sum >= wording[level] + wording.lack * missingKinds(level, evidence);
  if (reaches('warning')) return 'warning';
  return reaches('notice') ? 'notice' : 'none';
}

function talk(evidence: readonly Evidence[]): number {
  return evidence.reduce((sum, { signal, weight }) => sum + (signal === 'talks-about' ? weight : 0), 0);
}

const doubtOf = ({ family }: Wording, rules: readonly FamilyRule[]) =>
  Math.max(0, ...rules.flatMap((rule) => (rule.family === family ? [rule.doubt] : [])));

/** The family's own evidence, strongest first, and that its words fit. */
function reasons({ family }: Wording, evidence: readonly Evidence[]): Evidence[] {
  const own = evidence.filter(
    (one) => !AGAINST.has(one.signal) && (one.family === family || one.family === 'any'),
  );
  own.sort((a, b) => b.weight - a.weight);
  const source = `indicator.wording.${family}`;
  return [...own, { family, signal: 'wording', weight: 1, phrase: '', source }];
}
