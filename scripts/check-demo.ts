import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '@/scripts/checks/run';
import { ROOT } from '@/scripts/support/build';

/** Runs `npm start` as a person without a display would, and compares what it says with what its mails are. */

type Expected = Record<string, { family: string | null; level: string }>;

const TIMEOUT_MS = 5 * 60_000;
const mails = join(ROOT, 'tests/support/mails');
const expected = JSON.parse(await readFile(join(mails, 'expected.json'), 'utf8')) as Expected;

const tsx = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
const args = ['--import', tsx, join(ROOT, 'scripts/start.ts'), '--headless'];
const pictures = join(ROOT, 'test-results/demo');
const ran = await run([...args, '--pictures', pictures], {
  timeoutMs: TIMEOUT_MS,
  log: join(ROOT, 'test-results/logs/demo.log'),
});
process.stdout.write(ran.output);

let wrong = ran.code === 0 ? 0 : 1;
const lines = ran.output.split('\n');
for (const [file, { family, level }] of Object.entries(expected)) {
  const [, saidFamily, saidLevel] = lines.find((line) => line.startsWith(`${file} `))?.split(/\s+/) ?? [];
  if (saidFamily === (family ?? '-') && saidLevel === level) continue;
  wrong += 1;
  process.stdout.write(`${file}: ${family ?? '-'} ${level} expected, ${saidFamily} ${saidLevel} said\n`);
}
const warned = Object.values(expected).filter(({ level }) => level !== 'none').length;
const ending = `${Object.keys(expected).length} shown, ${warned} warned`;
if (lines.findLast((line) => line.trim() !== '')?.trim() !== ending) {
  wrong += 1;
  process.stdout.write(`the last line is not "${ending}"\n`);
}
process.exitCode = wrong === 0 ? 0 : 1;
