import type { Evidence } from '@/utils/detection/evidence';
import type { Signal } from '@/utils/schema/signal';
import type { Topic } from '@/utils/schema/topic';
import { type Folded, foldedText } from '@/utils/text/normalise';

/**
 * Counts how many of a topic's things a text speaks of in one breath.
 *
 * A phrase knows one way of saying a thing; people, and translators, know
 * hundreds. But a text that wants money for silence must name the recording, the
 * way in, the people who would see it, the money, the hours. So the things count,
 * in any words, wherever they stand within a stretch of `BREATH` characters; words
 * of news and advice speak against. It is never a case on its own: rules ask for
 * phrases beside it.
 *
 * Asked only of texts in which phrases were found: this is slower than they are.
 */
const BREATH = 900;
const MAX_CHARS = 60_000;
const WORD = /[a-z0-9]+/g;
/** A sum of money, in the signs and words that mails use. */
const MONEY = /[$€£]\s?\d|\d\s?(?:[$€£]|eur|usd|gbp|chf|dollar|btc|bitcoin|pln|zl\b)/g;
const MONEY_WORD = '#amount';
const STEM = '*';

interface Place {
  readonly topic: number;
  readonly thing: number;
}

export interface Topics {
  /** The best stretch of each topic, as evidence that weighs the number of things in it. */
  find(text: Folded): Evidence[];
}

/** The words of each thing that a topic names, by its name. */
export function wordsOfThings(topics: readonly Topic[]): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const { things } of topics) for (const { name, words } of things) if (words) all.set(name, words);
  return all;
}

export function createTopics(topics: readonly Topic[]): Topics {
  const exact = new Map<string, Place[]>();
  const stems = new Map<string, Place[]>();
  const lengths = new Set<number>();
  const lexicon = wordsOfThings(topics);
  for (const [topic, { things }] of topics.entries()) {
    for (const [thing, { name, words = lexicon.get(name) ?? [] }] of things.entries()) {
      for (const word of words) {
        const isStem = word.endsWith(STEM);
        const key = isStem ? word.slice(0, -1) : word;
        const places = isStem ? stems : exact;
        places.set(key, [...(places.get(key) ?? []), { topic, thing }]);
        if (isStem) lengths.add(key.length);
      }
    }
  }
  const stemLengths = [...lengths].toSorted((a, b) => a - b);

  const placesOf = (word: string): Place[] => {
    const found = [...(exact.get(word) ?? [])];
    for (const length of stemLengths) {
      if (length > word.length) break;
      found.push(...(stems.get(word.slice(0, length)) ?? []));
    }
    return found;
  };

  return {
    find(folded) {
      const text = foldedText(folded).slice(0, MAX_CHARS);
      const seen: (Place & { readonly at: number })[] = [];
      const known = new Map<string, Place[]>();
      for (const { 0: word, index: at } of text.matchAll(WORD)) {
        let places = known.get(word);
        if (!places) {
          places = placesOf(word);
          known.set(word, places);
        }
        for (const place of places) seen.push({ ...place, at });
      }
      for (const { index: at } of text.matchAll(MONEY))
        for (const place of exact.get(MONEY_WORD) ?? []) seen.push({ ...place, at });
      seen.sort((a, b) => a.at - b.at);
      return topics.flatMap((topic, number) => {
        const stretches = stretchesOf(
          topic,
          seen.filter((one) => one.topic === number),
        );
        return evidenceOf(topic, stretches, folded) ?? [];
      });
    },
  };
}

/** What a case is made of; one of them is reason to ask what the whole text is about. */
const CORE: ReadonlySet<Signal> = new Set<Signal>([
  'access',
  'recording',
  'images-held',
  'acquaintance',
  'threat-to-spread',
  'threat-of-harm',
  'demand',
  'payment-means',
  'secrecy',
  'shaming',
  'accusation',
  'authority',
]);

/** Whether phrases have found something that a topic could complete. */
export function isSuspect(evidence: readonly Evidence[]): boolean {
  return evidence.some(({ signal, source }) => CORE.has(signal) || source.startsWith('indicator.wallet.'));
}

interface Stretch {
  /** What the things that are named there say together. */
  readonly points: number;
  /** Where the last of its things is named. */
  readonly end: number;
}

const pointsOf = (thing: Topic['things'][number] | undefined): number => thing?.points ?? 1;

/** The stretches in which enough things are named; each thing is asked for as often as it says. */
function stretchesOf(
  { things, from, breath = BREATH }: Topic,
  seen: readonly { thing: number; at: number }[],
): Stretch[] {
  const counts = things.map(() => 0);
  const musts = things.flatMap(({ must, least }, thing) => (must ? [{ thing, least }] : []));
  const stretches: Stretch[] = [];
  let covered = 0;
  let first = 0;
  for (const { thing, at } of seen) {
    counts[thing] = (counts[thing] ?? 0) + 1;
    if (counts[thing] === things[thing]?.least) covered += pointsOf(things[thing]);
    for (let old = seen[first]; old && old.at < at - breath; old = seen[++first]) {
      if (counts[old.thing] === things[old.thing]?.least) covered -= pointsOf(things[old.thing]);
      counts[old.thing] = (counts[old.thing] ?? 0) - 1;
    }
    if (covered < from || musts.some((one) => (counts[one.thing] ?? 0) < one.least)) continue;
    const last = stretches.at(-1);
    if (!last || at - last.end > breath) stretches.push({ points: covered, end: at });
    else if (covered > last.points) stretches[stretches.length - 1] = { points: covered, end: at };
  }
  return stretches;
}

/** Stands where a stretch is complete: the words around a scam must not draw it to them. */
function evidenceOf(topic: Topic, stretches: readonly Stretch[], { map }: Folded): Evidence | null {
  const { family, signal, from, step } = topic;
  if (stretches.length === 0) return null;
  const most = Math.max(...stretches.map(({ points }) => points));
  const weight = topic.weight + (most - from) * step;
  const at = stretches.flatMap(({ end }) => [map[end] ?? 0, map[end] ?? 0]);
  return { family, signal, weight, phrase: '', source: `indicator.topic.${family}`, at };
}
