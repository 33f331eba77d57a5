import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatherCases, hasCorpus } from '@/scripts/eval/gather';
import { table } from '@/scripts/eval/table';
import { buildSeed } from '@/scripts/lists/build-seed';
import {
  asked,
  type Example,
  inFolds,
  LACK,
  type Learned,
  learnWording,
  low,
  thresholds,
} from '@/scripts/lists/learn-wording';
import { featuresOf } from '@/scripts/lists/wording-features';
import type { Case } from '@/scripts/support/eval-cases';
import { createEngine } from '@/utils/detection/engine';
import type { Evidence } from '@/utils/detection/evidence';
import { wordsOfThings } from '@/utils/detection/topics';
import { createSecondJudge, missingKinds } from '@/utils/detection/wording';
import type { Family } from '@/utils/schema/family';
import { MAIL_FAMILIES } from '@/utils/schema/limits';
import { foldedText, normalise } from '@/utils/text/normalise';

/**
 * `npm run learn`: learns `assets/wordings.json` from the texts that `eval`
 * measures on, and says what it is worth on texts of folds that it did not see.
 * The same texts give the same numbers.
 */
interface Told extends Example {
  /** Subject and text, folded, in each reading. */
  readonly heard: readonly (readonly string[])[];
  /** Of its own family, by rules alone. */
  readonly isWarned: boolean;
  readonly evidence: readonly Evidence[];
}

const ROOT = join(import.meta.dirname, '..');

if (!hasCorpus(ROOT))
  throw new Error('../shared/corpus is missing: everyday mail is what the numbers are held against');
const list = buildSeed(ROOT);
const engine = createEngine({ ...list, wordings: [] });
const cases = (await gatherCases(ROOT)).filter(
  ({ message, origin, part }) => message.channel === 'mail' && origin !== 'raw' && part === '',
);
/** The rules call it by no words where it talks so much about scams. */
const doubt = Math.min(...list.rules.map((rule) => rule.doubt));
const isTalk = (evidence: readonly Evidence[]) =>
  evidence.reduce((sum, { signal, weight }) => sum + (signal === 'talks-about' ? weight : 0), 0) >= doubt;
const lexicon = wordsOfThings(list.topics);
const examples = cases.map((one): Told => {
  const { evidence, verdict, heard } = engine.explain(one.message);
  return {
    family: one.family,
    cluster: one.cluster,
    kind: kindOf(one),
    features: featuresOf(heard[0] ?? [], evidence, lexicon),
    heard: heard.map((texts) => texts.map(foldedText)),
    isWarned: verdict.level === 'warning' && verdict.family === one.family,
    evidence,
    missing: isTalk(evidence)
      ? { notice: Number.POSITIVE_INFINITY, warning: Number.POSITIVE_INFINITY }
      : { notice: missingKinds('notice', evidence), warning: missingKinds('warning', evidence) },
  };
});
const rows: string[][] = [];
const wordings = MAIL_FAMILIES.map((family) => {
  const heard = inFolds(examples, family, (learned, some) => hear(family, learned, some));
  const sums = heard.map(({ sum }) => sum);
  const learned = learnWording(examples, family);
  const { notice, warning } = thresholds(examples, sums);
  const limits = {
    notice,
    warning: Math.max(warning, aboveEveryday(family, learned)),
    low: low(
      heard.flatMap(({ sum, isLong }, at) =>
        isLong && examples[at]?.isWarned && examples[at]?.family === family ? [sum] : [],
      ),
    ),
  };
  for (const level of ['notice', 'warning'] as const) {
    const limit = limits[level];
    const share = (of: (one: Example) => boolean) => {
      const some = examples.flatMap((one, at) => (of(one) ? [asked(one, sums[at] ?? 0, level)] : []));
      return `${some.filter((sum) => sum >= limit).length} of ${some.length}`;
    };
    rows.push([
      family,
      level,
      limit.toFixed(2),
      share((one) => one.family === family),
      share(({ kind }) => kind === 'everyday'),
      share(({ kind }) => kind === 'near'),
      share((one) => one.family !== null && one.family !== family),
    ]);
  }
  return { family, ...limits, lack: LACK, ...learned };
});
// Pairs on one line, as the formatter has them.
const written = JSON.stringify(wordings, null, 2).replace(/\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]/g, '[$1, $2]');
writeFileSync(join(ROOT, 'assets/wordings.json'), `${written}\n`);
console.log(
  `${examples.length} texts, ${wordings.map(({ family, words }) => `${family} ${Object.keys(words).length} words`).join(', ')}`,
);
console.log(
  table(['family', 'level', 'from', 'its own', 'everyday', 'other innocent', 'other families'], rows),
);

/** No everyday text at all is warned of, of those that it was learned from. */
function aboveEveryday(family: Family, learned: Learned): number {
  const everyday = examples.filter(({ kind }) => kind === 'everyday');
  const asks = hear(family, learned, everyday).map(({ sum }, at) => {
    const one = everyday[at];
    return one ? asked(one, sum, 'warning') : Number.NEGATIVE_INFINITY;
  });
  return Math.ceil(100 * (Math.max(...asks) + 0.1)) / 100;
}

/** As the engine hears a text: not only its beginning. */
function hear(family: Family, learned: Learned, some: readonly Told[]) {
  const judge = createSecondJudge(
    [{ family, notice: 0, warning: 0, low: 0, lack: LACK, ...learned }],
    list.topics,
  );
  return some.flatMap(({ heard, evidence }) =>
    judge.sums(
      heard.map((texts) => texts.map((text) => normalise(text))),
      evidence,
    ),
  );
}

/** Spam and phishing of other kinds teach what they are not, and measure nothing. */
function kindOf({ family, origin, label }: Case): Example['kind'] {
  if (family !== null) return 'scam';
  if (origin === 'own' || label.includes('hard')) return 'near';
  return label.includes('ham') ? 'everyday' : 'other';
}
