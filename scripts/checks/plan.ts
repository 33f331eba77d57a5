import { join } from 'node:path';
import config from '@/playwright.config';
import { playwright, type Step, script, setup, tool, vitest } from '@/scripts/checks/steps';
import { buildFolder, ROOT } from '@/scripts/support/build';

const bin = (file: string): string => join(ROOT, 'node_modules', file);
const wxtBuild = (target: 'chrome' | 'firefox'): Step =>
  tool('build', `build for ${target}`, [bin('wxt/bin/wxt.mjs'), 'build', '-b', target, '--mv3']);

/** Two cores: the builds beside the linters; suites that measure time or drive a browser alone. */
export interface Phase {
  /** Lanes run side by side, the steps of a lane one after the other. */
  readonly lanes: readonly (readonly Step[])[];
}

/** Everything that `npm test` does. */
export function plan(): Phase[] {
  const builds = [
    wxtBuild('chrome'),
    wxtBuild('firefox'),
    script('build', 'sizes', 'scripts/check-sizes.ts'),
    tool('build', 'web-ext lint', [
      bin('web-ext/bin/web-ext.js'),
      'lint',
      '--no-config-discovery',
      '--source-dir',
      buildFolder('firefox'),
    ]),
  ];
  const statics = [
    tool('static', 'types', [bin('typescript/bin/tsc'), '--noEmit']),
    tool('static', 'biome', [bin('@biomejs/biome/bin/biome'), 'check', '.']),
    tool('static', 'oxlint', [bin('oxlint/bin/oxlint'), '--type-aware']),
    tool('static', 'knip', [bin('knip/bin/knip.js')]),
  ];
  const projects = (config.projects ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]));
  return [
    { lanes: [builds, [setup, ...statics]] },
    { lanes: [[vitest('unit, contract, corpus', 'unit')]] },
    { lanes: [[vitest('components and sites in Chromium', 'browser')]] },
    { lanes: [projects.map(playwright)] },
    { lanes: [[script('demo', 'npm start, headless', 'scripts/check-demo.ts')]] },
  ];
}
