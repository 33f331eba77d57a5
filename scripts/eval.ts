import { join } from 'node:path';
import { calibration } from '@/scripts/eval/calibration';
import { judgeChannels } from '@/scripts/eval/channels';
import { crossValidate } from '@/scripts/eval/cross-validation';
import { falseAlarms } from '@/scripts/eval/false-alarms';
import type { Figure } from '@/scripts/eval/figures';
import { gatherCases, hasCorpus } from '@/scripts/eval/gather';
import { goalTable } from '@/scripts/eval/goals';
import { judge } from '@/scripts/eval/judge';
import { misses, wrongs } from '@/scripts/eval/listing';
import { pairs, singles } from '@/scripts/eval/obfuscation';
import { type Options, readOptions, USAGE } from '@/scripts/eval/options';
import { patternTable } from '@/scripts/eval/pattern-table';
import { recall } from '@/scripts/eval/recall';
import { compareRuns, keepRun, makeRun, readRun } from '@/scripts/eval/run';
import { buildSeed } from '@/scripts/lists/build-seed';
import { createEngine } from '@/utils/detection/engine';

/**
 * `npm run eval`: how much the engine finds and how often it is wrong, on
 * `../shared/corpus` where that is, and on the project's own texts.
 *
 * Recall is counted by cluster of near-duplicates: a template with thirty
 * variants counts once, with its share of hits. Quotations, texts typed over and
 * letters in pictures have rows of their own. Nothing here prints a text.
 */

const ROOT = join(import.meta.dirname, '..');

const SOURCES = {
  corpus: 'Real texts',
  raw: 'Real mails, read from their raw files',
  own: 'Texts written for the project',
} as const;

const heading = (text: string) => console.log(`\n${text}\n${'='.repeat(text.length)}`);

let options: Options | undefined;
try {
  options = readOptions(process.argv.slice(2));
} catch {
  console.error(USAGE);
  process.exitCode = 2;
}
if (options) await evaluate(options);

async function evaluate(wanted: Options): Promise<void> {
  if (!hasCorpus(ROOT)) {
    console.log(
      'There is no ../shared/corpus here: these are figures on the texts that were written for the project, and say nothing about real mail.',
    );
  }
  const list = buildSeed(ROOT);
  const engine = createEngine(list);
  const cases = await gatherCases(ROOT);
  const judged = judge(engine, cases);
  const all = [...judged, ...judgeChannels(engine, cases)];
  const figures: Record<string, Figure> = {};

  heading('Goals');
  console.log(goalTable(all));
  for (const origin of ['corpus', 'raw', 'own'] as const) {
    if (!all.some((one) => one.origin === origin)) continue;
    const found = recall(all, origin);
    heading(`${SOURCES[origin]}: recall, by cluster, with 95 % Wilson intervals`);
    console.log(found.text);
    if (found.note) console.log(`\n${found.note}`);
    Object.assign(figures, found.figures);
    if (origin === 'raw') continue;
    const wrong = falseAlarms(all, origin);
    heading(`${SOURCES[origin]}: false alarms`);
    console.log(wrong.text);
    if (wrong.byLanguage) console.log(`\nOf these, where there is any:\n${wrong.byLanguage}`);
    Object.assign(figures, wrong.figures);
  }
  if (!wanted.quick) {
    const tactics = singles(engine, judged);
    heading('Obfuscation: points of recall lost to each tactic (in brackets: no disguise by itself)');
    console.log(tactics.text);
    Object.assign(figures, tactics.figures);
    heading('Calibration');
    console.log(calibration(judged));
  }
  if (wanted.pairs) {
    const both = pairs(engine, judged);
    heading('Obfuscation in pairs');
    console.log(both.text);
    Object.assign(figures, both.figures);
  }
  if (wanted.patterns) {
    const { text, harmful, useless } = patternTable(engine, judged, list);
    heading('Patterns and indicators: clusters found in, verdicts decided');
    console.log(text);
    console.log(`\nFound more in innocent texts than in scams:\n${harmful}`);
    console.log(`\nNever help on these texts (${useless.length}):\n${useless.join('\n')}`);
  }
  if (wanted.folds) {
    heading('Cross-validation, five folds of whole clusters');
    console.log(crossValidate(engine, judged, list));
  }
  if (wanted.misses) listing('Missed, or called less than it is', misses(all));
  if (wanted.false) listing('False alarms', wrongs(all));
  finish(wanted, makeRun(all, figures));
}

function listing(title: string, lines: readonly string[]): void {
  heading(title);
  console.log(lines.join('\n') || 'none');
}

function finish({ json, against }: Options, run: ReturnType<typeof makeRun>): void {
  if (json) keepRun(json, run);
  if (!against) return;
  const { lines, fell } = compareRuns(readRun(against), run);
  listing(`Changed since ${against}`, lines);
  if (fell) {
    console.log('\nA figure fell.');
    process.exitCode = 1;
  }
}
