import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherCases, hasCorpus } from '@/scripts/eval/gather';
import { table } from '@/scripts/eval/table';
import { buildSeed } from '@/scripts/lists/build-seed';
import { type Example, inFolds, learnWording, thresholds } from '@/scripts/lists/learn-wording';
import type { Case } from '@/scripts/support/eval-cases';
import { createEngine } from '@/utils/detection/engine';
import { type Features, featuresOf } from '@/utils/detection/wording';
import { MAIL_FAMILIES } from '@/utils/schema/limits';
import { normalise } from '@/utils/text/normalise';

/**
 * `npm run learn`: learns `assets/wordings.json` from the texts that `eval`
 * measures on, and says what it is worth on texts of folds that it did not see.
 * The same texts give the same numbers.
 */
const ROOT = join(import.meta.dirname, '..');

if (!hasCorpus(ROOT))
  throw new Error('../shared/corpus is missing: everyday mail is what the numbers are held against');
const list = buildSeed(ROOT);
const engine = createEngine({ ...list, wordings: [] });
const cases = (await gatherCases(ROOT)).filter(
  ({ message, origin, part }) => message.channel === 'mail' && origin !== 'raw' && part === '',
);
const examples = cases.map(
  (one): Example => ({
    family: one.family,
    cluster: one.cluster,
    kind: kindOf(one),
    // The first stretch: longer texts are everyday ones, and their beginning is enough of them.
    features: beginning(featuresOf(normalise(one.message.text), engine.explain(one.message).evidence)),
  }),
);
const rows: string[][] = [];
const wordings = MAIL_FAMILIES.map((family) => {
  const sums = inFolds(examples, family);
  const limits = thresholds(examples, sums);
  const share = (limit: number, of: (one: Example) => boolean) => {
    const some = examples.flatMap((one, at) => (of(one) ? [sums[at] ?? 0] : []));
    return `${some.filter((sum) => sum >= limit).length} of ${some.length}`;
  };
  for (const level of ['notice', 'warning'] as const) {
    const limit = limits[level];
    rows.push([
      family,
      level,
      limit.toFixed(2),
      share(limit, (one) => one.family === family),
      share(limit, ({ kind }) => kind === 'everyday'),
      share(limit, ({ kind }) => kind === 'near'),
      share(limit, (one) => one.family !== null && one.family !== family),
    ]);
  }
  return { family, ...limits, ...learnWording(examples, family) };
});
writeFileSync(join(ROOT, 'assets/wordings.json'), `${JSON.stringify(wordings, null, 2)}\n`);
console.log(
  `${examples.length} texts, ${wordings.map(({ family, words }) => `${family} ${Object.keys(words).length} words`).join(', ')}`,
);
console.log(
  table(['family', 'level', 'from', 'its own', 'everyday', 'other innocent', 'other families'], rows),
);

/** Spam and phishing of other kinds teach what they are not, and measure nothing. */
function kindOf({ family, origin, label }: Case): Example['kind'] {
  if (family !== null) return 'scam';
  if (origin === 'own' || label.includes('hard')) return 'near';
  return label.includes('ham') ? 'everyday' : 'other';
}

function beginning([first]: readonly Features[]): Features {
  return first ?? { stems: new Set(), signals: new Map() };
}
