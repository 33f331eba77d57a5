import type { Evidence } from '@/utils/detection/evidence';
import type { Family } from '@/utils/schema/family';
import type { Level } from '@/utils/schema/level';
import type { FamilyRule } from '@/utils/schema/list';
import { AGAINST, type Signal } from '@/utils/schema/signal';

/**
 * Adds the evidence up, rule by rule.
 *
 * No phrase warns alone: a rule's `needs` are all there, or it is at most a
 * notice. Repetition does not help either: each signal gives up to its cap.
 * What speaks against (news, advice, a receipt) is taken off the sum. But a scam
 * may wrap itself in a warning about scams: a case that is whole and strong
 * stays a notice whatever stands around it.
 */
export interface Weighed {
  readonly family: Family | null;
  readonly level: Level;
  /** Evidence for the family, strongest first. */
  readonly evidence: readonly Evidence[];
  /** Points for, minus points against. For evaluation; never shown. */
  readonly points: number;
}

const USUAL_CAP = 3;
const NOTHING: Weighed = { family: null, level: 'none', evidence: [], points: 0 };
const ORDER: readonly Level[] = ['none', 'notice', 'warning'];

export function weigh(evidence: readonly Evidence[], rules: readonly FamilyRule[]): Weighed {
  let best = NOTHING;
  let bestShare = 0;
  for (const rule of rules) {
    const weighed = weighRule(evidence, rule);
    const share = weighed.points / rule.warning;
    const step = ORDER.indexOf(weighed.level) - ORDER.indexOf(best.level);
    if (step > 0 || (step === 0 && weighed.level !== 'none' && share > bestShare)) {
      best = weighed;
      bestShare = share;
    }
  }
  return best;
}

function weighRule(evidence: readonly Evidence[], rule: FamilyRule): Weighed {
  const shares = new Map<string, number>(rule.feeds.map(({ family, share }) => [family, share]));
  shares.set('any', 1);
  shares.set('benign', 1);
  const sums = new Map<Signal, number>();
  for (const { family, signal, weight } of evidence) {
    const share = shares.get(family);
    if (share !== undefined) sums.set(signal, (sums.get(signal) ?? 0) + weight * share);
  }
  let pro = 0;
  let against = 0;
  for (const [signal, sum] of sums) {
    const points = Math.min(sum, rule.caps[signal] ?? USUAL_CAP);
    if (AGAINST.has(signal)) against += points;
    else pro += points;
  }
  const has = (needs: FamilyRule['needs']) =>
    needs.every((group) => group.some((signal) => sums.has(signal)));
  const points = pro - against;
  const doubted = (sums.get('talks-about') ?? 0) >= (rule.doubt ?? Infinity);
  let level: Level = 'none';
  if (!doubted && has(rule.needs) && points >= rule.warning) level = 'warning';
  else if (has(rule.needs) && pro >= rule.stubborn) level = 'notice';
  else if (!doubted && has(rule.noticeNeeds) && points >= rule.notice) level = 'notice';
  if (level === 'none') return { ...NOTHING, points };
  const used = evidence.filter(({ family, signal }) => shares.has(family) && !AGAINST.has(signal));
  const worth = ({ family, weight }: Evidence) => weight * (shares.get(family) ?? 0);
  return { family: rule.family, level, points, evidence: [...used].sort((a, b) => worth(b) - worth(a)) };
}
