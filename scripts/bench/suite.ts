import { AhoCorasick } from '@monyone/aho-corasick/fast';
import { type Figure, type FigureId, GOALS } from '@/scripts/bench/figure';
import { bigList, firstPhrases, plainPhrases, repeatedMessages } from '@/scripts/bench/generated';
import { measureHook } from '@/scripts/bench/hook';
import { messageOf } from '@/scripts/support/message';
import { type CompiledList, compile } from '@/utils/detection/compile';
import { freeze, thaw } from '@/utils/detection/compiled-form';
import { createEngine, type Engine } from '@/utils/detection/engine';
import { Seen } from '@/utils/detection/seen';
import { sideOf } from '@/utils/detection/sides';
import type { PatternList } from '@/utils/schema/list';
import type { Message } from '@/utils/schema/message';
import { type Folded, FoldSpace, normalise } from '@/utils/text/normalise';
import { Phrases } from '@/utils/text/phrases';
import { tokenise } from '@/utils/text/tokenise';
import { Tokens } from '@/utils/text/tokens';

/**
 * Everything that is measured, wherever this runs: nothing here knows Node or a
 * browser. Every figure is the best of several runs, because the machine's other
 * work only ever adds; ratios are of runs beside each other.
 */
export interface Input {
  readonly list: PatternList;
  /** Real mails. */
  readonly mails: readonly Message[];
  /** Ordinary prose, of which there is enough to be long. */
  readonly prose: string;
  readonly posts: readonly string[];
  readonly sizes: Sizes;
}

/** Searches a text for plain phrases, and says how many it found. */
export type Searcher = (text: string) => number;

export interface Others {
  /** Told each figure as soon as it is known. */
  readonly say?: (figure: Figure) => void;
  /** Where it can run, `re2` over the same phrases. */
  readonly re2?: (union: string) => Searcher;
}

export interface Sizes {
  readonly mails: number;
  readonly longChars: number;
  readonly bigList: number;
  readonly plainPhrases: number;
  readonly messages: number;
  readonly differentMessages: number;
}

export const FULL: Sizes = {
  mails: 600,
  longChars: 200_000,
  bigList: 100_000,
  plainPhrases: 1_000,
  messages: 668_043,
  differentMessages: 24_326,
};
/** To see that everything runs. */
export const QUICK: Sizes = {
  mails: 20,
  longChars: 20_000,
  bigList: 2_000,
  plainPhrases: 100,
  messages: 6_000,
  differentMessages: 300,
};

/** Answers that are kept: all different messages of some days. */
const SEEN = 65_536;
const MIB = 1024 * 1024;

export function measure(input: Input, where: Figure['where'], others: Others = {}): Figure[] {
  const figures: Figure[] = [];
  const note = (id: FigureId, value: number) => {
    const [unit, goal] = GOALS[id];
    const figure = { id, where, value, unit, goal };
    figures.push(figure);
    others.say?.(figure);
  };
  const mail = sideOf(input.list, 'mail');
  note(
    'compile_seed_ms',
    best(12, () => compile(mail)),
  );
  const compiled = compile(mail);
  const form = freeze(compiled, '');
  note(
    'thaw_seed_ms',
    best(8, () => thaw(form, mail, '')),
  );
  const engine = createEngine(input.list, compiled);
  verdicts(engine, input, note);
  const long = { ...messageOf(), text: input.prose.slice(0, input.sizes.longChars) };
  const alone = matching(compiled.phrases, long.text);
  note('pipeline_mchar_s', long.text.length / best(15, () => engine.inspect(long)) / 1000);
  note('match_mchar_s', long.text.length / best(15, alone) / 1000);
  note('seed_mib', (compiled.phrases.bytes + compiled.authorities.bytes) / MIB);
  large(input, note);
  compare(long.text, input.sizes, others, note);
  note('kpn_ratio', repeated(engine, input));
  note('hook_us', measureHook(best));
  return figures;
}

type Note = (id: FigureId, value: number) => void;

