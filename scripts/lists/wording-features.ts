import type { Evidence } from '@/utils/detection/evidence';
import { filled, LEAST_KNOWN, MIN_KNOWN, named, PAGE, signalsOf } from '@/utils/detection/wording';
import { STEM_LETTERS, type Wording } from '@/utils/schema/wording';
import { type Folded, foldedText } from '@/utils/text/normalise';

/** What a wording can be learned from, written out: of the first pages of a text, all in one row, as the second judge reads them. */
export interface Features {
  /** Stems of the words, and in how many pages each stands. */
  readonly stems: ReadonlyMap<string, number>;
  /** How much each thing is named, and how much it fills the text. */
  readonly things: ReadonlyMap<string, readonly [number, number]>;
  /** The strongest evidence of each `family/signal`, 1 for weight 3 and more. */
  readonly signals: ReadonlyMap<string, number>;
}

/** Longer texts are everyday ones, and their beginning is enough of them. */
const MOST_PAGES = 6;
const WORD = /[a-z0-9]+/g;
const DIGIT = /\d/;

export function featuresOf(
  texts: readonly Folded[],
  evidence: readonly Evidence[],
  lexicon: ReadonlyMap<string, readonly string[]>,
): Features {
  const words = texts.flatMap((text) => foldedText(text).match(WORD) ?? []).slice(0, MOST_PAGES * PAGE);
  const spoken = words.filter((word) => !DIGIT.test(word));
  const things = [...lexicon].flatMap(([name, keys]) => {
    const whole = new Set(keys);
    const stems = keys.filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1));
    let count = 0;
    for (const word of spoken) {
      if (whole.has(word)) count++;
      for (const stem of stems) if (word.startsWith(stem)) count++;
    }
    return count > 0 ? [[name, [named(count), filled(count, words.length)]] as const] : [];
  });
  const stems = new Map<string, number>();
  for (let at = 0; at < words.length; at += PAGE) {
    const page = words.slice(at, at + PAGE).filter((word) => word.length > 1 && !DIGIT.test(word));
    for (const stem of new Set(page.map((word) => word.slice(0, STEM_LETTERS))))
      stems.set(stem, (stems.get(stem) ?? 0) + 1);
  }
  return {
    stems,
    things: new Map(things),
    signals: signalsOf(evidence),
  };
}

/** The sum of one family, as the second judge adds it up. Of a text with too few known words, none. */
export function sumOf(
  { bias, words, things, signals }: Pick<Wording, 'bias' | 'words' | 'things' | 'signals'>,
  features: Features,
): number {
  let known = 0;
  let said = 0;
  for (const [stem, pages] of features.stems) {
    if (!Object.hasOwn(words, stem)) continue;
    known += pages;
    said += pages * (words[stem] ?? 0);
  }
  if (known < LEAST_KNOWN) return Number.NEGATIVE_INFINITY;
  let sum = bias + said / Math.sqrt(Math.max(MIN_KNOWN, known));
  for (const [name, [a, b]] of features.things) {
    const own = Object.hasOwn(things, name) ? things[name] : undefined;
    if (own) sum += own[0] * a + own[1] * b;
  }
  for (const [name, share] of features.signals)
    if (Object.hasOwn(signals, name)) sum += share * (signals[name] ?? 0);
  return sum;
}
