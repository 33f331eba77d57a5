import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Figure, isMet } from '@/scripts/pace/figure';
import { opening } from '@/scripts/pace/opening';
import { quiet } from '@/scripts/pace/quiet';
import { switching } from '@/scripts/pace/switching';
import { telegram } from '@/scripts/pace/telegram';
import { launchChromium } from '@/tests/support/browsers/chromium';
import { startWeb } from '@/tests/support/servers/web';

/**
 * `npm run --silent pace`: what the extension costs in the reader's pages, on
 * the replicas of all webmails, in a real Chromium, with the build in `.output`.
 * Where it helps the same is done in a browser without the extension, and the
 * difference counts. Figures are for a machine that does nothing else; goals that
 * are missed are marked, and do not fail: `tests/e2e` holds what must.
 *
 * `-- quiet switching` runs parts; `opening --site gmx` opens mails in that site alone (can be said again);
 * `--json FILE` keeps the figures.
 */
const PARTS = { opening, quiet, switching, telegram } as const;

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, site: { type: 'string', multiple: true } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0)
  throw new Error(`unknown: ${unknown.join(' ')}; parts: ${Object.keys(PARTS).join(' ')}`);

const figures: Figure[] = [];
const say = (figure: Figure) => {
  figures.push(figure);
  const { id, where, value, unit, most } = figure;
  const goal = most === undefined ? '' : ` (at most ${most})`;
  process.stdout.write(
    `${isMet(figure) ? '  ' : ' !'} ${where.padEnd(20)} ${id.padEnd(20)} ${value.toFixed(2).padStart(9)} ${unit}${goal}\n`,
  );
};

const web = await startWeb();
const [withUs, bare] = [await launchChromium({ web }), await launchChromium({ web, bare: true })];
// What this script was loaded by names functions with a helper of its own, those that run in pages too.
for (const { context } of [withUs, bare]) await context.addInitScript('globalThis.__name = (named) => named');
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (positionals.length === 0 || positionals.includes(name))
      await measure(web, withUs, bare, say, values.site);
  }
} finally {
  await Promise.all([withUs.close(), bare.close()]);
  await web.stop();
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
