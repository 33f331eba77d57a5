import { ensureBrowser } from '@/scripts/browsers/install';
import { installWebmail } from '@/tests/support/servers/install';

/**
 * Makes this machine able to run the tests: both browsers and the packages of
 * the real webmail. What it does goes to stderr; one JSON line on stdout says
 * what is there and what is not. Fails only on what it could not get.
 */

interface SetUp {
  chromium?: string;
  firefox?: string;
  /** One sentence for each thing that is missing, by its name. */
  missing: Record<string, string>;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const result: SetUp = { missing: {} };

function attempt(name: string, make: () => void): void {
  try {
    make();
  } catch (error) {
    result.missing[name] = error instanceof Error ? error.message : String(error);
    say(`${name}: ${result.missing[name]}`);
  }
}

for (const kind of ['chromium', 'firefox'] as const) {
  attempt(kind, () => {
    const browser = ensureBrowser(kind, { say });
    result[kind] = browser.path;
    say(`${kind} ${browser.version ?? ''} at ${browser.path}`);
  });
}
attempt('webmail', () => installWebmail(say));
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exitCode = Object.keys(result.missing).length === 0 ? 0 : 1;
