/** What one step of `npm test` found. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Tests that were skipped. */
  readonly skipped: number;
}

const count = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : 0);

interface VitestReport {
  numPassedTests?: unknown;
  numFailedTests?: unknown;
  numPendingTests?: unknown;
  testResults?: { status?: string; assertionResults?: unknown[] }[];
}

/** Counts of vitest's JSON report. A file that could not even be loaded is one failure: it has no tests to count. */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as VitestReport;
  const broken = (testResults ?? []).filter(
    (file) => file.status === 'failed' && (file.assertionResults ?? []).length === 0,
  );
  return {
    passed: count(numPassedTests),
    failed: count(numFailedTests) + broken.length,
    skipped: count(numPendingTests),
  };
}

interface PlaywrightReport {
  stats?: { expected?: unknown; unexpected?: unknown; flaky?: unknown; skipped?: unknown };
  errors?: unknown[];
}

/** Counts of Playwright's JSON report. A test that passed only when repeated is a failure: it will fail somebody else. */
export function countPlaywright(report: unknown): Counts {
  const { stats = {}, errors = [] } = report as PlaywrightReport;
  const unexpected = count(stats.unexpected) + count(stats.flaky);
  return {
    passed: count(stats.expected),
    failed: unexpected + (unexpected === 0 ? errors.length : 0),
    skipped: count(stats.skipped),
  };
}
