import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSeed } from '@/scripts/lists/build-seed';
import { readCorpus, readMails } from '@/scripts/support/eval-cases';
import { createEngine } from '@/utils/detection/engine';
import type { Message } from '@/utils/schema/message';

/**
 * `npm run bench`: how long the engine takes, in Node, on this machine. Figures of
 * one run compare with each other, not with another machine's.
 * `--json FILE` writes an array of `{id, where, value, unit, goal}`.
 */

interface Figure {
  id: string;
  where: 'node';
  value: number;
  unit: string;
  goal: string;
}

const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '../shared/corpus');
const ROUNDS = 5;
const LONG_CHARS = 200_000;

const seed = buildSeed(ROOT);
const compiles = Array.from({ length: ROUNDS }, () => timed(() => createEngine(seed)));
const engine = createEngine(seed);

const mails: Message[] = existsSync(CORPUS)
  ? readdirSync(CORPUS)
      .filter((name) => name.startsWith('ham-') || name.startsWith('positives'))
      .flatMap((name) => readCorpus(join(CORPUS, name)))
      .map(({ message }) => message)
  : (await readMails(join(ROOT, 'tests/support/mails'))).map(({ message }) => message);

for (const mail of mails) engine.inspect(mail);
const verdicts = mails
  .map((mail) => Math.min(...Array.from({ length: ROUNDS }, () => timed(() => engine.inspect(mail)))))
  .sort((a, b) => a - b);

const prose = mails
  .map(({ text }) => text)
  .join('\n')
  .repeat(3)
  .slice(0, LONG_CHARS);
const long: Message = { ...(mails[0] as Message), text: prose };
const longMs = Math.min(...Array.from({ length: ROUNDS * 2 }, () => timed(() => engine.inspect(long))));

const figures: Figure[] = [
  figure('compile_seed_ms', Math.min(...compiles), 'ms', '<= 20'),
  figure('verdict_median_us', at(0.5) * 1000, 'µs', '<= 60'),
  figure('verdict_p99_ms', at(0.99), 'ms', '<= 2'),
  figure('pipeline_mchar_s', prose.length / longMs / 1000, 'million characters a second', '>= 30'),
];
console.log(`${mails.length} mails`);
for (const { id, value, unit, goal } of figures)
  console.log(`${id.padEnd(20)} ${value.toFixed(2)} ${unit} (goal ${goal})`);

const file = process.argv[process.argv.indexOf('--json') + 1];
if (process.argv.includes('--json') && file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);

function timed(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function at(share: number): number {
  return verdicts[Math.min(verdicts.length - 1, Math.floor(verdicts.length * share))] ?? 0;
}

function figure(id: string, value: number, unit: string, goal: string): Figure {
  return { id, where: 'node', value, unit, goal };
}
