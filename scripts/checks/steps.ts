import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Counts, countPlaywright, countVitest } from '@/scripts/checks/counts';
import { type Ran, run } from '@/scripts/checks/run';
import { ROOT } from '@/scripts/support/build';

/** Parts that can be run alone: `npm test -- unit e2e`. */
export const PARTS = ['setup', 'static', 'build', 'unit', 'e2e', 'demo'] as const;
export type Part = (typeof PARTS)[number];

export interface Outcome extends Counts {
  readonly output: string;
  /** Why it did not run at all, or not whole. */
  readonly notRun?: string;
}

export interface Step {
  readonly name: string;
  readonly part: Part;
  run(): Promise<Outcome>;
}

/** Reports and logs of the last run. */
export const RESULTS = join(ROOT, 'test-results');
const TOOL_TIMEOUT_MS = 5 * 60_000;
const SUITE_TIMEOUT_MS = 15 * 60_000;
const SETUP_TIMEOUT_MS = 30 * 60_000;

const TSX = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/loader.mjs')).href;
const log = (name: string): string => join(RESULTS, 'logs', `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`);

function outputOf({ output, timedOut }: Ran, timeoutMs: number): string {
  return timedOut ? `${output}\nstopped after ${timeoutMs / 60_000} minutes` : output;
}

/** A check without counts of its own: it counts as one. */
export function tool(part: Part, name: string, args: readonly string[], timeoutMs = TOOL_TIMEOUT_MS): Step {
  return {
    name,
    part,
    async run() {
      const ran = await run(args, { timeoutMs, log: log(name) });
      const ok = ran.code === 0;
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output: outputOf(ran, timeoutMs) };
    },
  };
}

/** A script of the project, as a check. */
export const script = (part: Part, name: string, file: string, args: readonly string[] = []): Step =>
  tool(part, name, ['--import', TSX, join(ROOT, file), ...args]);

async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Runs a suite that writes a JSON report. Without a report, or failing with nothing counted, it is one failure. */
async function suite(
  name: string,
  args: readonly string[],
  report: string,
  count: (report: unknown) => Counts,
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  await rm(report, { force: true });
  const ran = await run(args, { timeoutMs: SUITE_TIMEOUT_MS, log: log(name), env });
  const read = await readReport(report);
  const counts = read === undefined ? { passed: 0, failed: 0, skipped: 0 } : count(read);
  const silent = counts.failed === 0 && (ran.code !== 0 || read === undefined);
  const empty = counts.failed === 0 && counts.passed === 0;
  return {
    ...counts,
    failed: silent ? 1 : counts.failed,
    output: outputOf(ran, SUITE_TIMEOUT_MS),
    ...(counts.skipped > 0 ? { notRun: `${counts.skipped} skipped` } : {}),
    ...(empty && !silent ? { notRun: 'no tests' } : {}),
  };
}

export function vitest(name: string, project: string): Step {
  const report = join(RESULTS, `vitest-${project}.json`);
  return {
    name,
    part: 'unit',
    run: () =>
      suite(
        name,
        [
          join(ROOT, 'node_modules/vitest/vitest.mjs'),
          'run',
          '--project',
          project,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
        ],
        report,
        countVitest,
        {},
      ),
  };
}

export function playwright(project: string): Step {
  const report = join(RESULTS, `e2e-${project}.json`);
  return {
    name: `end to end, ${project}`,
    part: 'e2e',
    run: () =>
      suite(
        `end to end, ${project}`,
        [
          join(ROOT, 'node_modules/@playwright/test/cli.js'),
          'test',
          '--project',
          project,
          '--reporter=list,json',
          // A folder of its own: Playwright empties the one that it is given.
          '--output',
          join(RESULTS, `artefacts-${project}`),
        ],
        report,
        countPlaywright,
        { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      ),
  };
}

interface SetUp {
  chromium?: string;
  firefox?: string;
  missing: Record<string, string>;
}

/** Browsers and servers. The browsers found here are those of every later step. */
export const setup: Step = {
  name: 'browsers and servers',
  part: 'setup',
  async run() {
    const args = ['--import', TSX, join(ROOT, 'scripts/setup.ts')];
    const ran = await run(args, { timeoutMs: SETUP_TIMEOUT_MS, log: log('setup') });
    const line = ran.output.split('\n').findLast((text) => text.startsWith('{"'));
    if (line === undefined)
      return { passed: 0, failed: 1, skipped: 0, output: outputOf(ran, SETUP_TIMEOUT_MS) };
    const { chromium, firefox, missing } = JSON.parse(line) as SetUp;
    if (chromium) process.env.CHROMIUM = chromium;
    if (firefox) process.env.FIREFOX = firefox;
    const why = Object.entries(missing).map(([name, text]) => `${name}: ${text}`);
    return {
      passed: 3 - why.length,
      failed: 0,
      skipped: why.length,
      output: ran.output,
      ...(why.length > 0 ? { notRun: why.join(' ') } : {}),
    };
  },
};
