import { createHash } from 'node:crypto';
import { byCluster, type Figure } from '@/scripts/eval/figures';
import { isHit, isWrong, type Judged, step } from '@/scripts/eval/judge';
import { decimals, table } from '@/scripts/eval/table';
import { obfuscate, TACTICS } from '@/tests/support/obfuscate/apply';
import { LETTER_TACTICS } from '@/tests/support/obfuscate/letters';
import type { Tactic } from '@/tests/support/obfuscate/tactic';
import type { Engine } from '@/utils/detection/engine';

/** Innocent texts to disguise as well. */
const INNOCENT = 90;
/** Pairs are thousands: so many of them are tried, each on so many texts, all spread evenly. */
const PAIRS = 400;
const SCAMS_A_PAIR = 16;
const INNOCENT_A_PAIR = 10;

export interface Result {
  readonly name: string;
  readonly scams: number;
  /** Points of recall (by cluster, each text at the level that it reaches undisguised) lost. */
  readonly drop: number;
  readonly lost: readonly string[];
  /** Share of disguised scams where a disguise is among the evidence. */
  readonly seen: number;
  /** Innocent texts called something only when disguised. */
  readonly alarms: readonly string[];
  readonly isDisguise: boolean;
}

/** What each tactic costs, alone: on mails, and, of the letters, on posts. */
export function singles(engine: Engine, judged: readonly Judged[]) {
  const scams = found(judged);
  const innocent = quiet(judged, INNOCENT);
  const mails = report(
    TACTICS.map((tactic) => attempt(engine, [tactic], scams, innocent)),
    scams.length,
    'tactic',
  );
  const posts = judged.filter(
    ({ family, origin, message, verdict }) =>
      family !== null &&
      origin !== 'raw' &&
      message.channel === 'telegram' &&
      isHit(family, verdict, 'notice'),
  );
  if (posts.length === 0) return mails;
  const onPosts = report(
    LETTER_TACTICS.map((tactic) => attempt(engine, [tactic], posts, [])),
    posts.length,
    'on posts, tactic',
  );
  return {
    text: `${mails.text}\n\nOn posts of Telegram:\n${onPosts.text}`,
    figures: { ...mails.figures, ...onPosts.figures },
  };
}

/** What tactics cost in pairs, on a sample of both; only the twenty worst are shown. */
export function pairs(engine: Engine, judged: readonly Judged[]) {
  const scams = drawn(found(judged), SCAMS_A_PAIR);
  const innocent = quiet(judged, INNOCENT_A_PAIR);
  const every = TACTICS.flatMap((one, at) => TACTICS.slice(at + 1).map((other) => [one, other]));
  const results = spread(every, PAIRS).map((pair) => attempt(engine, pair, scams, innocent));
  const mean = results.reduce((sum, { drop }) => sum + drop, 0) / results.length;
  const within = results.filter(({ drop }) => drop <= 4).length;
  const worst = [...results].sort((a, b) => b.drop - a.drop).slice(0, 20);
  const { text } = report(worst, scams.length, 'pair');
  const figures: Record<string, Figure> = {
    'pairs, mean drop': { value: mean, better: 'lower', texts: scams.length },
  };
  return {
    text: `${results.length} of ${every.length} pairs, mean drop ${decimals(mean, 1)} points, ${within} within 4 points; the worst:\n${text}`,
    figures,
  };
}

/**
 * Mails that are found as they are: what is missed already cannot be lost. Covers
 * are left out: they are found by how little they say, and padded they say more.
 */
export const found = (judged: readonly Judged[]) =>
  judged.filter(
    ({ family, origin, message, verdict, evidence }) =>
      family !== null &&
      origin !== 'raw' &&
      message.channel === 'mail' &&
      isHit(family, verdict, 'notice') &&
      !evidence.some(({ signal }) => signal === 'cover'),
  );

/** Innocent texts that nothing is said of, at most about so many: as many of every file, spread evenly. */
export function quiet(judged: readonly Judged[], most: number): Judged[] {
  const silent = judged.filter(
    (one) => one.family === null && one.origin !== 'raw' && !isWrong(one, one.verdict, 'notice'),
  );
  const files = [...Map.groupBy(silent, ({ file }) => file).values()];
  return files.flatMap((some) => drawn(some, Math.ceil(most / files.length)));
}

/** At most so many, drawn by their names: one text more or less changes one of them. */
export function drawn<T extends { readonly id: string }>(all: readonly T[], most: number): T[] {
  const keyed = all.map((one) => ({ one, key: createHash('sha256').update(one.id).digest('hex') }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  return keyed.slice(0, most).map(({ one }) => one);
}

/** At most so many, evenly from the whole. */
function spread<T>(all: readonly T[], most: number): T[] {
  const every = Math.max(1, all.length / most);
  return all.filter((_, at) => Math.floor(at / every) !== Math.floor((at - 1) / every));
}

/** These tactics at once on every text. */
export function attempt(
  engine: Engine,
  tactics: readonly Tactic[],
  scams: readonly Judged[],
  innocent: readonly Judged[],
): Result {
  const lost: string[] = [];
  let seen = 0;
  const kept = byCluster(scams, (one) => {
    const { verdict, evidence } = engine.explain(obfuscate(one.message, tactics, one.id));
    if (evidence.some(({ signal }) => signal === 'disguise')) seen += 1;
    const isKept = verdict.family !== null && step(verdict.level) >= step(one.verdict.level);
    if (!isKept) lost.push(one.id);
    return isKept;
  });
  const alarms = innocent
    .filter((one) => isWrong(one, engine.inspect(obfuscate(one.message, tactics, one.id)), 'warning'))
    .map(({ id }) => id);
  return {
    name: tactics.map(({ id }) => id).join(' + '),
    scams: scams.length,
    drop: (1 - kept.hits / kept.clusters) * 100,
    lost,
    seen: seen / scams.length,
    alarms,
    isDisguise: tactics.some(({ isDisguise }) => isDisguise),
  };
}

function report(results: readonly Result[], scams: number, what: string) {
  const figures: Record<string, Figure> = {};
  for (const { name, drop, alarms } of results) {
    figures[`${what} ${name}, points lost`] = { value: drop, better: 'lower', texts: scams };
    figures[`${what} ${name}, false warnings`] = { value: alarms.length, better: 'lower', texts: INNOCENT };
  }
  const text = table(
    ['', 'scams', 'points lost', 'seen as disguise', 'false warnings', 'lost, or !falsely warned of'],
    results.map(({ name, drop, seen, alarms, lost, isDisguise }) => [
      name,
      String(scams),
      decimals(drop, 1),
      isDisguise ? decimals(seen, 2) : `(${decimals(seen, 2)})`,
      String(alarms.length),
      [...alarms.map((id) => `!${id}`), ...lost].slice(0, 3).join(' ') +
        (lost.length > 3 ? ` +${lost.length - 3}` : ''),
    ]),
  );
  return { text, figures };
}
