import { byCluster } from '@/scripts/eval/figures';
import { isHit, isWrong, type Judged } from '@/scripts/eval/judge';
import { decimals, table } from '@/scripts/eval/table';
import { learnWeights, reweighed, type Weights } from '@/scripts/lists/learn-weights';
import type { Engine } from '@/utils/detection/engine';
import { weigh } from '@/utils/detection/weigh';
import type { FamilyRule, PatternList } from '@/utils/schema/list';

/**
 * Judging what was not looked at: the texts are dealt into five folds, variants
 * of one template into one fold; weights and thresholds are chosen on four and
 * judged on the fifth, five times.
 *
 * It tells whether learned weights carry over, and how much of a threshold is
 * luck. It does not undo that authors of patterns have read some of these texts.
 */

const FOLDS = 5;
/** Factors tried on the thresholds of all rules. */
const FACTORS = [0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3] as const;
/** A false warning costs as much as this share of recall. */
const COST_OF_FALSE_WARNING = 0.02;

interface Way {
  readonly name: string;
  readonly weights: (training: readonly Judged[]) => Weights;
  readonly rules: (training: readonly Judged[], weights: Weights) => readonly FamilyRule[];
}

export function crossValidate(engine: Engine, judged: readonly Judged[], list: PatternList): string {
  const texts = judged.filter(
    ({ origin, evidence, family, message }) =>
      origin !== 'raw' && message.channel === 'mail' && (family !== null || evidence.length > 0),
  );
  const folds = deal(texts);
  const [mail] = texts;
  const authorsRules = mail ? engine.rulesFor(mail.message) : [];
  const authored = authoredWeights(list);
  const own = (): Weights => authored;
  const learned = (training: readonly Judged[]) => learnWeights(training, authored);
  const chosen = (training: readonly Judged[], weights: Weights) => choose(training, weights, authorsRules);
  const ways: Way[] = [
    { name: 'authors’ weights and thresholds', weights: own, rules: () => authorsRules },
    { name: 'authors’ weights, thresholds chosen on the other folds', weights: own, rules: chosen },
    { name: 'learned weights, authors’ thresholds', weights: learned, rules: () => authorsRules },
    { name: 'learned weights, thresholds chosen on the other folds', weights: learned, rules: chosen },
  ];
  const rows = ways.map(({ name, weights, rules }) => {
    const judgedAnew = folds.flatMap((fold) => {
      const training = folds.filter((other) => other !== fold).flat();
      const taught = weights(training);
      return again(fold, taught, rules(training, taught));
    });
    return [name, ...cells(judgedAnew)];
  });
  return table(
    ['out of fold', 'recall at warning', 'notice or more', 'false warnings', 'false notices or more'],
    rows,
  );
}

export const authoredWeights = ({ groups }: PatternList): Weights =>
  new Map(groups.flatMap(({ patterns }) => patterns.map(({ id, weight }) => [id, weight] as const)));

/** Clusters in turn, largest first, so that folds are alike; the same at every run. */
function deal(texts: readonly Judged[]): Judged[][] {
  const folds: Judged[][] = Array.from({ length: FOLDS }, () => []);
  const clusters = [...Map.groupBy(texts, ({ cluster }) => cluster).values()];
  const kind = ([first]: readonly Judged[]) => first?.family ?? 'innocent';
  for (const group of Map.groupBy(clusters, kind).values()) {
    for (const [at, some] of group.entries()) folds[at % FOLDS]?.push(...some);
  }
  return folds;
}

function again(texts: readonly Judged[], weights: Weights, rules: readonly FamilyRule[]): Judged[] {
  return texts.map((one) => {
    const { family, level, points } = weigh(reweighed(one.evidence, weights), rules);
    return { ...one, points, verdict: { ...one.verdict, family, level } };
  });
}

function choose(training: readonly Judged[], weights: Weights, rules: readonly FamilyRule[]): FamilyRule[] {
  const options = FACTORS.map((factor) => {
    const scaled = rules.map((rule) => ({
      ...rule,
      warning: rule.warning * factor,
      notice: rule.notice * factor,
    }));
    const { warned, wrong } = sums(again(training, weights, scaled));
    return { scaled, worth: warned - wrong.warnings * COST_OF_FALSE_WARNING, away: Math.abs(factor - 1) };
  });
  options.sort((a, b) => b.worth - a.worth || a.away - b.away);
  return options[0]?.scaled ?? [...rules];
}

function sums(texts: readonly Judged[]) {
  const scams = texts.filter(({ family, part }) => family !== null && part !== 'cover');
  const at = (level: 'warning' | 'notice') => {
    const { hits, clusters } = byCluster(scams, ({ family, verdict }) => isHit(family, verdict, level));
    return hits / clusters;
  };
  const innocent = texts.filter(({ family }) => family === null);
  const wrong = (level: 'warning' | 'notice') =>
    innocent.filter((one) => isWrong(one, one.verdict, level)).length;
  return {
    warned: at('warning'),
    noticed: at('notice'),
    wrong: { warnings: wrong('warning'), notices: wrong('notice') },
  };
}

function cells(texts: readonly Judged[]): string[] {
  const { warned, noticed, wrong } = sums(texts);
  return [decimals(warned), decimals(noticed), String(wrong.warnings), String(wrong.notices)];
}
