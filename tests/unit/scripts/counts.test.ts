import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest } from '@/scripts/checks/counts';

describe('counts', () => {
  it('takes vitest’s own figures', () => {
    const report = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, testResults: [] };
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 1 });
  });

  it('counts a test file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(countVitest(report).failed).toBe(1);
  });

  it('counts a flaky end-to-end test as a failure', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 3 } };
    expect(countPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 3 });
  });

  it('counts an error outside every test once', () => {
    expect(countPlaywright({ stats: { expected: 0 }, errors: [{}] }).failed).toBe(1);
    expect(countPlaywright({ stats: { unexpected: 1 }, errors: [{}] }).failed).toBe(1);
  });

  it('never counts an empty report as anything passed', () => {
    expect(countVitest({})).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(countPlaywright({})).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
