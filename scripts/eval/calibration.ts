import { byCluster } from '@/scripts/eval/figures';
import type { Judged } from '@/scripts/eval/judge';
import { decimals, table } from '@/scripts/eval/table';

const EDGES = [0.5, 4, 6, 8, 10, 13, 16, 20, 25] as const;

/** For each range of points, which share of the texts there (by cluster) really is a scam. */
export function calibration(judged: readonly Judged[]): string {
  const texts = judged.filter(({ origin }) => origin !== 'raw');
  const bins = [Number.NEGATIVE_INFINITY, ...EDGES].map((from, at) => {
    const to = EDGES[at] ?? Number.POSITIVE_INFINITY;
    const inside = texts.filter(({ points }) => points >= from && points < to);
    const { hits, clusters } = byCluster(inside, ({ family }) => family !== null);
    const name =
      from === Number.NEGATIVE_INFINITY
        ? `below ${to}`
        : to === Number.POSITIVE_INFINITY
          ? `${from} and more`
          : `${from} to ${to}`;
    return [name, String(inside.length), String(clusters), decimals(hits, 1), decimals(hits / clusters, 3)];
  });
  return table(['points', 'texts', 'clusters', 'scams', 'share'], bins);
}
