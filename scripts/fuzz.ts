import { join } from 'node:path';
import { faultOf, fuzz, longLines } from '@/scripts/fuzz/trial';
import { buildSeed } from '@/scripts/lists/build-seed';
import { messageOf } from '@/scripts/support/message';
import { createEngine } from '@/utils/detection/engine';

/**
 * `npm run fuzz`: a million made-up messages, and lines of ten million characters.
 * None may make the engine throw, answer anything but a verdict, or take more
 * than its bound. `npm run fuzz -- COUNT SEED` for others; what fails is printed
 * with the seed that made it.
 */
const ROOT = join(import.meta.dirname, '..');
const STEP = 50_000;
const LONG_CHARS = 10_000_000;

const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 1);
const list = buildSeed(ROOT);
const engine = createEngine(list);
const started = performance.now();
let failed = 0;
const fail = (what: string, text: string) => {
  failed++;
  process.stdout.write(`FAILED ${what}: ${JSON.stringify(text.slice(0, 400))}\n`);
};
for (let done = 0; done < count; done += STEP) {
  const some = Math.min(STEP, count - done);
  for (const { what, message } of fuzz(engine, list, seed + done, some)) {
    fail(`seed ${seed + done}: ${what}`, JSON.stringify(message));
  }
  process.stdout.write(`${done + some} messages, ${failed} failed\n`);
}
for (const text of longLines(list, LONG_CHARS)) {
  const what = faultOf(engine, messageOf({ text }));
  if (what !== null) fail(`a long line: ${what}`, text);
}
process.stdout.write(
  `${((performance.now() - started) / 1000).toFixed(0)} s\n${failed === 0 ? 1 : 0} passed, ${failed} failed\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
