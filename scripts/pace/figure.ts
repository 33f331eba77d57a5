/** One measured figure, as `--json` writes it. */
export interface Figure {
  readonly id: string;
  /** The site, or what was done. */
  readonly where: string;
  readonly value: number;
  readonly unit: 'ms' | 'count' | 'kB';
  /** The most that it may be; none: for comparison only. */
  readonly most?: number;
}

export type Say = (figure: Figure) => void;

/** Rounded to hundredths; the middle one, and the slowest. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function isMet({ value, most }: Figure): boolean {
  return most === undefined || value <= most;
}
