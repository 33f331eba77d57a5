import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const alias = { '@': import.meta.dirname };
const jsx = { jsx: { runtime: 'automatic' as const, importSource: 'preact' } };

/** `unit`: pure code in Node. `browser`: what needs real layout and style, in a real Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        oxc: jsx,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts', 'tests/contract/**/*.test.ts', 'tests/corpus/**/*.test.ts'],
        },
      },
      {
        resolve: { alias },
        oxc: jsx,
        optimizeDeps: { include: ['preact', 'preact/hooks', 'preact/jsx-dev-runtime', 'axe-core'] },
        test: {
          name: 'browser',
          include: ['tests/sites/**/*.test.ts', 'tests/components/**/*.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
                args: [
                  '--no-sandbox',
                  '--disable-gpu',
                  '--disable-background-networking',
                  '--disable-component-update',
                  '--disable-sync',
                ],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
