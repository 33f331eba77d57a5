import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  reporter: 'list',
  timeout: 60_000,
  use: { screenshot: 'only-on-failure', trace: 'off' },
  projects: [
    { name: 'chromium', testMatch: '*.chromium.spec.ts' },
    { name: 'firefox', testMatch: '*.firefox.spec.ts' },
  ],
});
