import { defineConfig } from '@playwright/test';

/**
 * A real browser each, with the built extension. One worker: the machine has two
 * cores, and two browsers at once would make every time that is measured wrong.
 * The last project reads what all browsers of the run have asked of the network.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { screenshot: 'only-on-failure', trace: 'off' },
  projects: [
    { name: 'chromium', testMatch: '*.chromium.spec.ts' },
    { name: 'firefox', testMatch: '*.firefox.spec.ts' },
    { name: 'requests', testMatch: 'requests.spec.ts' },
  ],
});
