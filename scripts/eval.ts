import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSeed } from '@/scripts/lists/build-seed';
import { type Case, readCorpus, readMails } from '@/scripts/support/eval-cases';
import { createEngine } from '@/utils/detection/engine';
import type { Verdict } from '@/utils/schema/verdict';

/**
 * `npm run eval`: how much the engine finds and how often it is wrong, on
 * `../shared/corpus` where that is, else on the project's own mails.
 *
 * Recall is counted by cluster of near-duplicates: a template with thirty
 * variants counts once, with its share of hits. `--misses` lists ids,
 * `--json FILE` keeps the figures, `--against FILE` compares with kept ones.
 */

const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '../shared/corpus');

interface Row {
  /** Cases, and clusters of them. */
  cases: number;
  clusters: number;
  warned: number;
  noticed: number;
}

const engine = createEngine(buildSeed(ROOT));
const args = process.argv.slice(2);
const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

if (!existsSync(CORPUS)) {
  console.log('There is no ../shared/corpus here: these are the figures on the project’s own mails.');
}
const cases = existsSync(CORPUS)
  ? readdirSync(CORPUS)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readCorpus(join(CORPUS, name)))
  : await readMails(join(ROOT, 'tests/support/mails'));

const judged = cases.map((one) => ({ ...one, verdict: engine.inspect(one.message) }));
const scams = judged.filter(({ family }) => family !== null);
const innocent = judged.filter(({ family }) => family === null);

const recall = table(
  scams,
  ({ family, language, part }) => `${family} ${language}${part ? ` (${part})` : ''}`,
  isHit,
);
const wrong = table(
  innocent,
  ({ file, label, language }) => `${basename(file, '.jsonl')} ${label} ${language}`,
  isWrong,
);
const sums = table(innocent, ({ label }) => label, isWrong);

console.log('\nRecall, by cluster (95 % Wilson interval)');
print(
  recall,
  (row) => [
    share(row.warned, row.clusters),
    share(row.noticed, row.clusters),
    wilson(row.warned, row.clusters),
  ],
  ['warning', 'or notice', 'interval'],
);
console.log('\nFalse warnings and notices, each text counts; files without any are only in the sums');
const perTenThousand = (row: Row) => [
  String(row.warned),
  String(row.noticed - row.warned),
  `${((row.warned / row.cases) * 10_000).toFixed(1)} in 10,000`,
];
const heads = ['warnings', 'notices', 'warnings in 10,000'];
print(new Map([...wrong].filter(([, row]) => row.noticed > 0)), perTenThousand, heads);
console.log('');
print(sums, perTenThousand, heads);

if (args.includes('--misses')) {
  console.log('\nMisses and false alarms');
  for (const { id, family, label, language, verdict } of judged) {
    const right =
      family === null ? verdict.level === 'none' : verdict.family === family && verdict.level === 'warning';
    if (!right) console.log(`${id}\t${label} ${language}\t${verdict.family ?? '-'} ${verdict.level}`);
  }
}

const figures = Object.fromEntries([...recall, ...wrong].map(([name, row]) => [name, row]));
const kept = option('--json');
if (kept) writeFileSync(kept, `${JSON.stringify(figures, null, 2)}\n`);
const before = option('--against');
if (before) compare(JSON.parse(readFileSync(before, 'utf8')) as Record<string, Row>);

function isHit({ family, verdict }: Case & { verdict: Verdict }, level: 'warning' | 'notice'): boolean {
  if (verdict.family !== family) return false;
  return verdict.level === 'warning' || (level === 'notice' && verdict.level === 'notice');
}

function isWrong({ verdict }: { verdict: Verdict }, level: 'warning' | 'notice'): boolean {
  return verdict.level === 'warning' || (level === 'notice' && verdict.level === 'notice');
}

type Judged = Case & { verdict: Verdict };

/** Innocent texts have no clusters: each counts for itself. */
function table(
  all: readonly Judged[],
  name: (one: Judged) => string,
  hit: (one: Judged, level: 'warning' | 'notice') => boolean,
): Map<string, Row> {
  const groups = Map.groupBy(all, name);
  const rows = [...groups].map(([key, group]): [string, Row] => {
    const clusters = [...Map.groupBy(group, ({ cluster }) => cluster).values()];
    const sum = (level: 'warning' | 'notice') =>
      clusters.reduce((total, some) => total + some.filter((one) => hit(one, level)).length / some.length, 0);
    return [
      key,
      { cases: group.length, clusters: clusters.length, warned: sum('warning'), noticed: sum('notice') },
    ];
  });
  return new Map(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(3);
}

/** Wilson, E. B. (1927), at 95 %. */
function wilson(part: number, whole: number): string {
  if (whole === 0) return '-';
  const z = 1.96;
  const p = part / whole;
  const middle = (p + (z * z) / (2 * whole)) / (1 + (z * z) / whole);
  const half = (z / (1 + (z * z) / whole)) * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole));
  return `${Math.max(0, middle - half).toFixed(2)}–${Math.min(1, middle + half).toFixed(2)}`;
}

function print(
  rows: ReadonlyMap<string, Row>,
  cells: (row: Row) => string[],
  heads: readonly string[],
): void {
  const wide = Math.max(20, ...[...rows.keys()].map((name) => name.length));
  const line = (name: string, all: readonly string[]) =>
    console.log(name.padEnd(wide), all.map((cell) => cell.padStart(12)).join('  '));
  line('', ['texts', 'clusters', ...heads]);
  for (const [name, row] of rows) line(name, [String(row.cases), String(row.clusters), ...cells(row)]);
}

function compare(then: Readonly<Record<string, Row>>): void {
  console.log('\nChanged since');
  for (const [name, now] of Object.entries(figures)) {
    const was = then[name];
    if (was && was.warned === now.warned && was.noticed === now.noticed) continue;
    const show = (row: Row | undefined) =>
      row ? `${row.warned.toFixed(2)} / ${row.noticed.toFixed(2)}` : 'none';
    console.log(`${name}: warned / noticed ${show(was)} → ${show(now)}`);
  }
}
