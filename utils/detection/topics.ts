import type { Evidence } from '@/utils/detection/evidence';
import type { Signal } from '@/utils/schema/signal';
import type { Topic } from '@/utils/schema/topic';
import { Growing } from '@/utils/text/growing';
import { type Folded, foldedText } from '@/utils/text/normalise';
import { addValue, WordTable } from '@/utils/text/word-table';

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
const MAX_UNITS = 60_000;
const MONEY_WORD = '#amount';
/** A sum of money, in the signs and words that mails use. */
const MONEY = /[$€£]\s?\d|\d\s?(?:[$€£]|eur|usd|gbp|chf|dollar|btc|bitcoin|pln|zl\b)/g;
/** Twenty topics of forty things. */
const MAX_LISTS = 800;

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
  const lexicon = wordsOfThings(topics);
  // What several topics name with the same words is looked for once.
  const lists = new Map<readonly string[], number>();
  const keys = new Map<string, number[]>();
  const plans = topics.map((topic) => planOf(topic, lexicon, lists));
  for (const [words, list] of lists) for (const word of words) addValue(keys, word, list);
  const money = keys.get(MONEY_WORD) ?? [];
  keys.delete(MONEY_WORD);
  const table = new WordTable(keys, 'digits');
  /** Pairs: list, and where one of its words stands. */
  const seen = new Growing();
  const times = new Int32Array(lists.size);

  return {
    find(folded) {
      const { units } = folded;
      const length = Math.min(folded.length, MAX_UNITS);
      seen.length = 0;
      times.fill(0);
      const note = (list: number, at: number) => {
        times[list] = (times[list] ?? 0) + 1;
        seen.push(list);
        seen.push(at);
      };
      const sums = money.length > 0 ? foldedText({ ...folded, length }).matchAll(MONEY) : [];
      const places = Array.from(sums, ({ index }) => index);
      let told = 0;
      const tellSums = (to: number) => {
        for (; (places[told] ?? to) < to; told++) for (const list of money) note(list, places[told] ?? 0);
      };
      table.read({ units, length }, 0, length, (list, _word, at) => {
        tellSums(at);
        note(list, at);
      });
      tellSums(length);
      return plans.flatMap((plan) => {
        if (!mayReach(plan, times)) return [];
        return evidenceOf(plan.topic, stretchesOf(plan, seen), folded) ?? [];
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

/** Points are counted in thousandths: they come and go with the stretch, and must leave nothing behind. */
const THOUSANDTHS = 1000;
const whole = (points: number) => Math.round(points * THOUSANDTHS);

/** A topic, as it is counted. */
interface Plan {
  readonly topic: Topic;
  /** The thing that a list of words names, -1 where it is none of this topic. */
  readonly thingOf: Int8Array;
  readonly least: Int32Array;
  readonly points: Int32Array;
  readonly musts: readonly number[];
}

/** Lists of words that were not there before are added to `lists`. A list names one thing of a topic; of two that share their words, the first. */
function planOf(
  topic: Topic,
  lexicon: ReadonlyMap<string, readonly string[]>,
  lists: Map<readonly string[], number>,
): Plan {
  const { things } = topic;
  const thingOf = new Int8Array(MAX_LISTS).fill(-1);
  for (const [thing, { name, words = lexicon.get(name) ?? [] }] of things.entries()) {
    const list = lists.get(words) ?? lists.size;
    lists.set(words, list);
    if (thingOf[list] === -1) thingOf[list] = thing;
  }
  return {
    topic,
    thingOf,
    least: Int32Array.from(things, ({ least }) => least),
    points: Int32Array.from(things, ({ points = 1 }) => whole(points)),
    musts: things.flatMap(({ must }, thing) => (must ? [thing] : [])),
  };
}

/** Whether all that is named, were it in one breath, would be enough: of most texts it would not. */
function mayReach({ topic: { from }, thingOf, least, points, musts }: Plan, times: Int32Array): boolean {
  let most = 0;
  let met = 0;
  for (let list = 0; list < times.length; list++) {
    const thing = thingOf[list] ?? -1;
    if (thing < 0 || (times[list] ?? 0) < (least[thing] ?? 0)) continue;
    most += Math.max(0, points[thing] ?? 0);
    if (musts.includes(thing)) met++;
  }
  return most >= whole(from) && met === musts.length;
}

/** The stretches in which enough things are named; each thing is asked for as often as it says. `seen`: pairs of list and place, in the order of the text. */
function stretchesOf(
  { topic: { from, breath = BREATH }, thingOf, least, points, musts }: Plan,
  { items, length }: Growing,
): Stretch[] {
  const counts = new Int32Array(least.length);
  const enough = whole(from);
  const stretches: Stretch[] = [];
  let covered = 0;
  let first = 0;
  for (let k = 0; k < length; k += 2) {
    const thing = thingOf[items[k] ?? 0] ?? -1;
    if (thing < 0) continue;
    const at = items[k + 1] ?? 0;
    const count = (counts[thing] ?? 0) + 1;
    counts[thing] = count;
    if (count === least[thing]) covered += points[thing] ?? 0;
    for (; (items[first + 1] ?? 0) < at - breath; first += 2) {
      const old = thingOf[items[first] ?? 0] ?? -1;
      if (old < 0) continue;
      if (counts[old] === least[old]) covered -= points[old] ?? 0;
      counts[old] = (counts[old] ?? 0) - 1;
    }
    if (covered < enough || musts.some((must) => (counts[must] ?? 0) < (least[must] ?? 0))) continue;
    const last = stretches.at(-1);
    const stretch = { points: covered / THOUSANDTHS, end: at };
    if (!last || at - last.end > breath) stretches.push(stretch);
    else if (stretch.points > last.points) stretches[stretches.length - 1] = stretch;
  }
  return stretches;
}

/** Stands where a stretch is complete: the words around a scam must not draw it to them. */
function evidenceOf(topic: Topic, stretches: readonly Stretch[], { map }: Folded): Evidence | null {
  const { family, signal, from, step } = topic;
  if (stretches.length === 0) return null;
  const most = stretches.reduce((best, { points }) => Math.max(best, points), Number.NEGATIVE_INFINITY);
  const weight = topic.weight + (most - from) * step;
  const at = stretches.flatMap(({ end }) => [map[end] ?? 0, map[end] ?? 0]);
  return { family, signal, weight, phrase: '', source: `indicator.topic.${family}`, at };
}
