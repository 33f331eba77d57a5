import type { Evidence } from '@/utils/detection/evidence';
import type { Weighed } from '@/utils/detection/weigh';
import type { Level } from '@/utils/schema/level';
import type { FamilyRule } from '@/utils/schema/list';
import { AGAINST, type Signal } from '@/utils/schema/signal';
import { STEM_LETTERS, type Wording } from '@/utils/schema/wording';
import { type Folded, foldedText } from '@/utils/text/normalise';

/**
 * The second judge. Rules know what such a text must say and ask for the phrases;
 * who says it in words that no phrase knows is told by all of them together.
 *
 * - It never speaks alone: a notice needs evidence of one kind, a warning of two.
 * - What talks about scams stays what it is: the doubt of the rules holds here too.
 * - It can raise what the rules found, and never lowers it.
 * - Its finding is one sentence; the words themselves are no reason that a reader
 *   could check, so none is quoted.
 *
 * Asked only of texts in which phrases were found.
 */
export interface Features {
  /** Stems of the words of a stretch, each once. */
  readonly stems: ReadonlySet<string>;
  /** The strongest evidence of each `family/signal`, 1 for weight 3 and more. */
  readonly signals: ReadonlyMap<string, number>;
}

/** A scam says what it is about in so many words; of a longer text each stretch is heard, half over half. */
const WORDS = 600;
const MOST_STRETCHES = 12;
/** Fewer known words say less than their number, and still fewer say nothing. */
const MIN_KNOWN = 10;
const LEAST_KNOWN = 6;
const WORD = /[a-z0-9]+/g;
/** Numbers, wallets and accounts are of one text, not of its kind. */
const DIGIT = /\d/;
const FULL_WEIGHT = 3;
const KINDS: Readonly<Record<Exclude<Level, 'none'>, number>> = { notice: 1, warning: 2 };
/** Says nothing of its own: it is weighed here already. */
const NO_KINDS: ReadonlySet<Signal> = new Set<Signal>(['topic', 'disguise', 'foreign', 'cover', 'deadline']);
/** How a text is built is no matter of wording. */
const NO_FEATURE: ReadonlySet<Signal> = new Set<Signal>(['disguise', 'foreign', 'cover', 'sender']);

/** The features of each stretch of a text. */
export function featuresOf(folded: Folded, evidence: readonly Evidence[]): Features[] {
  const signals = new Map<string, number>();
  for (const { family, signal, weight } of evidence) {
    if (NO_FEATURE.has(signal)) continue;
    const name = `${family}/${signal}`;
    const share = Math.min(1, weight / FULL_WEIGHT);
    if (share > (signals.get(name) ?? 0)) signals.set(name, share);
  }
  const halves: Set<string>[] = [];
  let words = 0;
  for (const [word] of foldedText(folded).matchAll(WORD)) {
    if (words++ % (WORDS / 2) === 0 && halves.push(new Set()) > MOST_STRETCHES) break;
    if (word.length > 1 && !DIGIT.test(word)) halves.at(-1)?.add(word.slice(0, STEM_LETTERS));
  }
  const pairs = Math.max(1, halves.length - 1);
  return Array.from({ length: pairs }, (_, at) => ({
    stems: new Set([...(halves[at] ?? []), ...(halves[at + 1] ?? [])]),
    signals,
  }));
}

/** The sum of one family: above 0, more likely than not on the texts that it was learned from. Of a text with too few known words, none. */
export function sumOf({ bias, words, signals }: Wording, features: Features): number {
  let known = 0;
  let sum = 0;
  for (const stem of features.stems) {
    const weight = Object.hasOwn(words, stem) ? words[stem] : undefined;
    if (weight === undefined) continue;
    known++;
    sum += weight;
  }
  if (known < LEAST_KNOWN) return Number.NEGATIVE_INFINITY;
  sum /= Math.sqrt(Math.max(MIN_KNOWN, known));
  for (const [name, share] of features.signals) {
    if (Object.hasOwn(signals, name)) sum += share * (signals[name] ?? 0);
  }
  return sum + bias;
}

/** What the rules found, or more where the words say so. */
export function raised(
  weighed: Weighed,
  wordings: readonly Wording[],
  rules: readonly FamilyRule[],
  folded: Folded,
  evidence: readonly Evidence[],
): Weighed {
  if (wordings.length === 0) return weighed;
  const stretches = featuresOf(folded, evidence);
  let best = weighed;
  let bestSum = Number.NEGATIVE_INFINITY;
  for (const wording of wordings) {
    const sum = Math.max(...stretches.map((features) => sumOf(wording, features)));
    const level = levelOf(sum, wording, evidence);
    if (level === 'none' || talk(evidence) >= doubtOf(wording, rules)) continue;
    const own = wording.family === weighed.family;
    if (own && ORDER.indexOf(level) <= ORDER.indexOf(weighed.level)) return weighed;
    const above = ORDER.indexOf(level) > ORDER.indexOf(best.level);
    if (!above && !(level === best.level && best !== weighed && sum - wording.warning > bestSum)) continue;
    best = {
      ...weighed,
      family: wording.family,
      level,
      evidence: reasons(wording, evidence),
      heldBack: null,
    };
    bestSum = sum - wording.warning;
  }
  return best;
}

const ORDER: readonly Level[] = ['none', 'notice', 'warning'];

function levelOf(sum: number, { notice, warning }: Wording, evidence: readonly Evidence[]): Level {
  const kinds = new Set(
    evidence.flatMap(({ signal }) => (AGAINST.has(signal) || NO_KINDS.has(signal) ? [] : [signal])),
  ).size;
  if (sum >= warning && kinds >= KINDS.warning) return 'warning';
  return sum >= notice && kinds >= KINDS.notice ? 'notice' : 'none';
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