function verdicts(engine: Engine, { mails, sizes }: Input, note: Note): void {
  const step = Math.max(1, Math.floor(mails.length / sizes.mails));
  const some = mails.filter((_, k) => k % step === 0);
  for (const mail of some) engine.inspect(mail);
  // A browser's clock is coarse: several verdicts a reading.
  const rounds = 4;
  const times = some.map(
    (mail) =>
      best(3, () => {
        for (let round = 0; round < rounds; round++) engine.inspect(mail);
      }) / rounds,
  );
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  note('verdict_median_us', at(0.5) * 1000);
  note('verdict_p99_ms', at(0.99));
}

/** Matching alone: from the folded text to the phrases in it. */
function matching(phrases: Phrases, text: string): () => number {
  const folded: Folded = normalise(text);
  const tokens = new Tokens();
  return () => {
    let found = 0;
    tokens.clear();
    tokenise(folded, phrases.vocabulary, tokens);
    phrases.find(tokens, () => {
      found++;
    });
    return found;
  };
}

/** Matching from the text as it was written: folded, cut, and searched. */
function matchingWhole(phrases: Phrases, text: string): () => number {
  const space = new FoldSpace();
  const tokens = new Tokens();
  return () => {
    let found = 0;
    tokens.clear();
    tokenise(normalise(text, space), phrases.vocabulary, tokens);
    phrases.find(tokens, () => {
      found++;
    });
    return found;
  };
}

function large(input: Input, note: Note): void {
  const list = bigList(input.prose, input.sizes.bigList, input.list);
  let big: CompiledList | undefined;
  note(
    'compile_100k_ms',
    best(2, () => {
      big = compile(list);
    }),
  );
  if (!big) return;
  const few = compile(firstPhrases(list, 100));
  const text = input.prose.slice(0, input.sizes.longChars);
  const [withMany, withFew] = [matchingWhole(big.phrases, text), matchingWhole(few.phrases, text)];
  const [many, little] = [best(10, withMany), best(10, withFew)];
  note('match_ratio_100k_100', many / little);
  note('list_100k_mib', (big.phrases.bytes + big.authorities.bytes) / MIB);
}

function compare(text: string, sizes: Sizes, others: Others, note: Note): void {
  const words = plainPhrases(text, sizes.plainPhrases);
  const union = `\\b(?:${words.map((phrase) => phrase.replaceAll(' ', '\\s+')).join('|')})\\b`;
  const phrases = new Phrases();
  for (const [id, phrase] of words.entries()) phrases.add(phrase, id);
  phrases.freeze();
  const ours = best(10, matchingWhole(phrases, text));
  const theirs = (search: Searcher) => {
    if (search(text) === 0) throw new Error('a searcher that finds nothing');
    return ours / best(3, () => search(text));
  };
  if (others.re2) note('vs_re2', theirs(others.re2(union)));
  note(
    'vs_v8_union',
    theirs((searched) => searched.match(new RegExp(union, 'gi'))?.length ?? 0),
  );
  const trie = new AhoCorasick(words);
  note(
    'vs_npm_ac',
    theirs((searched) => trie.matchInText(searched.toLowerCase()).length),
  );
}

/** Judging every message of a chat that repeats itself, over asking first whether it was seen. */
function repeated(engine: Engine, { posts, sizes }: Input): number {
  const { messages, order } = repeatedMessages(posts, sizes.messages, sizes.differentMessages);
  const message = (text: string): Message => ({ ...messageOf(), channel: 'telegram', text });
  const judge = (text: string) => engine.inspect(message(text));
  for (const text of messages.slice(0, 2_000)) judge(text);
  const each = once(() => {
    for (const k of order) judge(messages[k] ?? '');
  });
  const cached = best(2, () => {
    const seen = new Seen<ReturnType<typeof judge>>(SEEN, 12_345);
    for (const k of order) {
      const text = messages[k] ?? '';
      seen.of(text, () => judge(text));
    }
  });
  return each / cached;
}

function once(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function best(runs: number, work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) least = Math.min(least, once(work));
  return least;
}
