import { plan } from '@/scripts/checks/plan';
import { endAll } from '@/scripts/checks/run';
import { type Outcome, PARTS, type Part, RESULTS, type Step } from '@/scripts/checks/steps';

/**
 * `npm test`: everything, or the parts that are named. A failed step does not
 * stop the others. What could not run is a failure in CI, where nobody reads a
 * remark, and a remark elsewhere. The last line is `N passed, N failed`.
 */

const inCi = process.env.CI !== undefined && process.env.CI !== '' && process.env.CI !== 'false';
const TAIL_LINES = 60;

interface Done {
  readonly step: Step;
  readonly outcome: Outcome;
  readonly failed: number;
  readonly seconds: number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function partsNamed(names: readonly string[]): ReadonlySet<Part> {
  const unknown = names.filter((name) => !PARTS.includes(name as Part));
  if (unknown.length > 0) {
    process.stderr.write(`unknown part: ${unknown.join(' ')}. Parts: ${PARTS.join(' ')}\n`);
    process.exit(2);
  }
  const parts = new Set<Part>(names.length > 0 ? (names as Part[]) : PARTS);
  // These drive browsers with the built extension.
  if (parts.has('e2e') || parts.has('demo')) parts.add('build');
  if (parts.has('unit') || parts.has('e2e') || parts.has('demo')) parts.add('setup');
  return parts;
}

async function perform(step: Step): Promise<Done> {
  const started = performance.now();
  const outcome = await step
    .run()
    .catch((error: unknown): Outcome => ({ passed: 0, failed: 1, skipped: 0, output: String(error) }));
  const failed = outcome.failed + (inCi && outcome.notRun !== undefined ? Math.max(1, outcome.skipped) : 0);
  const done = { step, outcome, failed, seconds: (performance.now() - started) / 1000 };
  say(lineOf(done));
  if (failed > 0) {
    const tail = outcome.output.trimEnd().split('\n').slice(-TAIL_LINES);
    say(tail.map((line) => `    ${line}`).join('\n'));
  }
  return done;
}

function lineOf({ step, outcome, failed, seconds }: Done): string {
  const verdict = failed > 0 ? 'FAILED' : outcome.notRun !== undefined ? 'partly' : 'ok';
  const counts = `${outcome.passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  const remark = outcome.notRun === undefined ? '' : `   not run: ${outcome.notRun}`;
  return `${verdict.padEnd(7)} ${step.name.padEnd(34)} ${seconds.toFixed(1).padStart(7)} s   ${counts}${remark}`;
}

async function performLane(steps: readonly Step[]): Promise<Done[]> {
  const done: Done[] = [];
  for (const step of steps) done.push(await perform(step));
  return done;
}

async function main(): Promise<number> {
  const parts = partsNamed(process.argv.slice(2));
  const started = performance.now();
  const done: Done[] = [];
  for (const { lanes } of plan()) {
    const wanted = lanes.map((lane) => lane.filter((step) => parts.has(step.part)));
    for (const part of await Promise.all(wanted.map(performLane))) done.push(...part);
  }
  say('');
  for (const each of done) say(lineOf(each));
  const passed = done.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  const failed = done.reduce((sum, each) => sum + each.failed, 0);
  say(`Reports and logs: ${RESULTS}. ${((performance.now() - started) / 60_000).toFixed(1)} minutes.`);
  say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    endAll();
    process.exit(130);
  });
}
process.exitCode = await main();
