import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the builds under test lie; another place can be named to test a release. */
const OUTPUT = process.env.UNBLUFF_OUTPUT ?? join(import.meta.dirname, '../../../.output');

/** Where tests put the pictures that people look at. */
export const PICTURES = join(import.meta.dirname, '../../../test-results/pictures');

/** Folder of a whole build. @throws when there is none, or only a broken one. */
export function buildOf(target: 'chrome-mv3' | 'firefox-mv3'): string {
  const folder = join(OUTPUT, target);
  for (const file of ['manifest.json', 'background.js'])
    if (!existsSync(join(folder, file)))
      throw new Error(`no ${file} in ${folder}: run \`npm run build\` first`);
  return folder;
}
