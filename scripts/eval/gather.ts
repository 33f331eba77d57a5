import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { holds, nearDuplicates, shingles } from '@/scripts/eval/near-duplicates';
import { readOwnCases } from '@/scripts/eval/own-cases';
import { type Case, readCorpus, readMails, readRawMails } from '@/scripts/support/eval-cases';

/** A quotation belongs to the letter that holds this share of it. */
const QUOTED_SHARE = 0.5;
/** A heading in common joins nothing. */
const MIN_QUOTED_RUNS = 12;

const corpusOf = (root: string) => join(root, '../shared/corpus');

/** Whether the real texts are at hand; a user's machine has only the project's own. */
export const hasCorpus = (root: string): boolean => existsSync(corpusOf(root));

/** Every text there is to measure on, each with the cluster of its near-duplicates. */
export async function gatherCases(root: string): Promise<Case[]> {
  const corpus = hasCorpus(root) ? await readAll(corpusOf(root)) : [];
  return withClusters([...corpus, ...(await readOwn(root))]);
}

/** The texts that were written for the project alone: the same on every machine. */
export async function gatherOwnCases(root: string): Promise<Case[]> {
  return withClusters(await readOwn(root));
}

async function readOwn(root: string): Promise<Case[]> {
  const mails = await readMails(join(root, 'tests/support/mails'));
  return [...mails, ...readOwnCases(join(root, 'tests/corpus/cases'))];
}

async function readAll(folder: string): Promise<Case[]> {
  const rows = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readCorpus(join(folder, name)));
  return [...rows, ...(await readRawMails(join(folder, 'eml'), rows))];
}

function withClusters(cases: readonly Case[]): Case[] {
  const texts = cases.map(({ message }) => `${message.subject}\n${message.text}`);
  const groups = nearDuplicates(texts, [...named(cases), ...quoted(cases)]);
  return cases.map((one, at) => ({ ...one, cluster: cases[groups[at] ?? at]?.cluster ?? one.cluster }));
}

/** What the corpus itself calls variants. */
function* named(cases: readonly Case[]): Generator<[number, number]> {
  const first = new Map<string, number>();
  for (const [at, { cluster }] of cases.entries()) {
    const before = first.get(cluster);
    if (before === undefined) first.set(cluster, at);
    else yield [before, at];
  }
}

/** Scams that quote one another; few enough to compare all. */
function* quoted(cases: readonly Case[]): Generator<[number, number]> {
  const scams = [...cases.entries()]
    .filter(([, { family }]) => family !== null)
    .map(([at, { message }]) => ({ at, runs: shingles(message.text) }))
    .sort((a, b) => b.runs.size - a.runs.size);
  for (const [i, longer] of scams.entries()) {
    for (const shorter of scams.slice(i + 1)) {
      if (shorter.runs.size < MIN_QUOTED_RUNS) break;
      if (holds(longer.runs, shorter.runs) >= QUOTED_SHARE) yield [longer.at, shorter.at];
    }
  }
}
