import type { Evidence } from '@/utils/detection/evidence';
import { independent } from '@/utils/detection/independent';
import { type Scale, Sum, strongestPassage, talkOf } from '@/utils/detection/passage';
import type { Family } from '@/utils/schema/family';
import type { Level } from '@/utils/schema/level';
import type { FamilyRule } from '@/utils/schema/list';
import { AGAINST, type Signal } from '@/utils/schema/signal';
import type { HeldBack } from '@/utils/schema/verdict';

/**
 * Adds the evidence up, rule by rule.
 *
 * No phrase warns alone: a rule's `needs` are all there, or it is at most a
 * notice. Repetition does not help either: each signal gives up to its cap.
 *
 * What speaks against (news, advice, a receipt) is taken off the sum, but only
 * where it speaks: a passage that is a whole case on its own is at least a
 * notice, whatever stands around it, and a warning when little talk does. What
 * was held back is told, so that the popup can explain it.
 */
export interface Weighed {
  readonly family: Family | null;
  readonly level: Level;
  /** Evidence for the family, strongest first. */
  readonly evidence: readonly Evidence[];
  /** Points for, minus points against. For evaluation; never shown. */
  readonly points: number;
  /** What spoke against and lowered the level; null where nothing did. */
  readonly heldBack: HeldBack | null;
}

const USUAL_CAP = 3;
/** With talk around it, a passage must be more than just a case: by as much as the weakest pattern, or two where the text is all talk. */
const MARGIN = 1;
const NOTHING: Weighed = { family: null, level: 'none', evidence: [], points: 0, heldBack: null };
const ORDER: readonly Level[] = ['none', 'notice', 'warning'];
type Signals = ReadonlyMap<Signal, number>;
const most = (a: Level, b: Level) => (isAbove(b, a) ? b : a);
const isAbove = (a: Level, b: Level) => ORDER.indexOf(a) > ORDER.indexOf(b);

export function weigh(evidence: readonly Evidence[], rules: readonly FamilyRule[]): Weighed {
  let best = NOTHING;
  let bestShare = 0;
  for (const rule of rules) {
    const weighed = weighRule(evidence, rule);
    const share = weighed.points / rule.warning;
    const same = weighed.level === best.level;
    if (isAbove(weighed.level, best.level) || (same && weighed.level !== 'none' && share > bestShare)) {
      best = weighed;
      bestShare = share;
    } else if (same && weighed.level === 'none' && isHeldBackMore(weighed, best)) best = weighed;
  }
  return best;
}

const isHeldBackMore = ({ heldBack: a }: Weighed, { heldBack: b }: Weighed) =>
  a !== null && (b === null || isAbove(a.from, b.from));

function weighRule(all: readonly Evidence[], rule: FamilyRule): Weighed {
  const scale = scaleOf(rule);
  if (mostOf(all, scale) < Math.min(rule.notice, rule.warning)) return NOTHING;
  const evidence = independent(all, scale.worth);
  const sum = new Sum(scale);
  for (const one of evidence) sum.add(one);
  const { points, pro } = sum;
  const whole = meets(rule.needs, sum.signals);
  const half = meets(rule.noticeNeeds, sum.signals);
  const byPoints = (given: number): Level => {
    if (whole && given >= rule.warning) return 'warning';
    return half && given >= rule.notice ? 'notice' : 'none';
  };
  const alone = byPoints(pro);
  if (alone === 'none') return { ...NOTHING, points };
  let level = sum.talk >= rule.doubt ? 'none' : byPoints(points);
  if (isAbove(alone, level)) level = most(level, inPassages(evidence, rule, scale, sum));
  const heldBack = isAbove(alone, level) ? { by: strongestAgainst(sum), from: alone } : null;
  if (level === 'none') return { ...NOTHING, points, heldBack };
  const used = evidence.filter(({ signal }) => !AGAINST.has(signal) && scale.cap(signal) > 0);
  used.sort((a, b) => scale.worth(b) - scale.worth(a));
  return { family: rule.family, level, points, evidence: used, heldBack };
}

/** More than any sum can come to: most mails end here. */
function mostOf(evidence: readonly Evidence[], scale: Scale): number {
  let most = 0;
  for (const one of evidence) if (!AGAINST.has(one.signal)) most += scale.worth(one);
  return most;
}

/** What the passages say where the sum is not enough. A passage that is talk itself does not count. */
function inPassages(evidence: readonly Evidence[], rule: FamilyRule, scale: Scale, sum: Sum): Level {
  const strongest = (needs: FamilyRule['needs']) =>
    strongestPassage(evidence, scale, (signals) => meets(needs, signals) && talkOf(signals) < rule.doubt);
  if (meets(rule.needs, sum.signals)) {
    const passage = strongest(rule.needs);
    const around = sum.talk - (passage?.talk ?? 0);
    const margin = around >= rule.doubt ? 2 * MARGIN : around > 0 ? MARGIN : 0;
    if (passage && passage.points >= rule.warning + margin) {
      return around < rule.doubt && passage.points - around >= rule.warning ? 'warning' : 'notice';
    }
    if (sum.pro >= rule.stubborn) return 'notice';
  }
  if (sum.talk >= rule.doubt) return 'none';
  const half = strongest(rule.noticeNeeds);
  return half && half.points >= rule.notice ? 'notice' : 'none';
}

const scales = new WeakMap<FamilyRule, Scale>();

function scaleOf(rule: FamilyRule): Scale {
  const known = scales.get(rule);
  if (known) return known;
  const shares = new Map<string, number>(rule.feeds.map(({ family, share }) => [family, share]));
  shares.set('any', 1);
  shares.set('benign', 1);
  const scale: Scale = {
    // What a text is about tells the families apart, so each listens to its own topic.
    worth: ({ family, signal, weight }) =>
      signal === 'topic' && family !== rule.family ? 0 : weight * (shares.get(family) ?? 0),
    cap: (signal) => rule.caps[signal] ?? USUAL_CAP,
  };
  scales.set(rule, scale);
  return scale;
}

function meets(needs: FamilyRule['needs'], signals: Signals): boolean {
  return needs.every((group) => group.some((signal) => signals.has(signal)));
}

function strongestAgainst({ signals }: Sum): HeldBack['by'] {
  let by: HeldBack['by'] = 'talks-about';
  for (const [signal, points] of signals) {
    if (isAgainst(signal) && points > (signals.get(by) ?? 0)) by = signal;
  }
  return by;
}

const isAgainst = (signal: Signal): signal is HeldBack['by'] => AGAINST.has(signal);
