import { isHit, isWrong, type Judged } from '@/scripts/eval/judge';
import { table } from '@/scripts/eval/table';
import type { Engine } from '@/utils/detection/engine';
import { weigh } from '@/utils/detection/weigh';
import type { PatternList } from '@/utils/schema/list';
import { AGAINST, type Signal } from '@/utils/schema/signal';

interface Count {
  readonly id: string;
  readonly signal: Signal;
  /** Clusters of scams that it is found in. */
  scams: Set<string>;
  /** Clusters of innocent texts that it is found in. */
  innocent: Set<string>;
  /** Scams that would come to less without it. */
  lost: string[];
  /** Innocent texts that would be called something without it. */
  spared: string[];
}

/** What every pattern and indicator finds, and what it decides. One that speaks against a scam helps by sparing the innocent. */
export function patternTable(engine: Engine, judged: readonly Judged[], list: PatternList) {
  const counts = new Map<string, Count>();
  const count = (id: string, signal: Signal): Count => {
    const known = counts.get(id);
    if (known) return known;
    const fresh = { id, signal, scams: new Set<string>(), innocent: new Set<string>(), lost: [], spared: [] };
    counts.set(id, fresh);
    return fresh;
  };
  for (const { patterns } of list.groups) for (const { id, signal } of patterns) count(id, signal);
  for (const one of judged) {
    for (const { source, signal } of one.evidence) {
      const row = count(source, signal);
      (one.family === null ? row.innocent : row.scams).add(one.cluster);
    }
    decide(engine, one, count);
  }
  const rows = [...counts.values()];
  const helps = (row: Count) => (AGAINST.has(row.signal) ? row.innocent.size > 0 : row.scams.size > 0);
  const useless = rows.filter((row) => !helps(row)).map(({ id }) => id);
  const harmful = rows.filter(
    ({ signal, scams, innocent }) =>
      !AGAINST.has(signal) && innocent.size > 3 * scams.size && innocent.size > 3,
  );
  const cells = ({ id, signal, scams, innocent, lost, spared }: Count) => [
    id,
    signal,
    String(scams.size),
    String(innocent.size),
    String(lost.length),
    String(spared.length),
  ];
  const heads = ['', 'signal', 'scams', 'innocent', 'lost without', 'false without'];
  const byUse = (a: Count, b: Count) => b.lost.length - a.lost.length || b.scams.size - a.scams.size;
  return {
    text: table(heads, [...rows].sort(byUse).map(cells)),
    harmful: table(heads, harmful.map(cells)),
    useless,
  };
}

/** Takes away each piece of evidence in turn and weighs again. */
function decide(engine: Engine, one: Judged, count: (id: string, signal: Signal) => Count): void {
  const called = one.family !== null ? isHit(one.family, one.verdict, 'notice') : false;
  for (const { source, signal } of one.evidence) {
    if (AGAINST.has(signal) ? one.family !== null : !called) continue;
    const rest = one.evidence.filter((other) => other.source !== source);
    const without = weigh(rest, engine.rulesFor(one.message));
    if (one.family === null) {
      if (isWrong(one, without, 'notice') && !isWrong(one, one.verdict, 'notice'))
        count(source, signal).spared.push(one.id);
    } else if (!isHit(one.family, without, one.verdict.level)) count(source, signal).lost.push(one.id);
  }
}
