import { join } from 'node:path';

/** Where the builds under test lie; another place can be named to test a release. */
export const OUTPUT = process.env.UNBLUFF_OUTPUT ?? join(import.meta.dirname, '../../../.output');

/** Where tests put the pictures that people look at. */
export const PICTURES = join(import.meta.dirname, '../../../test-results/pictures');
