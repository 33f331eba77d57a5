/** One figure of a run, as it is kept and compared. */
export interface Figure {
  readonly value: number;
  readonly better: 'higher' | 'lower';
  /** Texts behind it: with other texts, another figure says nothing. */
  readonly texts: number;
}

/** A share with the interval in which the true share lies, 19 times in 20 (Wilson, 1927). */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.96;

export function wilson(part: number, whole: number): Share {
  if (whole === 0) return { share: Number.NaN, low: 0, high: 1 };
  const share = part / whole;
  const square = Z * Z;
  const middle = (share + square / (2 * whole)) / (1 + square / whole);
  const half =
    (Z / (1 + square / whole)) * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole * whole));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Mean over clusters of each cluster's share: thirty variants of one template count once. */
export function byCluster<T extends { cluster: string }>(
  all: readonly T[],
  hit: (one: T) => boolean,
): { hits: number; clusters: number } {
  const clusters = [...Map.groupBy(all, ({ cluster }) => cluster).values()];
  const hits = clusters.reduce((sum, some) => sum + some.filter(hit).length / some.length, 0);
  return { hits, clusters: clusters.length };
}
