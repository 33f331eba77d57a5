/** One measured figure, as `--json` writes it. */
export interface Figure {
  readonly id: string;
  readonly where: 'node' | 'chromium';
  readonly value: number;
  readonly unit: string;
  readonly goal: string;
}

/** Every figure there is, with its unit and goal. */
export const GOALS = {
  verdict_median_us: ['µs', '<= 60'],
  verdict_p99_ms: ['ms', '<= 2'],
  pipeline_mchar_s: ['million characters a second', '>= 30'],
  match_mchar_s: ['million characters a second', '>= 60'],
  match_ratio_100k_100: ['times', '<= 1.3'],
  compile_seed_ms: ['ms', '<= 20'],
  compile_100k_ms: ['ms', '<= 1000'],
  thaw_seed_ms: ['ms', '<= 10'],
  seed_mib: ['MiB', '<= 4'],
  list_100k_mib: ['MiB', '<= 60'],
  vs_re2: ['times', '< 1'],
  vs_v8_union: ['times', '< 1'],
  vs_npm_ac: ['times', '< 1'],
  kpn_ratio: ['times', '>= 20'],
  hook_us: ['µs', '<= 5'],
} as const;

export type FigureId = keyof typeof GOALS;

export function isMet({ value, goal }: Figure): boolean {
  const [sign = '', bound = ''] = goal.split(' ');
  if (sign === '<') return value < Number(bound);
  return sign === '<=' ? value <= Number(bound) : value >= Number(bound);
}
