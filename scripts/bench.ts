import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, isMet } from '@/scripts/bench/figure';
import { measureInChromium } from '@/scripts/bench/in-chromium';
import { re2Searcher } from '@/scripts/bench/re2';
import { FULL, type Input, measure, QUICK } from '@/scripts/bench/suite';
import { buildSeed } from '@/scripts/lists/build-seed';
import { readCorpus, readMails } from '@/scripts/support/eval-cases';
import type { Message } from '@/utils/schema/message';

/**
 * `npm run bench`: what the engine costs, in Node and in a service worker of
 * Chromium, on this machine. Figures of one run compare with each other, not with
 * another machine's. `--json FILE` writes an array of `{id, where, value, unit,
 * goal}`; `--only node` leaves the browser out, `--quick` tries the bench itself on little. Goals that are missed are marked,
 * and do not fail: machines differ.
 */
const ROOT = join(import.meta.dirname, '..');
const CORPUS = join(ROOT, '../shared/corpus');

async function input(): Promise<Input> {
  const list = buildSeed(ROOT);
  const sizes = process.argv.includes('--quick') ? QUICK : FULL;
  const own = (await readMails(join(ROOT, 'tests/support/mails'))).map(({ message }) => message);
  if (!existsSync(CORPUS)) {
    const prose = textOf(own).repeat(20);
    return { list, mails: own, prose, posts: own.map(({ text }) => text), sizes };
  }
  const files = readdirSync(CORPUS);
  const read = (start: string): Message[] =>
    files
      .filter((name) => name.startsWith(start) && name.endsWith('.jsonl'))
      .flatMap((name) => readCorpus(join(CORPUS, name)))
      .map(({ message }) => message);
  const ordinary = read('ham-');
  return {
    list,
    mails: [...ordinary, ...read('positives')],
    prose: textOf(ordinary).slice(0, 1_000_000),
    posts: read('telegram').map(({ text }) => text),
    sizes,
  };
}

const textOf = (mails: readonly Message[]) => mails.map(({ text }) => text).join('\n');

function print(figure: Figure): void {
  const { id, where, value, unit, goal } = figure;
  const mark = isMet(figure) ? '  ' : ' !';
  process.stdout.write(
    `${mark} ${where.padEnd(9)} ${id.padEnd(21)} ${value.toFixed(2).padStart(9)} ${unit} (goal ${goal})\n`,
  );
}

const given = await input();
const figures = measure(given, 'node', { re2: re2Searcher, say: print });
if (process.argv[process.argv.indexOf('--only') + 1] !== 'node') {
  const inBrowser = await measureInChromium(given);
  for (const figure of inBrowser) print(figure);
  figures.push(...inBrowser);
}
const file = process.argv[process.argv.indexOf('--json') + 1];
if (process.argv.includes('--json') && file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
