import { brotliCompressSync } from 'node:zlib';
import { gatherCases } from '@/scripts/eval/gather';
import { isHit, isWrong, type Judged, judge } from '@/scripts/eval/judge';
import { buildCanaries } from '@/scripts/lists/build-place';
import { buildSeed } from '@/scripts/lists/build-seed';
import { tryExamples } from '@/scripts/lists/examples';
import { makeDelta } from '@/scripts/lists/make-delta';
import { readPatternFiles } from '@/scripts/lists/read-patterns';
import type { Repository } from '@/scripts/lists/repository';
import { createEngine } from '@/utils/detection/engine';
import { sha256, toBytes } from '@/utils/feed/bytes';
import { canonicalJson } from '@/utils/feed/canonical';
import { applyDelta } from '@/utils/feed/delta';
import { listText } from '@/utils/feed/list-form';
import { selfTest } from '@/utils/feed/self-test';
import type { PatternList } from '@/utils/schema/list';

/** What does not go out. Every reason at once: an author would rather not come back for each. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.join('\n'));
    this.reasons = reasons;
  }
}

export interface Built {
  readonly revision: number;
  readonly hash: string;
  readonly patterns: number;
  readonly phrases: number;
  readonly bytes: number;
  /** As a host sends it. */
  readonly packed: number;
  /** Revisions from which there is a delta. */
  readonly from: readonly number[];
  /** Figures that fell and were accepted. */
  readonly fell: readonly string[];
}

export interface BuildOptions {
  /** A list that finds less than the one before goes out all the same. */
  readonly acceptFall: boolean;
}

/** From how many revisions before it a list has deltas: an install that was off for a month. */
const HISTORY = 30;
/** What a phrase may weigh as a host sends it, and the whole list; 5,000 phrases of twenty letters are 150 kB. */
const PACKED_PER_PHRASE = 45;
const PACKED_FLOOR = 150_000;
/** Beyond, the whole list is the better way: 256 kB, as clients read no more, or a third of the list. */
const MAX_DELTA = 256 * 1024;

/**
 * Makes the list of the sources under `root`, after every check, and the deltas to
 * it. The same sources give the same bytes; nothing here looks at the clock.
 *
 * @throws SourceError on a source that cannot be read, Unfit on a list that must not go out
 */
export async function buildRelease(
  root: string,
  repository: Repository,
  { acceptFall }: BuildOptions,
): Promise<Built> {
  const list = buildSeed(root);
  const text = listText(list);
  const reasons = [...brokenExamples(root), ...wrongRevision(repository, list, text)];
  try {
    selfTest(list, buildCanaries(root));
  } catch (error) {
    const { message, cause } = error as Error;
    reasons.push(`no install would take it: ${message}${typeof cause === 'string' ? `: ${cause}` : ''}`);
  }
  const all = list.groups.flatMap(({ patterns }) => patterns);
  const phrases = all.reduce((sum, pattern) => sum + pattern.phrases.length, 0);
  const packed = brotliCompressSync(text).length;
  const most = Math.max(PACKED_FLOOR, phrases * PACKED_PER_PHRASE);
  if (packed > most) reasons.push(`${packed} bytes packed, ${most} is the most for ${phrases} phrases`);
  const fell = await falls(root, repository, list);
  if (!acceptFall) reasons.push(...fell);
  if (reasons.length > 0) throw new Unfit(reasons);

  const hash = await sha256(toBytes(text));
  repository.keepList(list.revision, text);
  repository.keep(`targets/${hash}.list.json`, text);
  const from = repository
    .revisions()
    .filter((revision) => revision < list.revision)
    .slice(-HISTORY)
    .filter((revision) => keepDelta(repository, repository.list(revision), list, { text, hash }));
  return {
    revision: list.revision,
    hash,
    patterns: all.length,
    phrases,
    bytes: toBytes(text).length,
    packed,
    from,
    fell,
  };
}

function brokenExamples(root: string): string[] {
  return readPatternFiles(root).flatMap(({ name, file }) =>
    file.patterns.flatMap((pattern) => {
      const { missed, caught } = tryExamples(pattern);
      return [
        ...missed.map((text) => `${name}, ${pattern.id}: does not find its example “${text}”`),
        ...caught.map((text) => `${name}, ${pattern.id}: finds its counter-example “${text}”`),
      ];
    }),
  );
}

/** A revision is one list for ever: installs that have it never ask for it again. */
function wrongRevision(repository: Repository, { revision }: PatternList, text: string): string[] {
  const newest = repository.revisions().at(-1) ?? 0;
  const raise = `raise it in assets/revision.json to ${newest + 1}`;
  if (revision < newest) return [`revision ${revision} is older than ${newest}, which is there: ${raise}`];
  const same = revision > newest || repository.listText(revision) === text;
  return same ? [] : [`revision ${revision} is there already, with other content: ${raise}`];
}

/** Whether there is a delta that is worth its request and makes this very list. */
function keepDelta(
  repository: Repository,
  old: PatternList,
  list: PatternList,
  made: { text: string; hash: string },
): boolean {
  const delta = makeDelta(old, list);
  const text = canonicalJson(delta);
  if (toBytes(text).length > Math.min(MAX_DELTA, made.text.length / 3)) return false;
  if (listText(applyDelta(old, delta)) !== made.text) return false;
  repository.keep(`targets/${made.hash}.from-${old.revision}.json`, text);
  return true;
}

/** Families that the list before found more of, and innocent texts that it left alone; over every text that is here. */
async function falls(root: string, repository: Repository, list: PatternList): Promise<string[]> {
  const before = repository.revisions().findLast((each) => each < list.revision);
  if (before === undefined) return [];
  const cases = await gatherCases(root);
  const was = counts(judge(createEngine(repository.list(before)), cases));
  const now = counts(judge(createEngine(list), cases));
  return [...was].flatMap(([name, old]) => {
    const count = now.get(name) ?? 0;
    const worse = name.startsWith('found') ? count < old : count > old;
    return worse ? [`${name}: ${old} by revision ${before}, ${count} now`] : [];
  });
}

function counts(judged: readonly Judged[]): Map<string, number> {
  const found = new Map<string, number>([['innocent texts that are warned of', 0]]);
  const add = (name: string, is: boolean) => found.set(name, (found.get(name) ?? 0) + Number(is));
  for (const one of judged) {
    if (one.family === null) add('innocent texts that are warned of', isWrong(one, one.verdict, 'warning'));
    else add(`found of ${one.family}, ${one.language}`, isHit(one.family, one.verdict, one.expect));
  }
  return found;
}
